import type { Clock } from '../core/clock.ts'

/** A longer timer overflows and fires at once; longer sleeps are made of several. Source: Node, `setTimeout`. */
const MAX_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  async sleep(ms, { signal }) {
    let restMs = Math.max(0, ms)
    do {
      await timer(Math.min(restMs, MAX_TIMER_MS), signal)
      restMs -= MAX_TIMER_MS
    } while (restMs > 0)
  },
}

function timer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const stop = () => {
      clearTimeout(handle)
      reject(signal?.reason)
    }
    const handle = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
