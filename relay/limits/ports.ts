import type { Rate } from './entity/rate.ts'

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
