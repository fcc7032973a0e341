import { AsyncResource } from 'node:async_hooks'
import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { GatherLimits } from './gather.ts'
import type { ReplicaRead } from './replica-reads.ts'
import { SlowStatements, type StatementMeter } from './slow-statements.ts'
import type { Sql, Tx } from './sql.ts'
import { StoreError } from './store-error.ts'

/** Longer is told to the log: a person begins to wait. Milliseconds. */
export const SLOW_TRANSACTION_MS = 500

export interface SqlMeter extends StatementMeter {
  transacted(kind: 'read' | 'write', ms: number): void
  transactionFailed(kind: 'read' | 'write', code: string): void
}

type MeteredDeps = Readonly<{ sql: Sql; meter: SqlMeter; clock: Clock; log: Logger }>
type MeteredSettings = Readonly<{ statementMs: number }>

/** Times all transactions, and tells of slow ones what they were slow at: waiting for their turn, or their own work and commit. */
export class MeteredSql implements Sql {
  readonly #deps: MeteredDeps
  readonly #statements: SlowStatements
  /** When each was asked for, in that order. */
  readonly #unfinished = new Set<Readonly<{ askedMs: number }>>()

  constructor(deps: MeteredDeps, settings: MeteredSettings) {
    this.#deps = deps
    this.#statements = new SlowStatements(deps, settings)
  }

  get gather(): GatherLimits {
    return this.#deps.sql.gather
  }

  /** How many were asked for so long ago, or before, and are not done. */
  unfinished(olderThanMs: number): number {
    const beforeMs = this.#deps.clock.monotonicMs() - olderThanMs
    let late = 0
    for (const { askedMs } of this.#unfinished) {
      if (askedMs > beforeMs) break
      late += 1
    }
    return late
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
    const asked = { askedMs: clock.monotonicMs() }
    this.#unfinished.add(asked)
    let begunMs = asked.askedMs
    let runs = 0
    // Run by a queue it is still the asker's: what it logs has the asker's trace.
    const traced = AsyncResource.bind((tx: Tx) => {
      begunMs = clock.monotonicMs()
      runs += 1
      const waitedMs = begunMs - asked.askedMs
      return this.#statements.within({ kind, waitedMs }, () => work(tx))
    })
    try {
      return await run(traced)
    } catch (err) {
      if (err instanceof StoreError) meter.transactionFailed(kind, err.code)
      throw err
    } finally {
      this.#unfinished.delete(asked)
      const ms = clock.monotonicMs() - asked.askedMs
      const waitedMs = begunMs - asked.askedMs
      meter.transacted(kind, ms)
      if (ms >= SLOW_TRANSACTION_MS) this.#tellSlow({ kind, ms, waitedMs, runs })
    }
  }

  #tellSlow(facts: Readonly<{ kind: string; ms: number; waitedMs: number; runs: number }>): void {
    const [ms, waitedMs] = [Math.round(facts.ms), Math.round(facts.waitedMs)]
    this.#deps.log.warn({ ...facts, ms, waitedMs }, 'transaction was slow')
  }
}
