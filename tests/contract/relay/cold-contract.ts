import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  DAY_MS,
  SEGMENT_BYTES,
  SEGMENT_MESSAGES,
  SEGMENT_ORPHAN_MS,
} from '../../../relay/conversations/limits.ts'
import type { Session } from '../../../relay/accounts/entity/caller.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { parseAccountName, type ConversationId, type MessageId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { EVENT_WINDOW_BYTES, MAX_BODY_BYTES } from '../../../src/home/limits.ts'
import { Dice } from '../../support/dice.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import {
  befriend,
  join,
  newMessageId,
  type RelayTruth,
  relayTruth,
  testDevice,
} from '../../support/relay-truth.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import type { OpenSql } from './sql-contract.ts'

const { signal } = new AbortController()
const COOLING = { coldAfterDays: 31, keepNewest: 250 }
const SEED = Number(process.env['HOMING_SEED'] ?? 1)

/** Two friends, one of whom said so many things of these sizes a long time ago; all of it is read. */
async function setUp(open: OpenSql, sizes: readonly number[]) {
  await using stack = new AsyncDisposableStack()
  const sql = stack.use(await open())
  const clock = new TurnedClock()
  const blobs = new MemoryBlobs(clock)
  const settings = { clock, blobs, cooling: COOLING }
  const truth = relayTruth(sql, settings)
  const alice = await join(truth, 'alice', testDevice(1))
  const bob = await join(truth, 'bob', testDevice(2))
  const conversation = await befriend(truth, alice, bob)
  const ids = await say(truth, alice, { conversation, sizes })
  await readAll(truth, [alice, bob], { conversation, seq: sizes.length })
  clock.skip(32 * DAY_MS)
  const held = stack.move()
  return {
    ...{ sql, clock, blobs, settings, truth, alice, bob, conversation, ids },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

type Talk = Readonly<{ conversation: ConversationId; sizes: readonly number[] }>

async function say(
  truth: RelayTruth,
  who: Session,
  { conversation, sizes }: Talk,
): Promise<readonly MessageId[]> {
  return await Promise.all(
    sizes.map(async (bytes, n) => {
      const id = newMessageId(truth)
      const body = new Uint8Array(bytes).fill(n % 251)
      await truth.conversations.send(who, { conversation, id, body })
      return id
    }),
  )
}

async function readAll(
  truth: RelayTruth,
  readers: readonly Session[],
  { conversation, seq }: Readonly<{ conversation: ConversationId; seq: number }>,
): Promise<void> {
  for (const reader of readers) {
    await truth.conversations.markReceipt(reader, { conversation, deliveredSeq: seq, readSeq: seq })
  }
}

type Home = Awaited<ReturnType<typeof setUp>>
const small = (count: number) => Array.from({ length: count }, () => 20)
const inTable = async ({ sql }: Home) =>
  Number(
    (
      await sql.read((tx) =>
        tx
          .selectFrom('messages')
          .select((from) => from.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow(),
      )
    ).count,
  )

/** Pages from everywhere, in both directions, of all sizes: what a node may ask. */
async function pages({ truth, bob, conversation }: Home, head: number): Promise<unknown[]> {
  const dice = new Dice(SEED)
  const edges = [
    0,
    1,
    2,
    SEGMENT_MESSAGES,
    SEGMENT_MESSAGES + 1,
    2 * SEGMENT_MESSAGES,
    head,
    head + 1,
  ]
  const seqs = [...edges, ...Array.from({ length: 25 }, () => dice.below(head + 2))]
  const asked = seqs.flatMap((seq) => [
    { afterSeq: seq, beforeSeq: 0, limit: 1 + dice.below(200) },
    { afterSeq: 0, beforeSeq: seq, limit: 1 + dice.below(200) },
  ])
  const found: unknown[] = []
  for (const each of asked) {
    const { messages, more } = await truth.conversations.history(bob, { conversation, ...each })
    found.push([each, more, messages.map(({ body, ...rest }) => ({ ...rest, body: [...body] }))])
  }
  return found
}

export function coldContract(engine: string, open: OpenSql): void {
  test(`${engine}: a page is the same wherever its messages lie`, async () => {
    await using home = await setUp(open, small(1_100))
    const before = await pages(home, 1_100)
    const cooled = await home.truth.cooler.cool({ signal })
    assert.deepEqual([cooled.segments, cooled.messages], [4, 4 * SEGMENT_MESSAGES])
    assert.equal(await inTable(home), 300)
    assert.deepEqual(await pages(home, 1_100), before)
    assert.equal((await home.truth.cooler.cool({ signal })).segments, 0)
  })

  test(`${engine}: also when bytes end a page, and a segment`, async () => {
    const dice = new Dice(SEED)
    const sizes = [
      ...Array.from({ length: 60 }, () => dice.below(MAX_BODY_BYTES)),
      ...Array.from({ length: 20 }, () => MAX_BODY_BYTES),
      ...small(260),
    ]
    await using home = await setUp(open, sizes)
    const before = await pages(home, sizes.length)
    const { segments, messages } = await home.truth.cooler.cool({ signal })
    assert.ok(segments > 1 && messages / segments < SEGMENT_BYTES / 10_000, `${messages}`)
    assert.deepEqual(await pages(home, sizes.length), before)
  })

  test(`${engine}: what is new, unread, or among the newest stays, and so does what fills no segment`, async () => {
    await using home = await setUp(open, small(COOLING.keepNewest + SEGMENT_MESSAGES - 1))
    const { truth, alice, bob, conversation, clock } = home
    assert.equal((await truth.cooler.cool({ signal })).segments, 0)
    const more = await say(truth, alice, { conversation, sizes: small(SEGMENT_MESSAGES) })
    const head = COOLING.keepNewest + 2 * SEGMENT_MESSAGES - 1
    assert.equal((await truth.cooler.cool({ signal })).segments, 1, 'the rest is young, or unread')
    clock.skip(32 * DAY_MS)
    assert.equal((await truth.cooler.cool({ signal })).segments, 0, 'too few')
    await say(truth, alice, { conversation, sizes: small(1) })
    const unread = (await truth.friends.list(bob, { after: '', limit: 1 })).friends[0]?.unread
    assert.equal(unread, SEGMENT_MESSAGES + 1)
    await readAll(truth, [alice, bob], { conversation, seq: head })
    assert.equal((await truth.cooler.cool({ signal })).segments, 1)
    assert.equal(more.length, SEGMENT_MESSAGES)
  })

  test(`${engine}: the id of a cold message is still its own`, async () => {
    await using home = await setUp(open, small(460))
    const { truth, alice, conversation, ids } = home
    await truth.cooler.cool({ signal })
    const again = (n: number, fill: number) =>
      truth.conversations.send(alice, {
        ...{ conversation, id: ids[n] as MessageId },
        body: new Uint8Array(20).fill(fill),
      })
    const storedMs = home.clock.nowMs() - 32 * DAY_MS
    assert.deepEqual(await again(3, 3), { seq: 4, storedMs })
    assert.deepEqual(await again(399, 399 % 251), { seq: 400, storedMs })
    await assert.rejects(again(3, 4), { code: 'id-reused' })
    const [first, second] = await Promise.all([again(5, 5), again(5, 5)])
    assert.deepEqual([first.seq, second.seq], [6, 6])
    const fresh = { conversation, id: newMessageId(truth), body: new Uint8Array(1) }
    assert.equal((await truth.conversations.send(alice, fresh)).seq, 461)
  })

  test(`${engine}: an event of a cold message still shows it`, async () => {
    await using home = await setUp(open, small(460))
    const limits = { maxEvents: 256, maxBytes: EVENT_WINDOW_BYTES }
    const before = await home.truth.log.eventsAfter(home.bob, 0, limits)
    await home.truth.cooler.cool({ signal })
    const after = await home.truth.log.eventsAfter(home.bob, 0, limits)
    assert.ok(before.kind === 'events' && before.events.length === 256)
    assert.deepEqual(after, before)
  })

  test(`${engine}: an export has it, and the last deletion takes it away`, async () => {
    await using home = await setUp(open, small(700))
    const { truth, blobs, conversation, sql } = home
    const exported = async () => {
      const lines: unknown[] = []
      for await (const { atMs: _, ...line } of await truth.exporter.open(parseAccountName('bob'))) {
        lines.push(line)
      }
      return lines
    }
    const before = await exported()
    await truth.cooler.cool({ signal })
    assert.deepEqual(await exported(), before)
    await truth.deletion.delete(parseAccountName('bob'), { signal })
    assert.equal((await blobs.list(conversation)).length, 2, 'alice may read it')
    await truth.deletion.delete(parseAccountName('alice'), { signal })
    assert.deepEqual(await blobs.list(conversation), [])
    for (const table of ['messages', 'cold_segments', 'cold_ids', 'conversations'] as const) {
      const rows = await sql.read((tx) => tx.selectFrom(table).selectAll().execute())
      assert.deepEqual(rows, [], table)
    }
  })

  test(`${engine}: one who is gone keeps nothing from getting cold`, async () => {
    await using home = await setUp(open, small(460))
    const { truth, alice, conversation } = home
    await say(truth, alice, { conversation, sizes: small(400) })
    await readAll(truth, [alice], { conversation, seq: 860 })
    await truth.deletion.delete(parseAccountName('bob'), { signal })
    home.clock.skip(32 * DAY_MS)
    assert.equal((await truth.cooler.cool({ signal })).segments, 3)
  })

  test(`${engine}: of two relays that do the same one is right, and nothing of the other stays`, async () => {
    await using home = await setUp(open, small(1_100))
    const before = await pages(home, 1_100)
    const other = relayTruth(home.sql, home.settings)
    const cooled = await Promise.all(
      [home.truth, other].map(({ cooler }) => cooler.cool({ signal })),
    )
    await home.truth.cooler.cool({ signal })
    assert.equal(await inTable(home), 300, JSON.stringify(cooled))
    assert.deepEqual(await pages(home, 1_100), before)
    await home.truth.cooler.sweep({ signal })
    home.clock.skip(SEGMENT_ORPHAN_MS + 1)
    await home.truth.cooler.sweep({ signal })
    assert.equal((await home.blobs.list(home.conversation)).length, 4)
    assert.deepEqual(await pages(home, 1_100), before)
  })

  test(`${engine}: a segment that is damaged or gone is told as such, and never shown`, async () => {
    await using home = await setUp(open, small(460))
    const { truth, bob, blobs, conversation } = home
    await truth.cooler.cool({ signal })
    const [place] = await home.sql.read((tx) =>
      tx.selectFrom('cold_segments').selectAll().execute(),
    )
    const bytes = new Uint8Array(place?.bytes ?? 0)
    await blobs.get(conversation, place?.name ?? '', bytes)
    const page = { conversation, afterSeq: 1, beforeSeq: 0, limit: 10 }
    const isCorrupted = (err: unknown) =>
      err instanceof HomeRefusal &&
      err.code === 'unavailable' &&
      (err.cause as StoreError).code === 'corrupted'
    for (const at of [0, bytes.length >> 1, bytes.length - 1]) {
      const damaged = bytes.map((byte, n) => (n === at ? byte ^ 1 : byte))
      await blobs.put(conversation, place?.name ?? '', damaged)
      await assert.rejects(truth.conversations.history(bob, page), isCorrupted)
    }
    await blobs.delete(conversation, [place?.name ?? ''])
    await assert.rejects(truth.conversations.history(bob, page), isCorrupted)
    const newest = { conversation, afterSeq: 0, beforeSeq: 0, limit: 10 }
    assert.equal((await truth.conversations.history(bob, newest)).messages.length, 10)
    await blobs.put(conversation, place?.name ?? '', bytes)
    assert.equal((await truth.conversations.history(bob, page)).messages[0]?.seq, 2)
  })

  test(`${engine}: nothing goes into a folder that lacks what is cold already`, async () => {
    await using home = await setUp(open, small(460))
    const { truth, alice, bob, conversation, clock, sql } = home
    await truth.cooler.cool({ signal })
    await say(truth, alice, { conversation, sizes: small(400) })
    await readAll(truth, [alice, bob], { conversation, seq: 860 })
    clock.skip(32 * DAY_MS)
    const elsewhere = relayTruth(sql, { ...home.settings, blobs: new MemoryBlobs(clock) })
    await assert.rejects(elsewhere.cooler.cool({ signal }), { code: 'unavailable' })
    assert.equal((await truth.cooler.cool({ signal })).segments, 2)
  })
}
