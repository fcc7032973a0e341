import type { Clock } from '../../src/core/clock.ts'
import { systemClock } from '../../src/system/clock.ts'

/** Real time that runs `factor` times as fast: backoffs of seconds pass in milliseconds, whatever else is going on. */
export function swiftClock(factor: number): Clock {
  const beganMs = systemClock.nowMs()
  return {
    nowMs: () => Math.round(beganMs + (systemClock.nowMs() - beganMs) * factor),
    monotonicMs: () => systemClock.monotonicMs() * factor,
    sleep: (ms, options) => systemClock.sleep(ms / factor, options),
  }
}
