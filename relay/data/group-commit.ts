import type { Tx } from './sql.ts'
import type { SqliteEngine } from './sqlite-engine.ts'
import { StoreError } from './store-error.ts'

/** Transactions that share one COMMIT and its fsync: an answer waits for at most so many others. */
export const MAX_BATCH_TRANSACTIONS = 128
/** Nor for longer than this, milliseconds: then the batch commits, whoever still waits is in the next. */
export const MAX_BATCH_MS = 50

/** Transactions that may wait for their turn: a few seconds of work. More are told so at once, and nothing piles up. */
export const MAX_WAITING_TRANSACTIONS = 10_000

type Work<T> = (tx: Tx) => Promise<T>
type Outcome = Readonly<{ kind: 'done'; value: unknown } | { kind: 'threw'; error: unknown }>
type Job = Readonly<{
  work: Work<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}>

/**
 * The writer of one SQLite file. Transactions run one after the other, in the order in which they came, each in a savepoint
 * of a common BEGIN IMMEDIATE … COMMIT. One that throws is undone alone. Nobody is told anything before the COMMIT returned:
 * also a refusal may rest on what a neighbour in the same batch wrote.
 */
export class GroupCommit {
  readonly #engine: SqliteEngine
  readonly #tx: Tx
  readonly #waiting: Job[] = []
  #writing: Promise<void> | undefined
  #closed = false

  constructor(engine: SqliteEngine, tx: Tx) {
    this.#engine = engine
    this.#tx = tx
  }

  transact<T>(work: Work<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new StoreError('closed', 'the store is closed'))
    if (this.#waiting.length >= MAX_WAITING_TRANSACTIONS) {
      return Promise.reject(new StoreError('busy', 'too many transactions wait'))
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#writing ??= this.#write()
    })
  }

  /** Takes no more, finishes what waits. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#writing
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      // One turn of the event loop: whatever arrived meanwhile shares the fsync.
      await new Promise((resolve) => setImmediate(resolve))
      await this.#batch()
    }
    // In the same breath as the last look at the queue: whoever comes next begins the next writing.
    this.#writing = undefined
  }

  async #batch(): Promise<void> {
    const taken: Job[] = []
    const outcomes: Outcome[] = []
    try {
      this.#engine.run('begin immediate')
      await this.#runAll(taken, outcomes)
      this.#engine.run('commit')
    } catch (error) {
      this.#abandon(taken, error)
      return
    }
    for (const [index, job] of taken.entries()) settle(job, outcomes[index])
  }

  async #runAll(taken: Job[], outcomes: Outcome[]): Promise<void> {
    const endMs = performance.now() + MAX_BATCH_MS
    while (taken.length < MAX_BATCH_TRANSACTIONS && performance.now() < endMs) {
      const job = this.#waiting.shift()
      if (job === undefined) return
      taken.push(job)
      outcomes.push(await this.#runOne(job))
    }
  }

  async #runOne(job: Job): Promise<Outcome> {
    this.#engine.run('savepoint one')
    let outcome: Outcome
    try {
      outcome = { kind: 'done', value: await job.work(this.#tx) }
    } catch (error) {
      // A full disk or a failed write ends the whole transaction by itself; then the neighbours are lost as well.
      if (!this.#engine.inTransaction) throw error
      this.#engine.run('rollback to one')
      outcome = { kind: 'threw', error }
    }
    this.#engine.run('release one')
    return outcome
  }

  #abandon(taken: readonly Job[], cause: unknown): void {
    try {
      if (this.#engine.inTransaction) this.#engine.run('rollback')
    } catch {
      // The next BEGIN says what is wrong; those who wait here are told the first cause.
    }
    const error =
      cause instanceof StoreError ? cause : new StoreError('failed', 'the commit failed', { cause })
    // Without a BEGIN nobody was taken: the first in the queue is told, so that a dead store empties it.
    const told = taken.length > 0 ? taken : this.#waiting.splice(0, MAX_BATCH_TRANSACTIONS)
    for (const job of told) job.reject(error)
  }
}

function settle(job: Job, outcome: Outcome | undefined): void {
  if (outcome?.kind === 'done') job.resolve(outcome.value)
  else job.reject(outcome?.error)
}
