import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Calls } from '../../../relay/edge/calls.ts'
import { HomeLink } from '../../../relay/edge/home-link.ts'
import { MemoryBuckets } from '../../../relay/limits/data/memory-buckets.ts'
import { Admission } from '../../../relay/limits/domain/admission.ts'
import { RATES } from '../../../relay/limits/entity/rates.ts'
import { MemoryDoorbell } from '../../../relay/presence/data/memory-doorbell.ts'
import { Sessions } from '../../../relay/sessions/domain/sessions.ts'
import { LAST_WORDS_MS, LINK_IDLE_MS, MAX_IN_FLIGHT } from '../../../relay/sessions/limits.ts'
import type { SessionLog, SessionStore } from '../../../relay/sessions/ports.ts'
import { type AccountId, type AccountName, parseAccountId } from '../../../src/core/ids.ts'
import type { Event, Message } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_HOME_FRAME_BYTES } from '../../../src/home/limits.ts'
import { decodeReply, encodeRequest, eventBytes, readAnswer } from '../../../src/wire/home-codec.ts'
import { ALICE_DEVICE, channelPair } from '../../support/channel-pair.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { NO_SHEDDING } from '../../support/no-shedding.ts'

const ACCOUNT: AccountId = parseAccountId('01900000-0000-7000-8000-000000000001')

test('so many requests are under way at most; the next is begun when one was answered', async () => {
  const begun: (() => void)[] = []
  const rig = linked({
    self: () =>
      new Promise((_resolve, reject) => begun.push(() => reject(new HomeRefusal('unavailable')))),
  })
  await rig.attach()
  for (let id = 2; id < 2 + MAX_IN_FLIGHT + 10; id++) await rig.send(id, 'self', {})
  while (begun.length < MAX_IN_FLIGHT) await turnOfEvents()
  for (let turns = 0; turns < 50; turns++) await turnOfEvents()
  assert.equal(begun.length, MAX_IN_FLIGHT)
  begun[0]?.()
  assert.equal((await rig.answer(2)).kind, 'refused')
  while (begun.length < MAX_IN_FLIGHT + 1) await turnOfEvents()
  for (const end of begun) end()
  rig.link.cut('done')
})

test('of large answers one is made at a time: whoever does not read gets no second', async () => {
  let made = 0
  const rig = linked(
    {
      history: async () => {
        made += 1
        return { messages: [message(made, new Uint8Array(60_000))], more: false }
      },
    },
    {},
    { reads: false },
  )
  await rig.attach()
  const page = { conversation: ACCOUNT as never, afterSeq: 0, beforeSeq: 0, limit: 1 }
  for (let id = 2; id < 42; id++) await rig.send(id, 'history', page)
  for (let turns = 0; turns < 50; turns++) await turnOfEvents()
  // Six fill the window of the node; one more waits.
  assert.ok(made >= 1 && made < 12, `${made} made`)
  rig.link.cut('done')
})

test('requests begin in the order in which they came', async () => {
  const order: string[] = []
  const rig = linked({
    remarkFriend: async (_asking, { remark }) => {
      order.push(remark)
      throw new HomeRefusal('unavailable')
    },
  })
  await rig.attach()
  const remarks = Array.from({ length: 100 }, (_each, index) => String(index))
  for (const [index, remark] of remarks.entries()) {
    await rig.send(index + 2, 'remarkFriend', { account: ACCOUNT, remark })
  }
  await rig.answer(101)
  assert.deepEqual(order, remarks)
  rig.link.cut('done')
})

test('what fails inside is told as a code alone; the log has the cause', async () => {
  const rig = linked({
    self: async () => {
      throw new Error('secret text of the inside')
    },
    devices: async () => {
      throw new HomeRefusal('unavailable', { cause: new Error('disk full'), retryAfterMs: 7 })
    },
  })
  await rig.attach()
  await rig.send(2, 'self', {})
  await rig.send(3, 'devices', {})
  assert.deepEqual(await rig.answer(2), {
    kind: 'refused',
    refusal: { code: 'unavailable', retryAfterMs: 0, limit: undefined },
  })
  assert.deepEqual(await rig.answer(3), {
    kind: 'refused',
    refusal: { code: 'unavailable', retryAfterMs: 7, limit: undefined },
  })
  assert.ok(!rig.bytesSeen().includes('secret'))
  const failed = rig.log.entries.filter(({ level }) => level === 'error')
  assert.deepEqual(
    failed.map(({ fields }) => [fields['request'], fields['call'], fields['device']]),
    [
      [2, 'self', ALICE_DEVICE],
      [3, 'devices', ALICE_DEVICE],
    ],
  )
  rig.link.cut('done')
})

