import type { Clock } from './clock.ts'

type TurnsDeps = Readonly<{
  clock: Clock
  /** What one is told that finds too many before it, or waited too long. */
  tooMany: () => Error
}>

export type TurnLimits = Readonly<{
  /** At the same time. */
  most: number
  maxWaiting: number
  /** Milliseconds; looked at when the turn comes. */
  maxWaitMs: number
}>

/** Work that is done for so many at the same time, and for the others in the order in which they came. */
export class Turns {
  readonly #deps: TurnsDeps
  readonly #limits: TurnLimits
  readonly #waiting: PromiseWithResolvers<void>[] = []
  #taken = 0
  #ended: Error | undefined
  readonly #empty = Promise.withResolvers<void>()

  constructor(deps: TurnsDeps, limits: TurnLimits) {
    this.#deps = deps
    this.#limits = limits
  }

  async use<T>(work: () => Promise<T>): Promise<T> {
    const { clock, tooMany } = this.#deps
    const sinceMs = clock.monotonicMs()
    await this.#turn()
    try {
      if (clock.monotonicMs() - sinceMs > this.#limits.maxWaitMs) throw tooMany()
      return await work()
    } finally {
      this.#leave()
    }
  }

  /** Takes nobody more, tells those who wait. Resolves when whoever is inside is done. */
  async end(reason: Error): Promise<void> {
    this.#ended ??= reason
    for (const waiter of this.#waiting.splice(0)) waiter.reject(this.#ended)
    if (this.#taken === 0) this.#empty.resolve()
    await this.#empty.promise
  }

  async #turn(): Promise<void> {
    if (this.#ended !== undefined) throw this.#ended
    if (this.#taken < this.#limits.most) {
      this.#taken++
      return
    }
    if (this.#waiting.length >= this.#limits.maxWaiting) throw this.#deps.tooMany()
    const waiter = Promise.withResolvers<void>()
    this.#waiting.push(waiter)
    // Whoever leaves gives us their place.
    await waiter.promise
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next !== undefined) return next.resolve()
    this.#taken--
    if (this.#taken === 0 && this.#ended !== undefined) this.#empty.resolve()
  }
}
