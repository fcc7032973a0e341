import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { GatherLimits } from './gather.ts'
import type { ReplicaRead } from './replica-reads.ts'
import type { Sql, Tx } from './sql.ts'
import { StoreError } from './store-error.ts'

/** Longer is told to the log: a person begins to wait. Milliseconds. */
export const SLOW_TRANSACTION_MS = 500

export interface SqlMeter {
  transacted(kind: 'read' | 'write', ms: number): void
  transactionFailed(kind: 'read' | 'write', code: string): void
}

type MeteredDeps = Readonly<{ sql: Sql; meter: SqlMeter; clock: Clock; log: Logger }>

/** Times all transactions, and tells of slow ones what they were slow at: waiting for their turn, or their own work and commit. */
export class MeteredSql implements Sql {
  readonly #deps: MeteredDeps

  constructor(deps: MeteredDeps) {
    this.#deps = deps
  }

  get gather(): GatherLimits {
    return this.#deps.sql.gather
  }

  get replicas(): Sql['replicas'] {
    return this.#deps.sql.replicas
  }

  read<T>(work: (tx: Tx) => Promise<T>, replicaRead?: ReplicaRead): Promise<T> {
    return this.#timed('read', work, (timed) => this.#deps.sql.read(timed, replicaRead))
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#timed('write', work, (timed) => this.#deps.sql.transact(timed))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#deps.sql[Symbol.asyncDispose]()
  }

  async #timed<T>(
    kind: 'read' | 'write',
    work: (tx: Tx) => Promise<T>,
    run: (work: (tx: Tx) => Promise<T>) => Promise<T>,
  ): Promise<T> {
    const { clock, meter } = this.#deps
    const askedMs = clock.monotonicMs()
    let begunMs = askedMs
    let runs = 0
    try {
      return await run((tx) => {
        begunMs = clock.monotonicMs()
        runs += 1
        return work(tx)
      })
    } catch (err) {
      if (err instanceof StoreError) meter.transactionFailed(kind, err.code)
      throw err
    } finally {
      const ms = clock.monotonicMs() - askedMs
      meter.transacted(kind, ms)
      if (ms >= SLOW_TRANSACTION_MS) this.#tellSlow({ kind, ms, waitedMs: begunMs - askedMs, runs })
    }
  }

  #tellSlow(facts: Readonly<{ kind: string; ms: number; waitedMs: number; runs: number }>): void {
    const [ms, waitedMs] = [Math.round(facts.ms), Math.round(facts.waitedMs)]
    this.#deps.log.warn({ ...facts, ms, waitedMs }, 'transaction was slow')
  }
}
