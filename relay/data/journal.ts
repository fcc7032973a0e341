import type { Clock } from '../../src/core/clock.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { LogHead } from '../conversations/entity/log-head.ts'
import type { GatherLimits } from './gather.ts'
import { LogDraft } from './log-draft.ts'
import type { ReplicaRead } from './replica-reads.ts'
import type { Sql, Tx } from './sql.ts'
import { StoreError } from './store-error.ts'

/** When a node may try again after the store failed: long enough not to hammer a full disk. */
const RETRY_AFTER_MS = 2_000

type JournalDeps = Readonly<{
  sql: Sql
  clock: Clock
  /** Told after the COMMIT which logs grew, or may have grown; must not throw. */
  onCommitted: (heads: readonly LogHead[]) => void
}>

/**
 * A transaction together with the events it appends: both are committed or neither is, and only then the doorbell rings. A
 * store that cannot is the refusal `unavailable`, with the StoreError as its cause.
 */
export class Journal {
  readonly #deps: JournalDeps

  constructor(deps: JournalDeps) {
    this.#deps = deps
  }

  get clock(): Clock {
    return this.#deps.clock
  }

  /** How writes that are alike share transactions. */
  get gather(): GatherLimits {
    return this.#deps.sql.gather
  }

  read<T>(work: (tx: Tx) => Promise<T>, replicaRead?: ReplicaRead): Promise<T> {
    return orUnavailable(this.#deps.sql.read(work, replicaRead))
  }

  async write<T>(work: (tx: Tx, log: LogDraft) => Promise<T>): Promise<T> {
    const { sql, clock, onCommitted } = this.#deps
    let heads: readonly LogHead[] = []
    const ring = () => {
      if (heads.length > 0) onCommitted(heads)
    }
    try {
      const result = await orUnavailable(
        sql.transact(async (tx) => {
          const log = new LogDraft()
          const value = await work(tx, log)
          heads = await log.append(tx, clock.nowMs())
          return value
        }),
      )
      ring()
      return result
    } catch (err) {
      // Whoever asks again is told what happened, and no ring comes of that.
      if (isUnanswered(err)) ring()
      throw err
    }
  }
}

function isUnanswered(err: unknown): boolean {
  const cause = err instanceof HomeRefusal ? err.cause : undefined
  return cause instanceof StoreError && cause.code === 'unanswered'
}

async function orUnavailable<T>(result: Promise<T>): Promise<T> {
  try {
    return await result
  } catch (cause) {
    throw cause instanceof StoreError ? unavailable(cause) : cause
  }
}

export function unavailable(cause: StoreError): HomeRefusal {
  return new HomeRefusal('unavailable', { cause, retryAfterMs: RETRY_AFTER_MS })
}
