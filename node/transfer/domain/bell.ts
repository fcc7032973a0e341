import type { Clock } from '../../../src/core/clock.ts'

type Waiting = Readonly<{ clock: Clock; ms?: number; signal: AbortSignal }>

/** Wakes one waiter. A ring while nobody waits is kept, so news between two waits is not missed. */
export class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  /** Until the next ring, or for `ms`. */
  async wait(options: Waiting): Promise<'rung' | 'time'> {
    options.signal.throwIfAborted()
    if (this.#take()) return 'rung'
    const over = new AbortController()
    const rung = new Promise<'rung'>((resolve) => {
      this.#wake = () => resolve('rung')
    })
    try {
      return await Promise.race([rung, pause(options, over.signal)])
    } finally {
      this.#wake = undefined
      this.#rung = false
      over.abort(new Error('no longer waited for'))
    }
  }

  #take(): boolean {
    const rung = this.#rung
    this.#rung = false
    return rung
  }
}

/** Never resolves without `ms`; rejects when the caller's signal ends. Silent once `over`. */
function pause(options: Waiting, over: AbortSignal): Promise<'time'> {
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.any([options.signal, over])
    const fail = () => {
      if (over.aborted) return
      reject(options.signal.reason)
    }
    if (options.ms === undefined) signal.addEventListener('abort', fail, { once: true })
    else options.clock.sleep(options.ms, { signal }).then(() => resolve('time'), fail)
  })
}
