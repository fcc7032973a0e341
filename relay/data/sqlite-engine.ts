import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { Engine, EngineResult } from './engine-driver.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** One connection to one SQLite file: the seam at which tests make a disk fail or a process die. */
export interface SqliteEngine extends Engine {
  readonly inTransaction: boolean
  run(sql: string, parameters?: readonly unknown[]): EngineResult
  close(): void
}

export type EngineOptions = Readonly<{ readOnly: boolean }>
export type OpenEngine = (file: string, options: EngineOptions) => SqliteEngine

/** Another process may hold the file this long (a backup, a curious operator); waiting stops the whole relay. */
const BUSY_TIMEOUT_MS = 2_000
/** Compiled statements kept per connection: more than there are queries in the relay. */
const MAX_STATEMENTS = 256
/** The log file shrinks back to this after a burst. */
const WAL_SIZE_BYTES = 64 * 1024 * 1024

export const openNodeSqlite: OpenEngine = (file, options) =>
  named(() => new NodeSqliteEngine(file, options))

class NodeSqliteEngine implements SqliteEngine {
  readonly #db: DatabaseSync
  readonly #statements = new Map<string, Statement>()

  constructor(file: string, options: EngineOptions) {
    this.#db = new DatabaseSync(file, { readOnly: options.readOnly, timeout: BUSY_TIMEOUT_MS })
    if (options.readOnly) return
    // FULL: in WAL mode every COMMIT is on the disk before it returns; NORMAL would lose the newest at a power cut.
    this.#db.exec(`pragma journal_mode = wal; pragma synchronous = full;
      pragma journal_size_limit = ${WAL_SIZE_BYTES}`)
  }

  get inTransaction(): boolean {
    return this.#db.isTransaction
  }

  run(sql: string, parameters: readonly unknown[] = []): EngineResult {
    return named(() => {
      const statement = this.#prepared(sql)
      const values = parameters as readonly SQLInputValue[]
      if (statement.reads) return { rows: statement.handle.all(...values), changes: 0 }
      return { rows: [], changes: Number(statement.handle.run(...values).changes) }
    })
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close()
  }

  #prepared(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return this.#remember(sql, known)
    const oldest = this.#statements.keys().next()
    if (this.#statements.size >= MAX_STATEMENTS && !oldest.done)
      this.#statements.delete(oldest.value)
    const handle = this.#db.prepare(sql)
    return this.#remember(sql, { handle, reads: handle.columns().length > 0 })
  }

  /** As the newest: lists of every length compile to a text of their own, and must not push out what is used all the time. */
  #remember(sql: string, statement: Statement): Statement {
    this.#statements.delete(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

type Statement = Readonly<{ handle: StatementSync; reads: boolean }>

/** Primary result codes; the upper bits of `errcode` say more. Source: sqlite.org/rescode.html. */
const CODES: Readonly<Record<number, StoreErrorCode>> = {
  5: 'locked',
  6: 'locked',
  11: 'corrupted',
  13: 'disk-full',
  26: 'corrupted',
}
const DUPLICATE_KEYS = [1555, 2067]

function named<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw storeError(cause)
  }
}

function storeError(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause
  const { errcode, code } = cause as { errcode?: unknown; code?: unknown }
  if (code === 'ERR_INVALID_STATE')
    return new StoreError('closed', 'the store is closed', { cause })
  if (typeof errcode !== 'number') return cause
  if (DUPLICATE_KEYS.includes(errcode))
    return new StoreError('duplicate', 'that key exists', { cause })
  const name = CODES[errcode & 0xff] ?? 'failed'
  const advice = ADVICE[name]
  const message = `SQLite error ${errcode}${advice === undefined ? '' : `: ${advice}`}`
  return new StoreError(name, message, { cause })
}

const ADVICE: Partial<Record<StoreErrorCode, string>> = {
  'disk-full': 'the disk that holds relay.sqlite is full; make room there',
  locked: 'another process holds relay.sqlite; let it end',
  corrupted: 'relay.sqlite is damaged; restore it from a backup',
}
