import { createHash } from 'node:crypto'
import { BEING_RESTORED } from '../../data/being-restored.ts'
import type { Sql, Tx } from '../../data/sql.ts'
import { FolderError } from '../folder-error.ts'
import type { HomeFolder } from './home-folder.ts'

/** What tells the secrets of this home from others, and says nothing about them. */
export type HomeMarks = Readonly<{ key: string; opaque: string }>

type Secrets = Pick<HomeFolder, 'opaqueSetup'> & Readonly<{ key: Readonly<{ deviceId: string }> }>

export function marksOf({ key, opaqueSetup }: Secrets): HomeMarks {
  return {
    key: key.deviceId,
    opaque: createHash('sha256').update(opaqueSetup).digest('hex'),
  }
}

/**
 * Are the secrets of this folder those with which the data was made? The data may be on a server, where other folders find it too: with
 * other secrets no password would be right, and the home would be a stranger to its nodes. Whoever comes first leaves the marks.
 * @throws FolderError, StoreError.
 */
export async function checkMarks(sql: Sql, folder: HomeFolder): Promise<void> {
  await sql.transact(async (tx) => {
    await checkWhole(tx)
    for (const [secret, mark] of Object.entries(marksOf(folder))) await checkMark(tx, secret, mark)
  })
}

async function checkWhole(tx: Tx): Promise<void> {
  const row = await tx
    .selectFrom('home')
    .select('mark')
    .where('secret', '=', BEING_RESTORED)
    .executeTakeFirst()
  if (row === undefined) return
  throw new FolderError(
    'a restore into this database is under way, or was cut off: let it end, or make the database again (DROP DATABASE …; CREATE DATABASE …) and restore once more',
  )
}

async function checkMark(tx: Tx, secret: string, mark: string): Promise<void> {
  const row = await tx
    .selectFrom('home')
    .select('mark')
    .where('secret', '=', secret)
    .executeTakeFirst()
  if (row === undefined) await tx.insertInto('home').values({ secret, mark }).execute()
  else if (row.mark !== mark) {
    throw new FolderError(
      `the database was made with another '${secret}' than the one in the data folder: it is another home's, or restore that file from a backup`,
    )
  }
}
