import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { inSeedThread } from '../support/seed-thread.ts'
import { addTally, emptyTally, type Tally } from '../support/transfer-lab/schedule.ts'
import type { Task } from './transfers-thread.ts'

const NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
/** At night other seeds every time; a failure names its own, to be given here. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? (NIGHTLY ? Date.now() % 2 ** 31 : 1))
const THREAD = new URL('transfers-thread.ts', import.meta.url)

/** Many moments, and some long lives; each test has its own time limit, however many there are. */
const LIVES = { short: NIGHTLY ? 98_000 : 9_800, long: NIGHTLY ? 2_000 : 200 } as const
const PER_TEST = { short: 980, long: 100 } as const

/**
 * The whole transfer machine, sender, receiver, queue, paths and spool, over random schedules of faults on a turned clock: never
 * wrong bytes under a final name, every transfer comes to a true end, no byte goes out twice beside what was under way when
 * something broke, and nothing stays on any disk or in the spool.
 */
describe(`${LIVES.short + LIVES.long} lives of two or three nodes and a spool, from seed ${FIRST_SEED}`, () => {
  const total = emptyTally()
  describe('all of them keep the promises', { concurrency: 2 }, () => {
    for (const work of ['long', 'short'] as const) {
      const end = FIRST_SEED + LIVES[work]
      for (let first = FIRST_SEED; first < end; first += PER_TEST[work]) {
        test(`${work} lives from seed ${first}`, async (t) => {
          addTally(total, await run({ first, count: PER_TEST[work], work }, t))
        })
      }
    }
  })

  test('faults did happen, and every end was come to', (t) => {
    t.diagnostic(JSON.stringify(total))
    assert.ok(total.breaks > total.lives, 'too few breaks')
    assert.ok(total.spooled > total.lives / 10, 'too little through the spool')
    for (const end of ['done', 'failed', 'cancelled', 'declined'] as const) {
      assert.ok((total.ends[end] ?? 0) > 0, `no transfer ended as ${end}: the lives are too tame`)
    }
  })
})

const TRANSFERS = 200
test(`${TRANSFERS} transfers with a fault every few seconds, from seed ${FIRST_SEED}: all arrive`, async (t) => {
  const { breaks, ends, spooled } = await run(
    { first: FIRST_SEED, count: TRANSFERS, work: 'arrive' },
    t,
  )
  t.diagnostic(`${breaks} faults, ${spooled} came through the spool at least in part`)
  assert.deepEqual(ends, { done: TRANSFERS })
  assert.ok(breaks > TRANSFERS / 10, 'too few faults')
})

async function run(task: Task, t: TestContext): Promise<Tally> {
  return await inSeedThread<Tally>(THREAD, task, t)
}
