import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addTally, emptyTally, runLongLife } from './schedule.ts'

const IS_NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const LIVES = IS_NIGHTLY ? 1_000 : 60
/** Another beginning finds other lives: `HOMING_SEED=123`. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? 1)

/**
 * The message log: nothing acknowledged is lost, no gap, no duplicate, a retry gets the first answer, a reused id is refused, an
 * older epoch is powerless, cursors and receipts only move forward, commit order is seq order, both logs agree, unread adds up,
 * only friends write to each other, a block takes effect, a trimmed log says so, and a death at any statement or COMMIT leaves a
 * state in which a first part of what was under way has happened.
 */
test(`${LIVES} random lives of a home keep the promises of the message log`, async (t) => {
  const total = emptyTally()
  for (let seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
    addTally(total, await runLongLife(seed))
  }
  t.diagnostic(`seeds from ${FIRST_SEED}: ${JSON.stringify(total)}`)
  assert.ok(total.deaths > LIVES && total.failures > LIVES / 2, 'faults did happen')
})
