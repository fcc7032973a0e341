import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inSeedThread } from '../../support/seed-thread.ts'
import type { Tally } from './schedule.ts'

const LIVES = process.env['HOMING_NIGHTLY'] === '1' ? 100_000 : 10_000
/** Each test has its own time limit, however many there are. */
const LIVES_PER_TEST = 1_000
const THREAD = new URL('short-lives-thread.ts', import.meta.url)
/** Another beginning finds other lives, and the one that a failure names finds it again: `HOMING_SEED=123`. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? 1)

/**
 * Wide instead of deep (message-log.test.ts): two friends who write, quarrel and follow their logs for a few moments, in a home
 * whose store fails and dies as well. Each message once, in order, holes visible.
 */
describe(`${LIVES} short random lives keep the promises of the message log`, {
  concurrency: 2,
}, () => {
  for (let first = FIRST_SEED; first < FIRST_SEED + LIVES; first += LIVES_PER_TEST) {
    test(`seeds from ${first}`, async (t) => {
      const total = await inSeedThread<Tally>(THREAD, { first, count: LIVES_PER_TEST }, t)
      t.diagnostic(JSON.stringify(total))
      const { deaths, failures } = total
      assert.ok(deaths > LIVES_PER_TEST / 10 && failures > LIVES_PER_TEST / 5, 'faults did happen')
    })
  }
})
