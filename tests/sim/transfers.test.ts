import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSchedule } from '../support/transfer-lab/schedule.ts'

const NIGHTLY = process.env['HOMING_NIGHTLY'] === '1'
const SCHEDULES = NIGHTLY ? 50_000 : 1000
/** At night other seeds every time; a failure names its own, to be given here. */
const FIRST_SEED = Number(process.env['HOMING_SEED'] ?? (NIGHTLY ? Date.now() % 2 ** 31 : 1))

test(`${SCHEDULES} lives of two nodes from seed ${FIRST_SEED}: every transfer comes to a true end`, async (t) => {
  const ends = new Map<string, number>()
  let breaks = 0
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed += 1) {
    const result = await runSchedule(seed).catch((cause: unknown) => {
      throw new Error(`seed ${seed}: ${String(cause)}`, { cause })
    })
    breaks += result.breaks
    for (const end of result.ends) ends.set(end, (ends.get(end) ?? 0) + 1)
  }
  t.diagnostic(`${breaks} breaks; ends: ${[...ends].map((each) => each.join(' ')).join(', ')}`)
  for (const end of ['done', 'failed', 'cancelled', 'declined']) {
    assert.ok((ends.get(end) ?? 0) > 0, `no transfer ended as ${end}: the schedules are too tame`)
  }
})
