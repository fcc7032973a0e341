import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSchedule, type Tally } from './schedule.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const SCHEDULES = IS_NIGHTLY ? 5_000 : 100
const STEPS = 40
/** Another beginning finds other lives: `HOMING_SEED=123`. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? 1)

/**
 * The message log: nothing acknowledged is lost, no gap, no duplicate, a retry gets the first answer, a reused id is refused, an
 * older epoch is powerless, cursors and receipts only move forward, commit order is seq order, both logs agree, unread adds up,
 * only friends write to each other, a block takes effect, a trimmed log says so, and a death at any statement or COMMIT leaves a
 * state in which a first part of what was under way has happened.
 */
test(`${SCHEDULES} random lives of a home keep the promises of the message log`, async (t) => {
  const total: Tally = { deeds: 0, deaths: 0, failures: 0, acknowledged: 0 }
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
    const tally = await runSchedule(seed, { steps: STEPS })
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key]
  }
  t.diagnostic(`seeds from ${FIRST_SEED}: ${JSON.stringify(total)}`)
  assert.ok(total.deaths > SCHEDULES && total.failures > SCHEDULES / 2, 'faults did happen')
})
