import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Sql } from '../../relay/data/sql.ts'
import { openSqlite, type SqliteOptions } from '../../relay/data/sqlite.ts'

/** A file system in memory, where there is one: for tests in which nothing depends on what an fsync costs. */
const MEMORY = '/dev/shm'

export function memoryFolder(): Disposable & Readonly<{ path: string }> {
  const path = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), 'homing-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** A store over a real file of its own, which goes with it. */
export async function openTempSqlite(options: SqliteOptions = {}): Promise<Sql> {
  await using stack = new AsyncDisposableStack()
  const folder = stack.use(memoryFolder())
  const sql = stack.use(await openSqlite(join(folder.path, 'relay.sqlite'), options))
  const held = stack.move()
  return {
    gather: sql.gather,
    replicas: sql.replicas,
    read: (work) => sql.read(work),
    transact: (work) => sql.transact(work),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
