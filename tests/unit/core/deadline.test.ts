import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withDeadline } from '../../../src/core/deadline.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const never = () => new Promise<never>(() => {})
const calm = () => new AbortController().signal

test('work that ends in time gives its result and leaves no timer', async () => {
  const clock = new TurnedClock()
  const options = { ms: 50, signal: calm(), late: () => new Error('late') }
  assert.equal(await withDeadline(clock, options, async () => 7), 7)
  assert.equal(clock.sleeping, 0)
})

test('work that takes too long is told so, and the caller gets the error', async () => {
  const clock = new TurnedClock()
  const late = new Error('late')
  let seen: unknown
  const result = withDeadline(clock, { ms: 50, signal: calm(), late: () => late }, (signal) => {
    signal.addEventListener('abort', () => {
      seen = signal.reason
    })
    return never()
  })
  const refused = assert.rejects(result, late)
  await clock.untilSleeping(1)
  await clock.turn(49)
  assert.equal(seen, undefined)
  await clock.turn(1)
  await refused
  assert.equal(seen, late)
})

test('the caller may give up first', async () => {
  const clock = new TurnedClock()
  const controller = new AbortController()
  const options = { ms: 50, signal: controller.signal, late: () => new Error('late') }
  const refused = assert.rejects(withDeadline(clock, options, never), /enough/)
  controller.abort(new Error('enough'))
  await refused
  assert.equal(clock.sleeping, 0)
})
