import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type DatabasePlace,
  type HomeDatabase,
  openHomeDatabase,
} from '../../relay/data/home-database.ts'
import { openMysql } from '../../relay/data/mysql.ts'
import type { Sql } from '../../relay/data/sql.ts'
import { openSqlite } from '../../relay/data/sqlite.ts'
import { REAL_DEPS } from './mariadb.ts'
import { sharedMariadb } from './temp-mariadb.ts'
import { memoryFolder } from './temp-sqlite.ts'

/** A home's database, empty, as the relay and as the operator's commands open it. */
export type TempHome = AsyncDisposable &
  Readonly<{
    place: DatabasePlace
    /** As a relay does: its tables are made. Closed with the home. */
    serve(): Promise<Sql>
    database(options?: { readOnly: boolean }): Promise<HomeDatabase>
  }>

export type OpenHome = () => Promise<TempHome>

export async function sqliteHome(): Promise<TempHome> {
  const stack = new AsyncDisposableStack()
  const file = join(stack.use(memoryFolder()).path, 'relay.sqlite')
  return homeAt({ file }, stack, () => openSqlite(file))
}

export async function mariadbHome(): Promise<TempHome> {
  const mariadb = await sharedMariadb()
  const server = mariadb.address(await mariadb.newDatabase())
  return homeAt({ server }, new AsyncDisposableStack(), () => openMysql(server, REAL_DEPS))
}

function homeAt(
  place: DatabasePlace,
  stack: AsyncDisposableStack,
  open: () => Promise<Sql>,
): TempHome {
  return {
    place,
    serve: async () => stack.use(await open()),
    database: async (options = { readOnly: false }) =>
      stack.use(await openHomeDatabase(place, REAL_DEPS, options)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** Marks of secrets that nobody has. */
export const SOME_MARKS = { key: '12D3KooWNobody', opaque: randomBytes(32).toString('hex') }
