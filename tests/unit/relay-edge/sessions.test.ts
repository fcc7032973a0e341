import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Strangers } from '../../../relay/edge/strangers.ts'
import { MemoryDoorbell } from '../../../relay/presence/data/memory-doorbell.ts'
import { LoginAttempts } from '../../../relay/sessions/domain/login-attempts.ts'
import { Sessions } from '../../../relay/sessions/domain/sessions.ts'
import { Wakeup } from '../../../relay/sessions/domain/wakeup.ts'
import { EventWindow } from '../../../relay/sessions/entity/event-window.ts'
import {
  LOGIN_TTL_MS,
  MAX_OPENING,
  MAX_OPENING_WAIT_MS,
  MAX_STRANGERS,
  OPENING_RETRY_MS,
  STRANGER_MS,
} from '../../../relay/sessions/limits.ts'
import type { SessionLog } from '../../../relay/sessions/ports.ts'
import { type AccountName, type DeviceId, parseAccountId } from '../../../src/core/ids.ts'
import type { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { EVENT_WINDOW, EVENT_WINDOW_BYTES } from '../../../src/home/limits.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

test('whatever is sent and acknowledged, the window stays within both of its limits', () => {
  const step = fc.oneof(
    fc.record({ send: fc.integer({ min: 1, max: EVENT_WINDOW_BYTES / 4 }) }),
    fc.record({ acknowledge: fc.nat(300) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 800 }), (steps) => {
      const window = new EventWindow(10)
      const open: number[] = []
      for (const each of steps) {
        if ('acknowledge' in each) {
          const usn = window.cursor - each.acknowledge
          assert.equal(window.acknowledge(usn), true)
          while (open.length > window.cursor - Math.max(usn, window.cursor - open.length))
            open.shift()
          continue
        }
        const { room } = window
        if (room === undefined) continue
        assert.ok(room.maxEvents >= 1 && room.maxBytes >= EVENT_WINDOW_BYTES / 4)
        window.sent(window.cursor + 1, each.send)
        open.push(each.send)
        assert.ok(open.length <= EVENT_WINDOW)
        assert.ok(open.reduce((sum, bytes) => sum + bytes, 0) <= EVENT_WINDOW_BYTES)
      }
    }),
  )
})

test('the window opens again by acknowledgement alone, and refuses one of what was never sent', () => {
  const window = new EventWindow(0)
  const room = () => window.room?.maxEvents ?? 0
  for (let usn = 1; usn <= EVENT_WINDOW; usn++) window.sent(usn, 1)
  assert.equal(room(), 0)
  assert.equal(window.acknowledge(EVENT_WINDOW + 1), false)
  assert.equal(room(), 0)
  assert.equal(window.acknowledge(1), true)
  assert.equal(room(), 1)
  assert.equal(window.acknowledge(1), true)
  assert.equal(room(), 1)
})

test('a wake-up before the sleep is not lost, and many count as one', async () => {
  const wakeup = new Wakeup()
  const { signal } = new AbortController()
  wakeup.wake()
  wakeup.wake()
  await wakeup.wait({ signal })
  const second = wakeup.wait({ signal })
  let woken = false
  void second.then(() => {
    woken = true
  })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(woken, false)
  wakeup.wake()
  await second
})

test('a sleep ends with its signal', async () => {
  const wakeup = new Wakeup()
  const stop = new AbortController()
  const sleeping = wakeup.wait({ signal: stop.signal })
  stop.abort(new Error('enough'))
  await assert.rejects(sleeping, /enough/)
  await assert.rejects(wakeup.wait({ signal: stop.signal }), /enough/)
})

test('a crowd of strangers is bounded: the longest here goes first, members are none', async () => {
  const clock = new TurnedClock()
  const turnedAway: string[] = []
  const turnAway = (device: DeviceId) => turnedAway.push(device)
  const strangers = new Strangers({ clock, turnAway }, { maxStrangers: 3 })
  const arrive = (device: string) => strangers.arrived(device as DeviceId)
  for (const device of ['one', 'two', 'three']) {
    arrive(device)
    await clock.turn(1)
  }
  strangers.forget('one' as DeviceId)
  arrive('four')
  assert.deepEqual(turnedAway, [])
  arrive('five')
  assert.deepEqual(turnedAway, ['two'])
  await clock.turn(STRANGER_MS)
  strangers.sweep()
  assert.deepEqual(turnedAway, ['two', 'three'])
  await clock.turn(1)
  strangers.sweep()
  assert.deepEqual(turnedAway, ['two', 'three', 'four', 'five'])
  assert.equal(strangers.size, 0)
})

