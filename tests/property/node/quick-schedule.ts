import { FakeHome } from '../../support/fake-home.ts'
import { type MemoryDisk, openMemoryStore } from '../../support/memory-store.ts'
import { RunningClock } from '../../support/running-clock.ts'
import { runSchedule, type ScheduleOptions } from './outbox-schedule.ts'

const STEPS = 25
/** A question takes about five turns: a tenth of a second. */
const MS_PER_TURN = 20
/** Far more than any backoff: what is not there by then never comes. */
const HANG_MS = 600_000

/** In memory, and on a clock that only the event loop moves: the same in every run. @throws naming the seed. */
export async function runQuickSchedule(
  seed: number,
  broken: Pick<ScheduleOptions, 'home' | 'breakJournal'> = {},
): Promise<void> {
  using clock = new RunningClock(MS_PER_TURN)
  const end = new AbortController()
  const hang = clock.sleep(HANG_MS, { signal: end.signal }).then(() => {
    throw new Error('a message never comes')
  })
  hang.catch(() => {})
  try {
    const home = broken.home ?? new FakeHome()
    await Promise.race([runSchedule(seed, { ...broken, home, steps: STEPS, clock, place }), hang])
  } catch (cause) {
    throw new Error(`HOMING_SEED=${seed} does it again: ${String(cause)}`, { cause })
  } finally {
    end.abort()
  }
}

function place() {
  const disk: MemoryDisk = new Map()
  return async () => openMemoryStore(disk)
}
