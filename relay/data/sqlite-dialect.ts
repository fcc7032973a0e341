import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqliteEngine } from './sqlite-engine.ts'

/** Kysely over one SqliteEngine. Transactions are the owner's (group-commit.ts), so the driver has none. */
export class SqliteEngineDialect implements Dialect {
  readonly #engine: SqliteEngine

  constructor(engine: SqliteEngine) {
    this.#engine = engine
  }

  createDriver(): Driver {
    return new EngineDriver(this.#engine)
  }

  createQueryCompiler(): SqliteQueryCompiler {
    return new UnlockedCompiler()
  }

  createAdapter(): SqliteAdapter {
    return new EngineAdapter()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** `for update` belongs to engines with row locks; here BEGIN IMMEDIATE has locked the file already. */
class UnlockedCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== 'ForUpdate') super.visitSelectModifier(node)
  }
}

class EngineAdapter extends SqliteAdapter {
  /** Queries never overlap: each is one synchronous call. So nobody has to queue for the connection. */
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class EngineDriver implements Driver {
  readonly #connection: EngineConnection

  constructor(engine: SqliteEngine) {
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
  readonly #engine: SqliteEngine

  constructor(engine: SqliteEngine) {
    this.#engine = engine
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = this.#engine.run(query.sql, query.parameters)
    return { rows: rows as R[], numAffectedRows: BigInt(changes) }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('reads are pages, not streams')
  }
}