test('of two attaches the newer epoch stays, also when it is ready first', async () => {
  const older = Promise.withResolvers<void>()
  const sessions = newSessions({
    begin: async ({ epoch }) => {
      if (epoch === 1) await older.promise
      return { headUsn: 0, snapshotNeeded: false }
    },
  })
  const device = 'one' as DeviceId
  const ask = { cursor: 0, card: new Uint8Array() }
  const first = sessions.open(device, ask)
  const second = await sessions.open(device, ask)
  older.resolve()
  await assert.rejects(first, (err: HomeRefusal) => err.code === 'fenced')
  assert.equal(second.session.caller.epoch, 2)
  assert.equal(second.session.end, undefined)
  const third = await sessions.open(device, ask)
  assert.equal(second.session.end, 'replaced')
  await sessions.close(second.session, 'replaced')
  assert.equal(sessions.isOpen(device), true)
  await sessions.close(third.session, 'left')
  assert.equal(sessions.isOpen(device), false)
})

test('attaches have their turn, so many at once; whose turn does not come in time hears when to try again', async () => {
  const begun: (() => void)[] = []
  const clock = new TurnedClock()
  const begin: SessionLog['begin'] = async () => {
    await new Promise<void>((resolve) => begun.push(resolve))
    return { headUsn: 0, snapshotNeeded: false }
  }
  const sessions = newSessions({ begin }, clock)
  const open = (n: number) =>
    sessions.open(`${n}` as DeviceId, { cursor: 0, card: new Uint8Array() })
  const first = Array.from({ length: MAX_OPENING }, (_, n) => open(n))
  const waiting = Array.from({ length: MAX_STRANGERS }, (_, n) => open(MAX_OPENING + n))
  const isRefused = (err: HomeRefusal) =>
    err.code === 'unavailable' && err.retryAfterMs === OPENING_RETRY_MS
  await assert.rejects(open(-1), isRefused)
  await clock.turn(MAX_OPENING_WAIT_MS)
  assert.equal(begun.length, MAX_OPENING)
  begun.shift()?.()
  await first[0]
  await clock.turn(1)
  assert.equal(begun.length, MAX_OPENING, 'the next has begun')
  const late = Promise.allSettled(waiting.slice(1))
  for (const done of begun.splice(0)) done()
  await Promise.all([...first, waiting[0]])
  for (const each of await late)
    assert.ok(each.status === 'rejected' && isRefused(each.reason as HomeRefusal))
  assert.equal(sessions.count, MAX_OPENING + 1)
})

test('a login attempt is for its device, once, for a minute', async () => {
  const clock = new TurnedClock()
  const attempts = new LoginAttempts({ clock, random: systemRandom })
  const attempt = { device: 'one' as DeviceId, account: undefined, state: 's' }
  const id = attempts.add(attempt)
  assert.equal(attempts.take(id, 'other' as DeviceId), undefined)
  assert.equal(attempts.take('guessed', attempt.device), undefined)
  assert.equal(attempts.take(id, attempt.device)?.state, 's')
  assert.equal(attempts.take(id, attempt.device), undefined)
  const late = attempts.add(attempt)
  await clock.turn(LOGIN_TTL_MS)
  assert.equal(attempts.take(late, attempt.device), undefined)
})

test('attempts are bounded: one a device, and the oldest gives way', async () => {
  const clock = new TurnedClock()
  const attempts = new LoginAttempts({ clock, random: systemRandom }, { maxLogins: 3 })
  const add = (device: string) =>
    attempts.add({ device: device as DeviceId, account: undefined, state: device })
  const first = add('one')
  for (let again = 0; again < 5; again++) add('two')
  assert.equal(attempts.size, 2)
  add('three')
  assert.notEqual(attempts.take(first, 'one' as DeviceId), undefined)
  const oldest = add('one')
  for (const device of ['four', 'five', 'six']) add(device)
  assert.equal(attempts.size, 3)
  assert.equal(attempts.take(oldest, 'one' as DeviceId), undefined)
})

/** Sessions of a truth that only counts epochs. */
function newSessions(log: Pick<SessionLog, 'begin'>, clock = new TurnedClock()): Sessions {
  let epoch = 0
  const account = parseAccountId('01900000-0000-7000-8000-000000000001')
  return new Sessions({
    logger: new RecordedLog(),
    clock,
    sizeOf: () => 1,
    doorbell: new MemoryDoorbell(),
    store: {
      openSession: async (device) => ({
        account,
        device,
        epoch: ++epoch,
        name: 'bob' as AccountName,
      }),
      closeSession: async () => true,
      logout: async () => true,
      revoke: async () => undefined,
    },
    log: { ...log, eventsAfter: async () => ({ kind: 'trimmed', headUsn: 0 }) },
    cards: { announce: async () => false },
    presence: {
      arrived: async () => undefined,
      renewed: async () => undefined,
      left: async () => undefined,
      lost: () => undefined,
      dropped: async () => undefined,
      tell: () => undefined,
      onlineFriends: async function* () {},
      friendsNow: async () => undefined,
      presences: async function* () {},
    },
  })
}
