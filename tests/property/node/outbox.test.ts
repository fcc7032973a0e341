import { describe, test } from 'node:test'
import { LevelStore } from '../../../node/data/level-store.ts'
import { swiftClock } from '../../support/swift-clock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { runSchedule } from './outbox-schedule.ts'
import { runQuickSchedule } from './quick-schedule.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const WIDE = IS_NIGHTLY ? 100_000 : 2_000
/** Each test has its own time limit, whatever there are of them. */
const WIDE_PER_TEST = 250
const DEEP = IS_NIGHTLY ? 1_000 : 40
const ONE_SEED = process.env['HOMING_SEED']

describe('each message once and in order', () => {
  if (ONE_SEED !== undefined) {
    test(`seed ${ONE_SEED}`, () => runQuickSchedule(Number(ONE_SEED)))
    return
  }
  for (let first = 1; first < WIDE; first += WIDE_PER_TEST) {
    test(`${WIDE_PER_TEST} schedules, seeds from ${first}`, async () => {
      for (let seed = first; seed < first + WIDE_PER_TEST; seed++) await runQuickSchedule(seed)
    })
  }
})

// They wait for the disk and for their clocks most of the time.
describe('each message once and in order, on a disk', { concurrency: 8 }, () => {
  const seeds = Array.from({ length: DEEP }, (_, run) => 1_000 + run)
  const wanted = ONE_SEED === undefined ? seeds : [Number(ONE_SEED)]
  for (const seed of wanted) test(`seed ${seed}`, { timeout: 60_000 }, () => onDisk(seed))
})

async function onDisk(seed: number): Promise<void> {
  using stack = new DisposableStack()
  const place = () => {
    const { path } = stack.use(temporaryFolder())
    return () => LevelStore.open(path)
  }
  await runSchedule(seed, { steps: 40, clock: swiftClock(100), place })
}
