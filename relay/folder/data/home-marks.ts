import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../../data/sql.ts'
import { FolderError } from '../folder-error.ts'
import type { HomeFolder } from './home-folder.ts'

/**
 * Are the secrets of this folder those with which the data was made? The data may be on a server, where other folders find it too: with
 * other secrets no password would be right, and the home would be a stranger to its nodes. Whoever comes first leaves the marks.
 * @throws FolderError, StoreError.
 */
export async function checkMarks(sql: Sql, folder: HomeFolder): Promise<void> {
  const marks = {
    key: folder.key.deviceId,
    opaque: createHash('sha256').update(folder.opaqueSetup).digest('hex'),
  }
  await sql.transact(async (tx) => {
    for (const [secret, mark] of Object.entries(marks)) await checkMark(tx, secret, mark)
  })
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
