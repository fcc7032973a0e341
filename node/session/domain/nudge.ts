import type { Clock } from '../../../src/core/clock.ts'

/** Sleeps that can be cut short: by a person who does not want to wait, or by a machine that woke. */
export class Nudge {
  #next = new AbortController()

  /** Ends all sleeps that are under way. */
  now(): void {
    const sleepers = this.#next
    this.#next = new AbortController()
    sleepers.abort(new Error('nudged'))
  }

  /** Resolves after `ms` or a nudge; rejects with the signal's reason. */
  async sleep(clock: Clock, ms: number, options: Readonly<{ signal: AbortSignal }>): Promise<void> {
    const nudged = this.#next.signal
    try {
      await clock.sleep(ms, { signal: AbortSignal.any([options.signal, nudged]) })
    } catch (err) {
      options.signal.throwIfAborted()
      if (!nudged.aborted) throw err
    }
  }
}
