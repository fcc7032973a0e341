import { copyFileSync, existsSync } from 'node:fs'
import {
  type OpenEngine,
  openNodeSqlite,
  type SqliteEngine,
} from '../../relay/data/sqlite-engine.ts'
import { StoreError } from '../../relay/data/store-error.ts'

/**
 * A real SQLite file whose writer dies or fails where it is told to. Death leaves, under another name, exactly the bytes that a
 * killed process would leave: the next store opens those and recovers.
 */
export type Fault =
  /** Dies before this statement from now (1: the next). */
  | Readonly<{ kind: 'dies-at-statement'; count: number }>
  /** Dies at the first COMMIT from now: before anything of it is written, or when all is and nobody is told. */
  | Readonly<{ kind: 'dies-at-commit'; written: boolean }>
  /** The first COMMIT from now fails as on a full disk; the process lives on. */
  | Readonly<{ kind: 'fails-at-commit' }>

export class MortalSqlite {
  #file: string
  #lives = 0
  #fault: Fault | undefined
  #dead = false

  readonly #skips: (sql: string) => boolean

  /** `skips`: statements that this broken engine forgets to run. */
  constructor(file: string, skips: (sql: string) => boolean = () => false) {
    this.#file = file
    this.#skips = skips
  }

  /** The file to open: after a death, what it left. */
  get file(): string {
    return this.#file
  }

  get isDead(): boolean {
    return this.#dead
  }

  readonly open: OpenEngine = (file, options) => {
    const engine = openNodeSqlite(file, options)
    return options.readOnly ? engine : this.#mortal(engine)
  }

  arm(fault: Fault | undefined): void {
    this.#fault = fault
  }

  /** The dead one is buried; the next open finds its remains. */
  revive(): void {
    this.#dead = false
    this.#fault = undefined
  }

  #mortal(engine: SqliteEngine): SqliteEngine {
    const run: SqliteEngine['run'] = (sql, parameters) => {
      this.#mayStrike(engine, sql)
      return this.#skips(sql) ? { rows: [], changes: 0 } : engine.run(sql, parameters)
    }
    return {
      run,
      close: () => engine.close(),
      get inTransaction() {
        return engine.inTransaction
      },
    }
  }

  #mayStrike(engine: SqliteEngine, sql: string): void {
    if (this.#dead) throw new StoreError('failed', 'dead')
    const fault = this.#fault
    if (fault === undefined) return
    if (fault.kind === 'dies-at-statement') {
      this.#fault = { ...fault, count: fault.count - 1 }
      if (fault.count <= 1) this.#die()
    } else if (sql === 'commit') {
      this.#fault = undefined
      if (fault.kind === 'fails-at-commit') throw new StoreError('disk-full', 'SQLite error 13')
      if (fault.written) engine.run(sql)
      this.#die()
    }
  }

  #die(): never {
    this.#dead = true
    const remains = `${this.#file.replace(/-life\d+$/, '')}-life${++this.#lives}`
    copyFileSync(this.#file, remains)
    // The index of the log (-shm) is shared memory: it dies with the process that is the only one.
    if (existsSync(`${this.#file}-wal`)) copyFileSync(`${this.#file}-wal`, `${remains}-wal`)
    this.#file = remains
    throw new StoreError('failed', 'dead')
  }
}
