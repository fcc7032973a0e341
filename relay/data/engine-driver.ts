import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

/** One connection to a database, as the queries see it. SQLite answers at once, a server later. */
export interface Engine {
  run(sql: string, parameters?: readonly unknown[]): EngineResult | Promise<EngineResult>
}

/** `changes`: rows that a statement found to change, also where it changed nothing in them. */
export type EngineResult = Readonly<{ rows: readonly unknown[]; changes: number }>

/** Kysely over one connection. Transactions are the owner's (sql.ts), so the driver has none. */
export class EngineDriver implements Driver {
  readonly #connection: EngineConnection

  constructor(engine: Engine) {
    this.#connection = new EngineConnection(engine)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }

  async releaseConnection(): Promise<void> {}

  beginTransaction(): Promise<void> {
    return noTransactions()
  }

  commitTransaction(): Promise<void> {
    return noTransactions()
  }

  rollbackTransaction(): Promise<void> {
    return noTransactions()
  }

  async destroy(): Promise<void> {}
}

function noTransactions(): Promise<never> {
  return Promise.reject(new Error('transactions are begun by Sql.transact alone'))
}

class EngineConnection implements DatabaseConnection {
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#engine.run(query.sql, query.parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('reads are pages, not streams')
  }
}
