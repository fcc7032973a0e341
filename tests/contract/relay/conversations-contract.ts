import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { MAX_FRIENDS_PER_READ, TRIM_BATCH_EVENTS } from '../../../relay/conversations/limits.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import { EVENT_WINDOW_BYTES, MAX_BODY_BYTES } from '../../../src/home/limits.ts'
import {
  befriend,
  bodyOf,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import type { OpenSql } from './sql-contract.ts'

const refused = (code: string) => ({ name: 'HomeRefusal', code })
const MANY = { maxEvents: 256, maxBytes: EVENT_WINDOW_BYTES }
const NO_SIGNAL = { signal: new AbortController().signal }

async function setUp(open: OpenSql, settings: Parameters<typeof relayTruth>[1] = {}) {
  await using stack = new AsyncDisposableStack()
  const truth = relayTruth(stack.use(await open()), settings)
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const held = stack.move()
  return { truth, alice, bob, conversation, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

function say(truth: RelayTruth, from: Session, conversation: ConversationId, text: string) {
  const id = newMessageId(truth)
  return truth.conversations.send(from, { conversation, id, body: bodyOf(text) })
}

async function changes(truth: RelayTruth, who: Session, after: number) {
  const read = await truth.log.eventsAfter(who, after, MANY)
  assert.ok(read.kind === 'events')
  return read.events.map((event) => event.change)
}

export function conversationsContract(engine: string, open: OpenSql): void {
  test(`${engine}: seq is gapless from 1, whoever sends at once`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, n) => say(truth, n % 2 ? alice : bob, conversation, `m${n}`)),
    )
    assert.deepEqual(
      sent.map((stored) => stored.seq).toSorted((a, b) => a - b),
      Array.from({ length: 40 }, (_, n) => n + 1),
    )
  })

  test(`${engine}: a repeated id gets the first answer, another content is refused`, async () => {
    const clock = new TurnedClock()
    await using home = await setUp(open, { clock })
    const { truth, alice, bob, conversation } = home
    const message = { conversation, id: newMessageId(truth), body: bodyOf('once') }
    const first = await truth.conversations.send(alice, message)
    await clock.turn(1000)
    await say(truth, bob, conversation, 'between')
    const again = await truth.devices.openSession(alice.device)
    const twice = await Promise.all([1, 2].map(() => truth.conversations.send(again, message)))
    assert.deepEqual(twice, [first, first])
    const other = { ...message, body: bodyOf('twice') }
    await assert.rejects(truth.conversations.send(again, other), refused('id-reused'))
    assert.equal(
      (await truth.conversations.send(bob, message)).seq,
      3,
      'another device, another id',
    )
    await truth.friends.remove(bob, alice.account)
    assert.deepEqual(await truth.conversations.send(again, message), first, 'also when it is over')
    await assert.rejects(say(truth, again, conversation, 'new'), refused('not-friends'))
  })

  test(`${engine}: somebody else's conversation does not exist`, async () => {
    await using home = await setUp(open)
    const { truth, conversation } = home
    const carol = await join(truth, 'carol', testDevice(3))
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
    const mark = { conversation, deliveredSeq: 1, readSeq: 1 }
    await assert.rejects(say(truth, carol, conversation, 'x'), refused('unknown-conversation'))
    await assert.rejects(truth.conversations.history(carol, page), refused('unknown-conversation'))
    await assert.rejects(
      truth.conversations.markReceipt(carol, mark),
      refused('unknown-conversation'),
    )
    await assert.rejects(
      truth.conversations.peerOf(carol, conversation),
      refused('unknown-conversation'),
    )
  })

  test(`${engine}: history comes in pages of both directions, in ascending order`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    for (let n = 1; n <= 10; n++) await say(truth, alice, conversation, `m${n}`)
    const read = async (afterSeq: number, beforeSeq: number, limit: number) => {
      const page = { conversation, afterSeq, beforeSeq, limit }
      const { messages, more } = await truth.conversations.history(bob, page)
      return [messages.map((message) => message.seq), more]
    }
    assert.deepEqual(await read(0, 0, 3), [[8, 9, 10], true])
    assert.deepEqual(await read(0, 8, 3), [[5, 6, 7], true])
    assert.deepEqual(await read(0, 3, 3), [[1, 2], false])
    assert.deepEqual(await read(0, 1, 3), [[], false])
    assert.deepEqual(await read(4, 0, 3), [[5, 6, 7], true])
    assert.deepEqual(await read(7, 0, 3), [[8, 9, 10], false])
    assert.deepEqual(await read(10, 0, 3), [[], false])
    await assert.rejects(read(1, 5, 3), refused('bad-request'))
  })

  test(`${engine}: a page of history and of events ends before it is too large, never empty`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    const { headUsn } = await truth.log.begin(bob, 0)
    const body = new Uint8Array(MAX_BODY_BYTES).fill(7)
    for (let n = 0; n < 20; n++) {
      await truth.conversations.send(alice, { conversation, id: newMessageId(truth), body })
    }
    const page = { conversation, afterSeq: 0, beforeSeq: 0, limit: 200 }
    const { messages, more } = await truth.conversations.history(bob, page)
    assert.equal(messages.length, 16)
    assert.equal(messages.at(-1)?.seq, 20)
    assert.equal(more, true)
    const read = await truth.log.eventsAfter(bob, headUsn, MANY)
    assert.ok(read.kind === 'events')
    assert.equal(read.events.length, 15, 'heads count as well')
    const one = await truth.log.eventsAfter(bob, headUsn, { maxEvents: 256, maxBytes: 1 })
    assert.ok(one.kind === 'events')
    assert.equal(one.events.length, 1)
  })

  test(`${engine}: receipts only move forward, stop at the head, and are told to both`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    for (let n = 0; n < 5; n++) await say(truth, alice, conversation, `m${n}`)
    const [mine, theirs] = await Promise.all([alice, bob].map((who) => truth.log.begin(who, 0)))
    const mark = (deliveredSeq: number, readSeq: number) =>
      truth.conversations.markReceipt(bob, { conversation, deliveredSeq, readSeq })
    await mark(3, 2)
    await mark(1, 1)
    await mark(0, 0)
    const expected = { conversation, account: bob.account, deliveredSeq: 3, readSeq: 2 }
    const told = [{ kind: 'receipt', value: expected }]
    assert.deepEqual(await changes(truth, alice, mine?.headUsn ?? 0), told)
    assert.deepEqual(await changes(truth, bob, theirs?.headUsn ?? 0), told)
    await mark(99, 98)
    const [last] = (await changes(truth, alice, mine?.headUsn ?? 0)).slice(-1)
    assert.deepEqual(last, { kind: 'receipt', value: { ...expected, deliveredSeq: 5, readSeq: 5 } })
  })

  test(`${engine}: who is no friend any more is not told what is read`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    await say(truth, alice, conversation, 'm')
    await truth.friends.block(bob, alice.name)
    const { headUsn } = await truth.log.begin(alice, 0)
    await truth.conversations.markReceipt(bob, { conversation, deliveredSeq: 1, readSeq: 1 })
    assert.deepEqual(await changes(truth, alice, headUsn), [])
    const [bobToAlice] = (await truth.friends.list(alice, { after: '', limit: 1 })).friends
    assert.deepEqual([bobToAlice?.theirDeliveredSeq, bobToAlice?.theirReadSeq], [0, 0])
  })

  test(`${engine}: a receipt from before the end of a friendship, read after it, tells nothing`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    for (const text of ['one', 'two']) await say(truth, alice, conversation, text)
    const mark = (readSeq: number) =>
      truth.conversations.markReceipt(bob, { conversation, deliveredSeq: readSeq, readSeq })
    const { headUsn } = await truth.log.begin(alice, 0)
    await mark(1)
    await truth.friends.remove(bob, alice.account)
    await mark(2)
    const [receipt] = await changes(truth, alice, headUsn)
    assert.deepEqual(receipt, {
      kind: 'receipt',
      value: { conversation, account: bob.account, deliveredSeq: 0, readSeq: 0 },
    })
  })

  test(`${engine}: unread is head less read less own messages after it`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    const unread = async (who: Session) =>
      (await truth.friends.list(who, { after: '', limit: 1 })).friends[0]?.unread
    for (const from of [alice, bob, bob, alice, bob]) await say(truth, from, conversation, 'm')
    assert.deepEqual([await unread(alice), await unread(bob)], [3, 2])
    await truth.conversations.markReceipt(alice, { conversation, deliveredSeq: 0, readSeq: 3 })
    assert.deepEqual([await unread(alice), await unread(bob)], [1, 2])
    await truth.conversations.markReceipt(alice, { conversation, deliveredSeq: 0, readSeq: 5 })
    await say(truth, alice, conversation, 'm')
    assert.deepEqual([await unread(alice), await unread(bob)], [0, 3])
  })

  test(`${engine}: both logs carry each message, and the doorbell rings for both after it`, async () => {
    await using home = await setUp(open)
    const { truth, alice, bob, conversation } = home
    const before = await Promise.all([alice, bob].map((who) => truth.log.begin(who, 0)))
    truth.rung.length = 0
    const { seq } = await say(truth, alice, conversation, 'hello')
    assert.deepEqual(
      truth.rung.toSorted((a, b) => (a.account < b.account ? -1 : 1)),
      [alice, bob]
        .map((who, n) => ({ account: who.account, headUsn: (before[n]?.headUsn ?? 0) + 1 }))
        .toSorted((a, b) => (a.account < b.account ? -1 : 1)),
    )
    for (const [n, who] of [alice, bob].entries()) {
      const [change] = await changes(truth, who, before[n]?.headUsn ?? 0)
      assert.ok(change?.kind === 'message')
      assert.deepEqual([change.value.seq, change.value.sender], [seq, alice.account])
      assert.deepEqual(Uint8Array.from(change.value.body), bodyOf('hello'))
    }
  })

  test(`${engine}: a log trimmed by age or by count says so, and what is left has no hole`, async () => {
    const clock = new TurnedClock()
    await using home = await setUp(open, { clock, retention: { keepMs: 1000, keepEvents: 10 } })
    const { truth, alice, bob, conversation } = home
    const start = await truth.log.begin(bob, 0)
    assert.deepEqual(start, { headUsn: 2, snapshotNeeded: false })
    await clock.turn(1001)
    await say(truth, alice, conversation, 'young')
    assert.equal(await truth.sweeper.sweep(NO_SIGNAL), 4, 'by age, two of each')
    assert.deepEqual(await truth.log.eventsAfter(bob, 1, MANY), { kind: 'trimmed', headUsn: 3 })
    assert.equal((await changes(truth, bob, 2)).length, 1)
    for (let n = 0; n < 20; n++) await say(truth, alice, conversation, `m${n}`)
    assert.equal(await truth.sweeper.sweep(NO_SIGNAL), 22, 'by count, eleven of each')
    assert.equal((await truth.log.begin(bob, 12)).snapshotNeeded, true)
    assert.equal((await truth.log.begin(bob, 13)).snapshotNeeded, false)
    assert.equal((await changes(truth, bob, 13)).length, 10)
    assert.equal(await truth.sweeper.sweep(NO_SIGNAL), 0)
  })

  test(`${engine}: a sweep removes more than one transaction may`, async () => {
    await using home = await setUp(open, { retention: { keepMs: 1e9, keepEvents: 10 } })
    const { truth, alice, bob, conversation } = home
    const many = 2 * TRIM_BATCH_EVENTS + 8
    const all = Array.from({ length: many }, (_, n) => say(truth, alice, conversation, `m${n}`))
    await Promise.all(all)
    assert.equal(await truth.sweeper.sweep(NO_SIGNAL), 2 * (many + 2 - 10))
    assert.deepEqual(await truth.log.begin(bob, many - 8), {
      headUsn: many + 2,
      snapshotNeeded: false,
    })
    const stopped = truth.sweeper.sweep({ signal: AbortSignal.abort(new Error('stopping')) })
    await assert.rejects(stopped, /stopping/)
  })

  test(`${engine}: a cursor that the log never reached needs a snapshot`, async () => {
    await using home = await setUp(open)
    const { truth, alice } = home
    assert.deepEqual(await truth.log.begin(alice, 99), { headUsn: 2, snapshotNeeded: true })
    assert.deepEqual(await truth.log.begin(alice, undefined), { headUsn: 2, snapshotNeeded: true })
    assert.equal((await truth.log.eventsAfter(alice, 99, MANY)).kind, 'trimmed')
  })

  test(`${engine}: one answer of events speaks of at most ${MAX_FRIENDS_PER_READ} friends`, async () => {
    await using home = await setUp(open)
    const { truth, alice } = home
    for (let n = 0; n < MAX_FRIENDS_PER_READ + 3; n++) {
      const other = await join(truth, `friend${n}`, testDevice(100 + n))
      await truth.friends.request(other, { name: alice.name, note: '' })
    }
    const { headUsn } = await truth.log.begin(alice, 0)
    const read = await truth.log.eventsAfter(alice, headUsn - MAX_FRIENDS_PER_READ - 3, MANY)
    assert.ok(read.kind === 'events')
    assert.equal(read.events.length, MAX_FRIENDS_PER_READ)
    assert.equal(read.headUsn, headUsn)
  })
}
