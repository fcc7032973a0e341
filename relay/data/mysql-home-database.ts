import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'
import type { DatabaseFacts, HomeDatabase } from './home-database.ts'
import { withMigrationLease } from './migration-lease.ts'
import { explained } from './mysql-advice.ts'
import type { MysqlAddress } from './mysql-address.ts'
import { MysqlPool } from './mysql-pool.ts'
import { productOf, riskOf } from './mysql-server.ts'
import { openMysqlSession } from './mysql-session.ts'
import { SERVER_NOW_MS } from './server-time.ts'
import type { Tables } from './tables.ts'

type HomeDeps = Readonly<{ clock: Clock; random: Random }>
type Work<T> = (db: Kysely<Tables>) => Promise<T>

/** The work, and the beat of a lease meanwhile. */
const SESSIONS = 2

const TERMS = { isolation: 'repeatable read', autocommit: true } as const

/** @throws StoreError with what to do, without the password. */
export async function openMysqlHome(address: MysqlAddress, deps: HomeDeps): Promise<HomeDatabase> {
  await using stack = new AsyncDisposableStack()
  const open = () => openMysqlSession(address, TERMS)
  const pool = stack.use(new MysqlPool({ open, clock: deps.clock }, { most: SESSIONS }))
  try {
    await pool.use(async () => undefined)
  } catch (err) {
    throw explained(err, address)
  }
  return new MysqlHome(deps, pool, stack.move())
}

class MysqlHome implements HomeDatabase {
  readonly engine = 'mysql'
  readonly #deps: HomeDeps
  readonly #pool: MysqlPool
  readonly #held: AsyncDisposableStack

  constructor(deps: HomeDeps, pool: MysqlPool, held: AsyncDisposableStack) {
    this.#deps = deps
    this.#pool = pool
    this.#held = held
  }

  snapshot<T>(work: Work<T>): Promise<T> {
    return this.#within('start transaction with consistent snapshot, read only', work)
  }

  transact<T>(work: Work<T>): Promise<T> {
    return this.#within('begin', work)
  }

  migrating<T>(work: Work<T>): Promise<T> {
    return withMigrationLease(this.#deps, this.#pool, work)
  }

  facts(): Promise<DatabaseFacts> {
    return this.#pool.use(async ({ db, facts }) => {
      const { rows } = await sql<{ now: number | string }>`select ${SERVER_NOW_MS} as now`.execute(
        db,
      )
      const risk = riskOf(facts)
      return {
        version: productOf(facts),
        nowMs: Number(rows[0]?.now),
        risks: risk === undefined ? [] : [risk],
      }
    })
  }

  otherConnections(): Promise<readonly string[]> {
    return this.#pool.use(async ({ db }) => {
      const { rows } = await sql<{ user: string; host: string }>`
        select user, host from information_schema.processlist
        where db = database() and id <> connection_id()`.execute(db)
      return rows.map(({ user, host }) => `${user}@${host}`)
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held.disposeAsync()
  }

  #within<T>(begin: string, work: Work<T>): Promise<T> {
    return this.#pool.use((session) => session.transact(begin, () => work(session.db)))
  }
}
