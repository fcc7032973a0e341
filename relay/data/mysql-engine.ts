import { type Connection, createConnection, type ExecuteValues, type ResultSetHeader } from 'mysql2'
import type { Engine, EngineResult } from './engine-driver.ts'
import type { MysqlAddress } from './mysql-address.ts'
import { isAnswer, mysqlStoreError } from './mysql-error.ts'
import { StoreError } from './store-error.ts'

/** One connection: the seam at which tests make a server fail. After an error that is no answer of the server it is dead. */
export interface MysqlEngine extends Engine {
  readonly isAlive: boolean
  run(sql: string, parameters?: readonly unknown[]): Promise<EngineResult>
  /** Says goodbye, so that the server need not find out. */
  close(): void
}
export type OpenMysqlEngine = (address: MysqlAddress) => Promise<MysqlEngine>

/** A server that is there answers within a round trip or two; what hangs longer is not. */
const CONNECT_TIMEOUT_MS = 5_000
/** One statement, waiting for locks included; below a node's patience (ANSWER_TIMEOUT_MS). */
const STATEMENT_TIMEOUT_MS = 10_000
/** What changes a table may have to copy it. As long as other relays wait for a migration (MAX_LEASE_WAIT_MS). */
const SCHEMA_TIMEOUT_MS = 30 * 60_000
const SCHEMA = /^(alter|create|drop)\b/i
/** Kept by the server for each connection: more than there are queries in the relay, far below the server's 16,382 for all. */
const MAX_STATEMENTS = 256

/** @throws StoreError */
export const openMysqlEngine: OpenMysqlEngine = (address) => {
  const { host, port, socket, user, password, database } = address
  const connection = createConnection({
    ...(socket === undefined ? { host, port } : { socketPath: socket }),
    user,
    password,
    database,
    charset: 'utf8mb4_bin',
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxPreparedStatements: MAX_STATEMENTS,
    // LOAD DATA LOCAL would let a server read our files.
    flags: ['-LOCAL_FILES'],
  })
  const engine = new Mysql2Engine(connection)
  return new Promise((resolve, reject) => {
    connection.connect((told) => {
      if (told === null) return resolve(engine)
      engine.close()
      reject(mysqlStoreError(told))
    })
  })
}

class Mysql2Engine implements MysqlEngine {
  readonly #connection: Connection
  #alive = true

  constructor(connection: Connection) {
    this.#connection = connection
    // Between statements nobody else hears that the connection is gone.
    connection.on('error', () => this.#drop())
  }

  get isAlive(): boolean {
    return this.#alive
  }

  run(sql: string, parameters: readonly unknown[] = []): Promise<EngineResult> {
    if (!this.#alive) return Promise.reject(new StoreError('unreachable', 'the connection is dead'))
    return new Promise((resolve, reject) => {
      const done = (told: unknown, result: unknown) => {
        if (told === null || told === undefined) return resolve(resultOf(result))
        if (!isAnswer(told)) this.#drop()
        reject(mysqlStoreError(told))
      }
      const timeout = SCHEMA.test(sql) ? SCHEMA_TIMEOUT_MS : STATEMENT_TIMEOUT_MS
      const asked = { sql, timeout }
      // BEGIN and its like cannot be prepared everywhere; what has parameters is, so that the server keeps them apart from the text.
      if (parameters.length === 0) this.#connection.query(asked, done)
      else this.#connection.execute(asked, parameters.map(toDriver), done)
    })
  }

  close(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#connection.end(() => undefined)
  }

  #drop(): void {
    this.#alive = false
    this.#connection.destroy()
  }
}

function resultOf(result: unknown): EngineResult {
  if (!Array.isArray(result)) return { rows: [], changes: (result as ResultSetHeader).affectedRows }
  for (const row of result as Record<string, unknown>[]) {
    for (const [column, value] of Object.entries(row)) {
      // A copy, as everywhere else: the driver's is a view of the whole packet.
      if (Buffer.isBuffer(value)) row[column] = Uint8Array.from(value)
    }
  }
  return { rows: result, changes: 0 }
}

/** The driver knows bytes as Buffers alone. */
function toDriver(value: unknown): ExecuteValues {
  return value instanceof Uint8Array
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    : (value as ExecuteValues)
}
