import type { Clock } from '../../../src/core/clock.ts'
import { SLEPT_MS, WATCH_INTERVAL_MS } from '../limits.ts'

/** Notices that the machine slept: its wall clock went on while timers stood still. Ends with the signal. */
export async function watchSleep(
  clock: Clock,
  options: Readonly<{ signal: AbortSignal; onWake: () => void }>,
): Promise<never> {
  for (;;) {
    const beganMs = clock.nowMs()
    await clock.sleep(WATCH_INTERVAL_MS, options)
    if (clock.nowMs() - beganMs > WATCH_INTERVAL_MS + SLEPT_MS) options.onWake()
  }
}
