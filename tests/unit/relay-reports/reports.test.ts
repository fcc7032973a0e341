import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import { test } from 'node:test'
import { Reports } from '../../../relay/reports/domain/reports.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

function rig(answers: (() => Promise<number>)[]) {
  let asked = 0
  const open = () => (answers[asked++] ?? (() => Promise.reject(new Error('asked too often'))))()
  const store = { open, report: () => Promise.reject(new Error('not here')) }
  const quotas = { of: () => Promise.reject(new Error('not here')) }
  const reports = new Reports({ store, quotas, clock: new TurnedClock(), random: systemRandom })
  return { reports, asked: () => asked }
}

test('the number of open reports is that of the last look, and waits for no database', async () => {
  const slow = Promise.withResolvers<number>()
  const { reports, asked } = rig([async () => 3, () => slow.promise, async () => 5])
  assert.equal(reports.open(), 0)
  await setImmediate()
  assert.equal(reports.open(), 3)
  // One look at a time.
  assert.equal(reports.open(), 3)
  assert.equal(asked(), 2)
  slow.resolve(4)
  await setImmediate()
  assert.equal(reports.open(), 4)
})

test('a database that cannot say leaves the number as it was, and is asked again', async () => {
  const failing = () => Promise.reject(new Error('disk'))
  const { reports } = rig([async () => 3, failing, async () => 5, async () => 5])
  reports.open()
  await setImmediate()
  assert.equal(reports.open(), 3)
  await setImmediate()
  assert.equal(reports.open(), 3)
  await setImmediate()
  assert.equal(reports.open(), 5)
})
