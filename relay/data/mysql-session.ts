import { Kysely } from 'kysely'
import type { Engine, EngineResult } from './engine-driver.ts'
import { MysqlEngineDialect } from './mysql-dialect.ts'
import type { MysqlAddress } from './mysql-address.ts'
import { type MysqlEngine, type OpenMysqlEngine, openMysqlEngine } from './mysql-engine.ts'
import {
  checkWritable,
  prepareSession,
  type ServerFacts,
  type SessionTerms,
} from './mysql-server.ts'
import { tellStatement } from './slow-statements.ts'
import type { Tx } from './sql.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'
import type { Tables } from './tables.ts'

/** Said at COMMIT, these mean that nothing happened; whatever else is said, or nothing, leaves it open. */
const UNDONE: readonly StoreErrorCode[] = ['conflict', 'locked', 'read-only']

type OpeningOptions = Readonly<{
  openEngine?: OpenMysqlEngine | undefined
  /** What else must be so; unless it is a replica, it takes writes. */
  check?: (facts: ServerFacts) => void
}>

/** @throws StoreError when there is no connection, or the server would not keep the promises. */
export async function openMysqlSession(
  address: MysqlAddress,
  terms: SessionTerms,
  { openEngine = openMysqlEngine, check = checkWritable }: OpeningOptions = {},
): Promise<MysqlSession> {
  const engine = await openEngine(address)
  try {
    const facts = await prepareSession(engine, terms)
    check(facts)
    return new MysqlSession(engine, facts)
  } catch (err) {
    engine.close()
    throw err
  }
}

/** One connection, the queries bound to it, and one transaction at a time. */
export class MysqlSession implements Engine {
  readonly db: Kysely<Tables>
  readonly facts: ServerFacts
  readonly #engine: MysqlEngine
  #failed: StoreError | undefined

  constructor(engine: MysqlEngine, facts: ServerFacts) {
    this.#engine = engine
    this.facts = facts
    this.db = new Kysely<Tables>({ dialect: new MysqlEngineDialect(this), log: tellStatement })
  }

  get isAlive(): boolean {
    return this.#engine.isAlive
  }

  /** @throws StoreError */
  async run(sql: string, parameters?: readonly unknown[]): Promise<EngineResult> {
    try {
      return await this.#engine.run(sql, parameters)
    } catch (err) {
      // A duplicate undoes its own statement alone; after anything else nobody knows how much is undone.
      if (err instanceof StoreError && err.code !== 'duplicate') this.#failed = err
      throw err
    }
  }

  /** `begin`: the statement that begins it, if there is one. Rejects with what `work` threw. @throws StoreError */
  async transact<T>(begin: string | undefined, work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#failed = undefined
    try {
      if (begin !== undefined) await this.run(begin)
      const value = await work(this.db)
      this.#checkWhole()
      await this.#commit()
      return value
    } catch (err) {
      await this.#rollback()
      throw err
    }
  }

  close(): void {
    this.#engine.close()
  }

  #checkWhole(): void {
    if (this.#failed !== undefined) throw this.#failed
  }

  async #commit(): Promise<void> {
    try {
      await this.run('commit')
    } catch (cause) {
      if (cause instanceof StoreError && UNDONE.includes(cause.code)) throw cause
      throw new StoreError('unanswered', 'no answer to COMMIT', { cause })
    }
  }

  async #rollback(): Promise<void> {
    // Of a server that was made read-only another one has taken the place: a new connection finds it.
    if (!this.isAlive || this.#failed?.code === 'read-only') return this.close()
    try {
      await this.run('rollback')
    } catch {
      this.close()
    }
  }
}
