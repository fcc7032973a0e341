import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LineFacts, Lines } from '../../../relay/spool/domain/lines.ts'
import { FRESH_LINE_MS, MAX_LINES, MAX_LINES_PER_ACCOUNT } from '../../../relay/spool/limits.ts'
import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import { testDevice } from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const facts = (spool: number, account = 0, device = 0): LineFacts => ({
  spool: `spool ${spool}` as SpoolId,
  device: testDevice(device),
  account: `account ${account}` as AccountId,
  owner: 'owner' as AccountId,
  op: 'get',
})

/** Resolves with how it ended. */
function hold(lines: Lines, of: LineFacts): Promise<string | undefined> {
  return lines.run(of, ({ signal }) => {
    const ended = Promise.withResolvers<string>()
    signal.addEventListener('abort', () => ended.resolve((signal.reason as Error).message))
    return ended.promise
  })
}

test('a newer line of a device for the same object ends the older one and then takes its place', async () => {
  const lines = new Lines({ clock: new TurnedClock() })
  const older = hold(lines, facts(1))
  let began = false
  const newer = lines.run(facts(1), async () => {
    began = true
    return 'newer'
  })
  assert.equal(began, false)
  assert.match((await older) ?? '', /newer/)
  assert.equal(await newer, 'newer')
  assert.equal(lines.size, 0)
})

test('other objects, devices and directions are lines of their own', async () => {
  const lines = new Lines({ clock: new TurnedClock() })
  const all = [facts(1), facts(2), facts(1, 0, 1), { ...facts(1), op: 'put' as const }]
  const held = all.map((each) => hold(lines, each))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(lines.size, 4)
  await lines.stop()
  assert.deepEqual(await Promise.all(held), Array(4).fill('the relay stops'))
})

test('one account has so many lines and no more, but may replace its own', async () => {
  const lines = new Lines({ clock: new TurnedClock() })
  for (let at = 0; at < MAX_LINES_PER_ACCOUNT; at++) void hold(lines, facts(at))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(lines.hasPlace(facts(MAX_LINES_PER_ACCOUNT)), false)
  assert.equal(await hold(lines, facts(MAX_LINES_PER_ACCOUNT)), undefined)
  assert.equal(lines.hasPlace(facts(0)), true)
  assert.equal(lines.hasPlace(facts(0, 1)), true)
  await lines.stop()
})

test('all accounts together have so many lines and no more', async () => {
  const lines = new Lines({ clock: new TurnedClock() })
  for (let at = 0; at < MAX_LINES; at++) void hold(lines, facts(at, at))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(lines.size, MAX_LINES)
  assert.equal(lines.hasPlace(facts(MAX_LINES, MAX_LINES)), false)
  await lines.stop()
})

test('a stopped spool takes no line', async () => {
  const lines = new Lines({ clock: new TurnedClock() })
  await lines.stop()
  assert.equal(await hold(lines, facts(1)), undefined)
})

test('an upload that has just looked is left alone, whatever a reader says', async () => {
  const clock = new TurnedClock()
  const lines = new Lines({ clock })
  const upload = { ...facts(1), op: 'put' as const }
  const over = lines.run(
    upload,
    ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', resolve)),
    (index) => index === 3,
  )
  await clock.turn(FRESH_LINE_MS - 1)
  assert.equal(lines.believers(upload.spool, 3).size, 0)
  await clock.turn(1)
  assert.equal(lines.believers(upload.spool, 3).size, 1)
  assert.equal(lines.believers(upload.spool, 4).size, 0)
  assert.equal(lines.believers(facts(2).spool, 3).size, 0)
  await lines.stop()
  await over
})
