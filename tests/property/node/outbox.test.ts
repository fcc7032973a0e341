import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LevelStore } from '../../../node/data/level-store.ts'
import { inSeedThread } from '../../support/seed-thread.ts'
import { swiftClock } from '../../support/swift-clock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { runSchedule } from './outbox-schedule.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const WIDE = IS_NIGHTLY ? 100_000 : 2_000
/** Each test has its own time limit, however many there are. */
const WIDE_PER_TEST = 500
const THREAD = new URL('quick-thread.ts', import.meta.url)
const DEEP = IS_NIGHTLY ? 1_000 : 40
const ONE_SEED = process.env['HOMING_SEED']

describe('each message once and in order', { concurrency: 2 }, () => {
  const one = { first: Number(ONE_SEED), count: 1 }
  const rounds = Array.from({ length: WIDE / WIDE_PER_TEST }, (_, round) => {
    return { first: 1 + round * WIDE_PER_TEST, count: WIDE_PER_TEST }
  })
  for (const seeds of ONE_SEED === undefined ? rounds : [one]) {
    test(`${seeds.count} schedules, seeds from ${seeds.first}`, async (t) => {
      assert.equal(await inSeedThread<number>(THREAD, seeds, t), seeds.count)
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
