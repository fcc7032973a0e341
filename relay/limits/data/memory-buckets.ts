import type { Clock } from '../../../src/core/clock.ts'
import { type FullAtMs, type Rate, takeOne } from '../entity/rate.ts'
import type { RateBuckets, TakeResult } from '../ports.ts'

/** Buckets kept, about 100 bytes each. Above it full ones go, then the oldest: forgetting is allowed, growing is not. */
export const MAX_BUCKETS = 100_000

/** Rate buckets of one process. */
export class MemoryBuckets implements RateBuckets {
  readonly #clock: Clock
  readonly #maxBuckets: number
  readonly #fullAt = new Map<string, FullAtMs>()

  constructor(deps: Readonly<{ clock: Clock }>, settings: Readonly<{ maxBuckets?: number }> = {}) {
    this.#clock = deps.clock
    this.#maxBuckets = settings.maxBuckets ?? MAX_BUCKETS
  }

  get size(): number {
    return this.#fullAt.size
  }

  async take(key: string, rate: Rate): Promise<TakeResult> {
    const nowMs = this.#clock.monotonicMs()
    const taken = takeOne(this.#fullAt.get(key) ?? 0, nowMs, rate)
    if (taken.kind === 'slow-down') return taken
    // Deleted first, so that the map stays in the order of last use.
    this.#fullAt.delete(key)
    if (this.#fullAt.size >= this.#maxBuckets) this.#makeRoom(nowMs)
    this.#fullAt.set(key, taken.fullAtMs)
    return { kind: 'taken' }
  }

  #makeRoom(nowMs: number): void {
    for (const [key, fullAtMs] of this.#fullAt) if (fullAtMs <= nowMs) this.#fullAt.delete(key)
    // A tenth at once, so that the sweep above does not run for every new key.
    const keep = Math.floor(this.#maxBuckets * 0.9)
    for (const key of this.#fullAt.keys()) {
      if (this.#fullAt.size <= keep) return
      this.#fullAt.delete(key)
    }
  }
}
