import type { Clock } from '../../src/core/clock.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { Calls, Handle } from './calls.ts'
import type { CallMeter } from './ports.ts'

/** The same calls, each counted and timed when it is over. */
export function meteredCalls(
  deps: Readonly<{ calls: Calls; meter: CallMeter; clock: Clock }>,
): Calls {
  const { calls, meter, clock } = deps
  const metered = (name: string, handle: Handle): Handle => {
    return async (asking, ask) => {
      const beganMs = clock.monotonicMs()
      const over = (outcome: string) => meter.answered(name, outcome, clock.monotonicMs() - beganMs)
      try {
        const answer = await handle(asking, ask)
        over('ok')
        return answer
      } catch (err) {
        over(err instanceof HomeRefusal ? err.code : 'unavailable')
        throw err
      }
    }
  }
  const entries = Object.entries(calls).map(([name, handle]) => [
    name,
    metered(name, handle as Handle),
  ])
  return Object.fromEntries(entries) as Calls
}
