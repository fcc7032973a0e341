import { closeSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import { flushFolderSync } from './flush-folder.ts'
import { GroupCommit } from './group-commit.ts'
import { type MigrationMeter, migrate } from './migrate.ts'
import { tellStatement } from './slow-statements.ts'
import type { Sql, Tx } from './sql.ts'
import { SqliteEngineDialect } from './sqlite-dialect.ts'
import { type OpenEngine, openNodeSqlite, type SqliteEngine } from './sqlite-engine.ts'
import { StoreError } from './store-error.ts'
import type { Tables } from './tables.ts'

export type SqliteOptions = Readonly<{ openEngine?: OpenEngine; meter?: MigrationMeter }>

/** Opens or makes the file (0600) and brings its tables up to date. @throws StoreError. */
export async function openSqlite(file: string, options: SqliteOptions = {}): Promise<Sql> {
  const open = options.openEngine ?? openNodeSqlite
  makePrivate(file)
  using stack = new DisposableStack()
  const writer = stack.adopt(open(file, { readOnly: false }), close)
  for (const _name of await migrateWhole(writer)) options.meter?.migrated('applied')
  const reader = stack.adopt(open(file, { readOnly: true }), close)
  return new SqliteSql(writer, reader, stack.move())
}

/** Reads that may wait for their turn; each takes a millisecond or a few. */
export const MAX_WAITING_READS = 10_000

class SqliteSql implements Sql {
  /** Transactions share a COMMIT already (group-commit.ts), and so they stay in their order. */
  readonly gather = { most: 1, maxBytes: 0, abreast: 1 }
  readonly replicas = { all: 0, away: 0 }
  readonly #engines: DisposableStack
  readonly #commits: GroupCommit
  readonly #reader: SqliteEngine
  readonly #readerTx: Tx
  #reading: Promise<unknown> = Promise.resolve()
  #waitingReads = 0

  constructor(writer: SqliteEngine, reader: SqliteEngine, engines: DisposableStack) {
    this.#engines = engines
    this.#commits = new GroupCommit(writer, kysely(writer))
    this.#reader = reader
    this.#readerTx = kysely(reader)
  }

  // A connection of its own: the writer's would show what is not committed yet.
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#waitingReads >= MAX_WAITING_READS) {
      return Promise.reject(new StoreError('busy', 'too many reads wait'))
    }
    this.#waitingReads++
    const next = this.#reading.then(() => this.#snapshot(work))
    this.#reading = next.catch(() => undefined)
    return next
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#commits.transact(work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#commits.close()
    await this.#reading
    this.#engines.dispose()
  }

  async #snapshot<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.#waitingReads--
    this.#reader.run('begin')
    try {
      return await work(this.#readerTx)
    } finally {
      if (this.#reader.inTransaction) this.#reader.run('rollback')
    }
  }
}

function kysely(engine: SqliteEngine): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new SqliteEngineDialect(engine), log: tellStatement })
}

/** In one transaction: a kill in the middle leaves the tables as they were. */
async function migrateWhole(engine: SqliteEngine): Promise<readonly string[]> {
  engine.run('begin immediate')
  try {
    const applied = await migrate(kysely(engine))
    engine.run('commit')
    return applied
  } finally {
    if (engine.inTransaction) engine.run('rollback')
  }
}

/** SQLite gives its log files the mode of the main file. The folder is synced, so a new file survives a power cut. */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
  flushFolderSync(dirname(file))
}

function close(engine: SqliteEngine): void {
  engine.close()
}
