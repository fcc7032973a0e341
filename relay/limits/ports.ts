import type { Rate } from './entity/rate.ts'
import type { RateName } from './entity/rates.ts'

export type TakeResult =
  | Readonly<{ kind: 'taken' }>
  | Readonly<{ kind: 'slow-down'; retryAfterMs: number }>

/**
 * Rate buckets by key. They are hints: all may vanish at any moment, and every bucket is full again then. What is refused
 * takes nothing.
 */
export interface RateBuckets {
  take(key: string, rate: Rate): Promise<TakeResult>
}

/** Told of everybody who was turned away, and by which limit. */
export interface RateMeter {
  limited(rate: RateName): void
}