test('a refusal that says fenced ends the session as replaced', async () => {
  const rig = linked({
    self: async () => {
      throw new HomeRefusal('fenced')
    },
  })
  await rig.attach()
  await rig.send(2, 'self', {})
  assert.equal((await rig.answer(2)).kind, 'refused')
  assert.equal(await rig.run, 'replaced')
  assert.deepEqual(rig.pushed('loggedOut'), [{ reason: 'replaced' }])
})

test('a logout is not told as a revocation, though the log is closed before it is answered', async () => {
  let isOut = false
  let readsAfter = 0
  const rig = linked(
    { logout: async (asking) => asking.logout().then(() => ({})) },
    {
      logout: async () => {
        isOut = true
        rig.doorbell.ring([ACCOUNT], { kind: 'events' })
        for (let turns = 0; turns < 20; turns++) await turnOfEvents()
        return true
      },
      eventsAfter: async () => {
        if (!isOut) return { kind: 'events', events: [], headUsn: 0 }
        readsAfter += 1
        throw new HomeRefusal('signed-out')
      },
    },
  )
  await rig.attach()
  await rig.send(2, 'logout', {})
  assert.deepEqual(await rig.answer(2), { kind: 'answered', answer: {} })
  assert.equal(await rig.run, 'logged-out')
  assert.deepEqual(rig.pushed('loggedOut'), [])
  assert.equal(readsAfter, 0)
})

test('a late logout of an older epoch is refused as fenced, and the session ends as replaced', async () => {
  const rig = linked(
    { logout: async (asking) => asking.logout().then(() => ({})) },
    { logout: async () => false },
  )
  await rig.attach()
  await rig.send(2, 'logout', {})
  assert.deepEqual(await rig.answer(2), {
    kind: 'refused',
    refusal: { code: 'fenced', retryAfterMs: 0, limit: undefined },
  })
  assert.equal(await rig.run, 'replaced')
})

test('a log that cannot be read now is read again at the next ping', async () => {
  let broken = true
  const rig = linked(
    {
      ping: async ({ session }) => {
        session.lookForEvents()
        return { nowMs: 0 }
      },
    },
    {
      eventsAfter: async () => {
        if (broken) throw new HomeRefusal('unavailable')
        return { kind: 'events', events: [], headUsn: 3 }
      },
      begin: async () => ({ headUsn: 3, snapshotNeeded: true }),
    },
  )
  await rig.attach()
  await rig.send(2, 'ping', {})
  await rig.answer(2)
  assert.deepEqual(rig.pushed('caughtUp'), [])
  broken = false
  await rig.send(3, 'ping', {})
  await rig.answer(3)
  while (rig.pushed('caughtUp').length === 0) await turnOfEvents()
  rig.link.cut('done')
})

test('a device that is logged out and does not read is cut, and is known as revoked', async () => {
  let usn = 0
  const body = new Uint8Array(60_000)
  const rig = linked(
    {},
    {
      eventsAfter: async () => ({
        kind: 'events',
        events: [messageEvent(++usn, body)],
        headUsn: 99,
      }),
    },
    { reads: false },
  )
  await rig.attach()
  for (let before = -1; before !== usn; await turnOfEvents()) before = usn
  rig.doorbell.ring([ACCOUNT], { kind: 'ended', device: ALICE_DEVICE, epoch: 1, reason: 'revoked' })
  await rig.clock.untilSleeping(1)
  await rig.clock.turn(LAST_WORDS_MS)
  assert.equal(await rig.run, 'revoked')
})

test('a cursor that the log no longer reaches sends the node away, to attach again', async () => {
  const rig = linked({}, { eventsAfter: async () => ({ kind: 'trimmed', headUsn: 9 }) })
  await rig.attach()
  assert.equal(await rig.run, 'away')
  assert.deepEqual(rig.pushed('goAway'), [{ retryAfterMs: 0 }])
})

