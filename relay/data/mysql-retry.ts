import { type BackoffLimits, backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** A transaction is tried again for so long: a server that restarts, or hands over to another, is back by then; a node waits longer. */
export const RETRY_FOR_MS = 5_000
/** A lost race is over in a few milliseconds; a server that is away is asked a few times a second. */
const PAUSES: BackoffLimits = { baseMs: 5, capMs: 500 }
/** A duplicate key means that somebody else was first; looking again shows them. One that stays is a fault of ours. */
const MAX_DUPLICATES = 3

const PASSING: readonly StoreErrorCode[] = [
  'conflict',
  'duplicate',
  'locked',
  'unreachable',
  'read-only',
]

type RetryDeps = Readonly<{ clock: Clock; random: Random }>

export type RetryOptions = Readonly<{
  signal?: AbortSignal
  /** Failures after which it is tried again. */
  passing?: readonly StoreErrorCode[]
  forMs?: number
}>

/**
 * Runs `once` until it did not fail for a passing reason. It must have left nothing behind when it failed for one: so a lost answer
 * to COMMIT is none of them.
 */
export async function withRetries<T>(
  deps: RetryDeps,
  once: () => Promise<T>,
  { signal, passing = PASSING, forMs = RETRY_FOR_MS }: RetryOptions,
): Promise<T> {
  const { clock, random } = deps
  const endMs = clock.monotonicMs() + forMs
  for (let attempt = 0; ; attempt++) {
    try {
      return await once()
    } catch (err) {
      if (!(err instanceof StoreError) || !passing.includes(err.code)) throw err
      if (err.code === 'duplicate' && attempt >= MAX_DUPLICATES) throw err
      const pauseMs = backoffMs(attempt, PAUSES, random)
      if (clock.monotonicMs() + pauseMs >= endMs) throw err
      await clock.sleep(pauseMs, { signal })
    }
  }
}
