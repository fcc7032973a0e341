import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { addTally, emptyTally, runShortLives } from './schedule.ts'
import { SettledHome } from './settled-home.ts'

const LIVES = process.env['HOMING_NIGHTLY'] === '1' ? 100_000 : 10_000
/** Each test has its own time limit, whatever there are of them. */
const LIVES_PER_TEST = 1_000
/** In one store, one after the other. */
const LIVES_PER_HOME = 20
/** Another beginning finds other lives, and the one that a failure names finds it again: `HOMING_SEED=123`. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? 1)

/**
 * Wide instead of deep (message-log.test.ts): two friends who write, quarrel and follow their logs for a few moments, in a home
 * whose store fails and dies as well. Each message once, in order, holes visible.
 */
describe(`${LIVES} short random lives keep the promises of the message log`, () => {
  let settled: SettledHome
  before(async () => {
    settled = await SettledHome.build(LIVES_PER_HOME)
  })
  after(() => settled[Symbol.dispose]())

  for (let first = FIRST_SEED; first < FIRST_SEED + LIVES; first += LIVES_PER_TEST) {
    test(`seeds from ${first}`, async (t) => {
      const total = emptyTally()
      for (let seed = first; seed < first + LIVES_PER_TEST; seed += LIVES_PER_HOME) {
        addTally(total, await runShortLives(seed, settled))
      }
      t.diagnostic(JSON.stringify(total))
      const { deaths, failures } = total
      assert.ok(deaths > LIVES_PER_TEST / 5 && failures > LIVES_PER_TEST / 5, 'faults did happen')
    })
  }
})
