import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../../src/core/clock.ts'
import type { Random } from '../../../src/core/random.ts'
import type { DatabasePlace } from '../../data/home-database.ts'
import type { MysqlAddress } from '../../data/mysql-address.ts'
import type { Sql, Tx } from '../../data/sql.ts'
import { untyped } from '../../data/table-pages.ts'
import type { Tables } from '../../data/tables.ts'
import { SILENT } from './silent-log.ts'

/** Two ways to commit one row durably, in a table of their own that goes with them. */
export type ScratchStore = AsyncDisposable &
  Readonly<{
    /** As a bare loop on each of so many connections does. */
    raw: readonly (() => Promise<unknown>)[]
    /** As the relay's transactions do, however many at once. */
    relay: () => Promise<unknown>
  }>

/** As a message: ids and a body. */
const BODY_BYTES = 200

/** `folder`: of the caller, for files; it removes them. @throws StoreError */
export function openScratch(
  place: DatabasePlace,
  folder: string,
  deps: ScratchDeps,
): Promise<ScratchStore> {
  return 'server' in place ? onServer(place.server, deps) : inFiles(folder)
}

async function inFiles(folder: string): Promise<ScratchStore> {
  await using stack = new AsyncDisposableStack()
  const { openSqliteHome } = await import('../../data/sqlite-home-database.ts')
  const { openSqlite } = await import('../../data/sqlite.ts')
  const bare = stack.use(openSqliteHome(join(folder, 'raw.sqlite'), { readOnly: false }))
  await bare.transact((db) => makeTable(db, TABLE))
  const own = stack.use(await openSqlite(join(folder, 'relay.sqlite')))
  // The relay's own store has the relay's tables alone.
  const relay = () => own.transact((tx) => tx.insertInto('invites').values(inviteRow()).execute())
  return held(stack, [() => bare.transact((db) => insert(db, TABLE))], relay)
}

async function onServer(address: MysqlAddress, deps: ScratchDeps): Promise<ScratchStore> {
  await using stack = new AsyncDisposableStack()
  const { openMysql, WRITERS } = await import('../../data/mysql.ts')
  const { openMysqlSession } = await import('../../data/mysql-session.ts')
  const own: Sql = stack.use(await openMysql(address, { ...deps, log: SILENT }))
  const table = `${TABLE}_${randomBytes(4).toString('hex')}`
  const terms = { isolation: 'read committed', autocommit: true } as const
  const sessions = await Promise.all(
    Array.from({ length: WRITERS }, () => openMysqlSession(address, terms)),
  )
  stack.defer(() => {
    for (const session of sessions) session.close()
  })
  const [first] = sessions
  if (first === undefined) throw new Error('no connection')
  stack.defer(async () => first.db.schema.dropTable(table).ifExists().execute())
  await makeTable(first.db, table)
  const raw = sessions.map((each) => () => each.transact('begin', (tx) => insert(tx, table)))
  return held(stack, raw, () => own.transact((tx) => insert(tx, table)))
}

const TABLE = 'homing_bench'

type ScratchDeps = Readonly<{ clock: Clock; random: Random }>

function held(
  stack: AsyncDisposableStack,
  raw: ScratchStore['raw'],
  relay: ScratchStore['relay'],
): ScratchStore {
  const mine = stack.move()
  return { raw, relay, [Symbol.asyncDispose]: () => mine.disposeAsync() }
}

async function makeTable(db: Kysely<Tables>, table: string): Promise<void> {
  await db.schema
    .createTable(table)
    .addColumn('id', 'varchar(36)', (column) => column.primaryKey())
    .addColumn('body', sql`mediumblob`, (column) => column.notNull())
    .execute()
}

function insert(tx: Tx, table: string): Promise<unknown> {
  return untyped(tx)
    .insertInto(table)
    .values({ id: crypto.randomUUID(), body: randomBytes(BODY_BYTES) })
    .execute()
}

function inviteRow() {
  return {
    code: crypto.randomUUID(),
    maker_id: 'm',
    uses: 1,
    uses_left: 1,
    created_ms: 0,
    expires_ms: 0,
  }
}
