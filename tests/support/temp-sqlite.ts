import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from '../../relay/data/sql.ts'
import { openSqlite, type SqliteOptions } from '../../relay/data/sqlite.ts'

export type TempFolder = Readonly<{ path: string }> & Disposable

export function tempFolder(name: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `homing-${name}-`))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** A store over a real file of its own, which goes with it. */
export async function openTempSqlite(options: SqliteOptions = {}): Promise<Sql> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(tempFolder('truth'))
  const sql = stack.use(await openSqlite(join(folder.path, 'relay.sqlite'), options))
  const held = stack.move()
  return {
    read: (work) => sql.read(work),
    transact: (work) => sql.transact(work),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
