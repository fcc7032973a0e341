import { existsSync } from 'node:fs'
import { Kysely } from 'kysely'
import type { DatabaseFacts, HomeDatabase } from './home-database.ts'
import { makePrivate } from './sqlite.ts'
import { SqliteEngineDialect } from './sqlite-dialect.ts'
import { type EngineOptions, openNodeSqlite, type SqliteEngine } from './sqlite-engine.ts'
import { StoreError } from './store-error.ts'
import type { Tables } from './tables.ts'

type Work<T> = (db: Kysely<Tables>) => Promise<T>

/** @throws StoreError `no-database` when it is not there and must not be made. */
export function openSqliteHome(file: string, options: EngineOptions): HomeDatabase {
  if (!options.readOnly) makePrivate(file)
  else if (!existsSync(file)) {
    throw new StoreError(
      'no-database',
      `there is no ${file}: the first start of the relay makes it`,
    )
  }
  return new SqliteHome(openNodeSqlite(file, options))
}

class SqliteHome implements HomeDatabase {
  readonly engine = 'sqlite'
  readonly #engine: SqliteEngine
  readonly #db: Kysely<Tables>

  constructor(engine: SqliteEngine) {
    this.#engine = engine
    this.#db = new Kysely<Tables>({ dialect: new SqliteEngineDialect(engine) })
  }

  async snapshot<T>(work: Work<T>): Promise<T> {
    this.#engine.run('begin')
    try {
      return await work(this.#db)
    } finally {
      if (this.#engine.inTransaction) this.#engine.run('rollback')
    }
  }

  async transact<T>(work: Work<T>): Promise<T> {
    this.#engine.run('begin immediate')
    try {
      const value = await work(this.#db)
      this.#engine.run('commit')
      return value
    } finally {
      if (this.#engine.inTransaction) this.#engine.run('rollback')
    }
  }

  migrating<T>(work: Work<T>): Promise<T> {
    return this.transact(work)
  }

  async facts(): Promise<DatabaseFacts> {
    const [row] = this.#engine.run('select sqlite_version() as version').rows
    const { version } = row as { version: string }
    return { version: `SQLite ${version}`, nowMs: undefined, risks: [] }
  }

  async otherConnections(): Promise<readonly string[]> {
    return []
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#engine.close()
  }
}
