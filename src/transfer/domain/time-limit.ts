import type { Clock } from '../../core/clock.ts'

/** A signal that is aborted `ms` after it was made, or never if it was disposed before. */
export type TimeLimit = Disposable & Readonly<{ signal: AbortSignal }>

export function timeLimit(clock: Clock, ms: number): TimeLimit {
  const limit = new AbortController()
  const timer = startTimer(clock, ms, () => limit.abort(new Error('time is up')))
  return { signal: limit.signal, [Symbol.dispose]: () => timer[Symbol.dispose]() }
}

export function startTimer(clock: Clock, ms: number, ring: () => void): Disposable {
  const off = new AbortController()
  clock.sleep(ms, { signal: off.signal }).then(ring, () => undefined)
  return { [Symbol.dispose]: () => off.abort() }
}