test('a link is stale when nothing came for long', async () => {
  const rig = linked({})
  assert.equal(rig.link.isStale(rig.clock.monotonicMs() + LINK_IDLE_MS), false)
  assert.equal(rig.link.isStale(rig.clock.monotonicMs() + LINK_IDLE_MS + 1), true)
  await rig.clock.turn(LINK_IDLE_MS)
  await rig.attach()
  assert.equal(rig.link.isStale(rig.clock.monotonicMs() + LINK_IDLE_MS), false)
  rig.link.cut('done')
})

type Call = keyof Calls

/** A link over a channel in memory, with a truth that knows one account and nothing else. */
function linked(
  given: Partial<Calls>,
  truth: Partial<SessionStore & SessionLog> = {},
  node: { reads: boolean } = { reads: true },
) {
  const clock = new TurnedClock()
  const log = new RecordedLog()
  const doorbell = new MemoryDoorbell()
  const { a: far, b: near } = channelPair({
    maxFrameBytes: MAX_HOME_FRAME_BYTES,
    readAheadBytes: 1_000,
  })
  const sessions = new Sessions({
    logger: log,
    clock,
    sizeOf: eventBytes,
    doorbell,
    store: {
      openSession: async (device) => ({
        account: ACCOUNT,
        device,
        epoch: 1,
        name: 'bob' as AccountName,
      }),
      closeSession: async () => true,
      logout: async () => true,
      revoke: async () => undefined,
      ...truth,
    },
    log: {
      begin: async () => ({ headUsn: 0, snapshotNeeded: false }),
      eventsAfter: async () => ({ kind: 'events', events: [], headUsn: 0 }),
      ...truth,
    },
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
  const hello = async () => ({ home: 'home', program: 'test', registration: 'open' as const })
  const calls = { hello, attach: (asking, ask) => asking.attach(ask), ...given } as Calls
  const buckets = new MemoryBuckets({ clock })
  const admission = new Admission(
    {
      ...{ buckets, ownBuckets: buckets, shedding: NO_SHEDDING },
      meter: { limited: () => undefined },
    },
    { rates: RATES },
  )
  const link = new HomeLink(
    { calls, sessions, admission, tracer: { run: (_about, work) => work() }, clock, log },
    { channel: near, address: 'x', onAttached: () => undefined },
  )
  const run = link.run()
  const answers = new Map<number, PromiseWithResolvers<object>>()
  const answered = (id: number) => {
    const known = answers.get(id) ?? Promise.withResolvers<object>()
    answers.set(id, known)
    return known
  }
  const seen: Uint8Array[] = []
  const pushes: { kind: string; value: unknown }[] = []
  const read = async () => {
    for (;;) {
      const frame = await far.receive()
      if (frame === undefined) return
      seen.push(frame)
      const reply = decodeReply(frame)
      if (reply.kind === 'push') pushes.push(reply.push)
      else answered(reply.id).resolve(reply.raw)
    }
  }
  if (node.reads) void read().catch(() => undefined)
  const called = new Map<number, Call>()
  const send = async <K extends Call>(id: number, call: K, ask: Parameters<Calls[K]>[1]) => {
    called.set(id, call)
    answers.delete(id)
    answered(id)
    await far.send(encodeRequest(id, call, ask as never))
  }
  const answer = async (id: number) =>
    readAnswer(called.get(id) ?? 'self', await answered(id).promise)
  return {
    link,
    doorbell,
    run,
    log,
    clock,
    send,
    answer,
    attach: async () => {
      await send(1, 'attach', { cursor: 0, card: new Uint8Array() })
      if (node.reads) assert.equal((await answer(1)).kind, 'answered')
    },
    pushed: (kind: string) => pushes.filter((push) => push.kind === kind).map(({ value }) => value),
    bytesSeen: () => Buffer.concat(seen).toString('latin1'),
  }
}

function message(seq: number, body: Uint8Array): Message {
  const ids = { conversation: ACCOUNT as never, id: ACCOUNT as never }
  return { ...ids, seq, sender: ACCOUNT, device: ALICE_DEVICE, storedMs: 0, body }
}

function messageEvent(usn: number, body: Uint8Array): Event {
  return { usn, atMs: 0, change: { kind: 'message', value: message(usn, body) } }
}

function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
