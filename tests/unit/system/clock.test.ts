import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemClock } from '../../../src/system/clock.ts'

test('sleeps at least as long as asked, by the monotonic clock', async () => {
  const beganMs = systemClock.monotonicMs()
  await systemClock.sleep(10, {})
  assert.ok(systemClock.monotonicMs() - beganMs >= 9)
})

test('a sleep is ended by its signal, with the reason of the signal', async () => {
  const controller = new AbortController()
  const sleep = systemClock.sleep(60_000, { signal: controller.signal })
  const reason = new Error('woken')
  controller.abort(reason)
  await assert.rejects(sleep, reason)
  await assert.rejects(systemClock.sleep(60_000, { signal: controller.signal }), reason)
})

test('a sleep of a month does not end at once, as a timer that overflows would', async () => {
  const controller = new AbortController()
  const month = systemClock.sleep(31 * 24 * 3_600_000, { signal: controller.signal })
  const first = await Promise.race([
    month.then(() => 'month'),
    systemClock.sleep(10, {}).then(() => 'moment'),
  ])
  assert.equal(first, 'moment')
  controller.abort(new Error('enough'))
  await assert.rejects(month, /enough/)
})

test('a sleep of no time, or less, ends', async () => {
  await systemClock.sleep(0, {})
  await systemClock.sleep(-5, {})
})
