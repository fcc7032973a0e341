import type { Clock } from '../../../src/core/clock.ts'

/** Somebody who wants to know. What rings before the wait counts for the next one. */
export interface Hearing extends Disposable {
  /** Resolves when it rang, or after `atMostMs`. Rejects with the signal's reason. */
  wait(options: Readonly<{ signal: AbortSignal; atMostMs: number }>): Promise<void>
}

type Listener = () => void

/**
 * Something changed about an object or an account: whoever waits looks again. A hint within this process; what changed
 * elsewhere is found by looking again after a while.
 */
export class Bell {
  readonly #clock: Clock
  readonly #listeners = new Map<string, Set<Listener>>()

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  ring(key: string): void {
    for (const listener of this.#listeners.get(key) ?? []) listener()
  }

  /** Listens until disposed, to what is news. */
  hear(key: string, isNews: () => boolean = () => true): Hearing {
    let hasRung = false
    let next = Promise.withResolvers<void>()
    const remove = this.listen(key, () => {
      if (!isNews()) return
      hasRung = true
      next.resolve()
    })
    return {
      wait: async ({ signal, atMostMs }) => {
        signal.throwIfAborted()
        if (!hasRung) await this.#either(next.promise, signal, atMostMs)
        hasRung = false
        next = Promise.withResolvers()
      },
      [Symbol.dispose]: remove,
    }
  }

  /** @returns the undo. */
  listen(key: string, listener: Listener): () => void {
    const all = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, all)
    all.add(listener)
    return () => {
      all.delete(listener)
      if (all.size === 0 && this.#listeners.get(key) === all) this.#listeners.delete(key)
    }
  }

  async #either(rung: Promise<void>, signal: AbortSignal, atMostMs: number): Promise<void> {
    const over = new AbortController()
    const late = this.#clock.sleep(atMostMs, { signal: AbortSignal.any([signal, over.signal]) })
    late.catch(() => undefined)
    try {
      await Promise.race([rung, late])
    } finally {
      over.abort()
    }
    signal.throwIfAborted()
  }
}
