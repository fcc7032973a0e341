/** A node and a home that was restored from a backup: where their messages part is found, and nothing of ours is lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LevelChatStore } from '../../../node/chat/data/chat-store.ts'
import { agree } from '../../../node/chat/domain/agreement.ts'
import { Book } from '../../../node/chat/domain/book.ts'
import { Draft, type Outcome } from '../../../node/chat/domain/draft.ts'
import { draftMessage } from '../../../node/chat/domain/follow.ts'
import { readLines } from '../../../node/chat/domain/history.ts'
import { Outbox } from '../../../node/chat/domain/outbox.ts'
import { waiting } from '../../../node/chat/entity/unsent.ts'
import { Background } from '../../../src/core/background.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { type Thread, threadOf } from '../../../node/chat/entity/thread.ts'
import type { Journal } from '../../../node/entity/journal.ts'
import { systemClock } from '../../../src/system/clock.ts'
import type { ChatHome } from '../../../node/chat/ports.ts'
import { parseAccountId, parseConversationId, parseMessageId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { deviceOf, idOf } from '../../support/fake-home.ts'
import { silentLog } from '../../support/home-client.ts'
import { openMemoryStore } from '../../support/memory-store.ts'

const conversation = parseConversationId(idOf('c', 1))
const [me, friend] = [parseAccountId(idOf('a', 1)), parseAccountId(idOf('a', 2))]
const signal = new AbortController().signal
const mine = deviceOf(1)

type Who = 'here' | 'elsewhere' | 'friend'

function message(seq: number, id: number, who: Who): Message {
  const sender = who === 'friend' ? friend : me
  const device = deviceOf(who === 'here' ? 1 : 2)
  return {
    ...{ conversation, seq, sender, device, storedMs: seq },
    id: parseMessageId(idOf('a', id)),
    body: Uint8Array.of(1),
  }
}

/** The messages that both had when the backup was made; what the home lost; what it took since. */
type Parting = Readonly<{
  kept: number
  lost: readonly Who[]
  since: number
  first: number
  have: number
}>

const partings: fc.Arbitrary<Parting> = fc.record({
  kept: fc.integer({ min: 0, max: 70 }),
  lost: fc.array(fc.constantFrom<Who>('here', 'elsewhere', 'friend'), { maxLength: 40 }),
  since: fc.integer({ min: 0, max: 60 }),
  // Lines before it were there before this device; those after `have` came over a gap.
  first: fc.integer({ min: 1, max: 60 }),
  have: fc.integer({ min: 0, max: 110 }),
})

async function parted({ kept, lost, since, first, have }: Parting, changes = Infinity) {
  const store = openMemoryStore(new Map())
  const chat = new LevelChatStore(store)
  const book = new Book()
  const home = Array.from({ length: kept + since }, (_, n) =>
    message(n + 1, n < kept ? n + 1 : 1_000 + n, 'friend'),
  )
  const own = [
    ...home.slice(0, kept),
    ...lost.map((who, n) => message(kept + 1 + n, 2_000 + n, who)),
  ]
  const head = own.length
  const blank = { headSeq: head, myReadSeq: 0, theirDeliveredSeq: 0, theirReadSeq: 0 }
  const thread: Thread = {
    ...threadOf({ ...blank, account: friend, conversation }),
    haveSeq: Math.min(have, head),
    doubted: true,
  }
  await store.change(() => ({
    writes: own.filter(({ seq }) => seq >= first).map((line) => chat.putLine(line)),
    committed: () => book.putThread(thread),
  }))
  let asked = 0
  const chatHome = {
    online: true,
    ask: async (_call: 'history', { beforeSeq }: { beforeSeq: number }) => {
      asked++
      const found = beforeSeq === 0 ? home.at(-1) : home.filter(({ seq }) => seq < beforeSeq).at(-1)
      return { messages: found === undefined ? [] : [found], more: false }
    },
  } as unknown as ChatHome
  const deps = {
    ...{ book, journal: store, store: chat, home: chatHome },
    self: () => ({ account: me, device: deviceOf(1) }),
    log: silentLog,
    draft: () => new Draft({ book, store: chat, onCommitted: () => {} }),
  }
  // Whoever looks may be cut off between two changes, and looks again.
  let left = changes
  const journal: Journal = {
    change: async (prepare) => {
      if (left-- === 0) throw new Error('cut off')
      await store.change(prepare)
    },
  }
  await agree({ ...deps, journal }, conversation, { signal }).catch(() => undefined)
  if (left < 0) await agree(deps, conversation, { signal })
  return { book, chat, own, home, thread: book.thread(conversation), asked, before: thread }
}

test('after a restore a node keeps what the home has too, and what it had sent itself waits to be sent again', async () => {
  await fc.assert(
    fc.asyncProperty(partings, async (parting) => {
      const { book, chat, own, home, thread, asked, before } = await parted(parting)
      const same = own.filter((line) => home[line.seq - 1]?.id === line.id).length
      // Of what is not here nothing is known, and nothing is claimed beyond what was here.
      const known = Math.min(before.haveSeq, home.length)
      const common = Math.min(known, Math.max(same, Math.min(known, parting.first - 1)))
      assert.equal(thread?.haveSeq, common)
      assert.equal(thread?.headSeq, home.length)
      assert.equal(thread?.doubted, undefined)
      const left = await chat.lines(conversation, { first: 1, last: 1_000 })
      const kept = own.filter(({ seq }) => seq >= parting.first && seq <= common)
      assert.deepEqual(
        left.map(({ id }) => id),
        kept.map(({ id }) => id),
      )
      const lost = own.filter(
        (line) => line.seq >= parting.first && line.seq > common && line.device === mine,
      )
      assert.deepEqual(
        book.queuedOf(conversation).map(({ id }) => id),
        lost.map(({ id }) => id),
      )
      const beside = await chat.keptIn(conversation, { first: 1, last: 1_000 })
      assert.deepEqual(
        beside.map(({ message, afterSeq }) => [message, afterSeq]),
        own
          .filter(({ seq, device }) => seq >= parting.first && seq > common && device !== mine)
          .map((line) => [line, common]),
      )
      assert.ok(asked <= 3 + Math.ceil(Math.log2(known + 1)), `${asked} questions`)
    }),
    { numRuns: 500 },
  )
})

test('where nothing was lost one look is enough', async () => {
  const { asked, book } = await parted({ kept: 60, lost: [], since: 5, first: 1, have: 60 })
  assert.equal(asked, 3)
  assert.deepEqual(book.queuedOf(conversation), [])
})

test('cut off at any moment and begun again, the end is the same', async () => {
  const parting: Parting = {
    ...{ kept: 5, since: 12, first: 1, have: 600 },
    lost: Array.from({ length: 500 }, (_, n) => (n % 3 === 0 ? 'here' : 'friend')),
  }
  const seen = async (changes?: number) => {
    const { book, chat, thread } = await parted(parting, changes)
    const left = await chat.lines(conversation, { first: 1, last: 1_000 })
    const queued = book.queuedOf(conversation).map(({ id }) => id)
    return { left, thread, queued, beside: await allKept(chat, parting) }
  }
  const whole = await seen()
  assert.equal(whole.beside.length + whole.queued.length, 500)
  for (let changes = 0; changes < 6; changes++) assert.deepEqual(await seen(changes), whole)
})

/** By id: a page shows the newest alone. */
async function allKept(chat: LevelChatStore, { lost }: Parting) {
  const ids = lost.map((_, n) => parseMessageId(idOf('a', 2_000 + n)))
  return (await Promise.all(ids.map((id) => chat.keptOf(conversation, id)))).flat()
}

test('a home that says something else at a place that is taken replaces nothing', async () => {
  const store = openMemoryStore(new Map())
  const chat = new LevelChatStore(store)
  const book = new Book()
  const lines = [1, 2, 3, 5].map((seq) => message(seq, seq, 'friend'))
  const lies = [1, 2, 3, 4, 5].map((seq) => message(seq, 500 + seq, 'friend'))
  const thread = {
    ...threadOf({
      ...{ account: friend, conversation, headSeq: 5, myReadSeq: 0 },
      ...{ theirDeliveredSeq: 0, theirReadSeq: 0 },
    }),
    haveSeq: 3,
  }
  await store.change(() => ({
    writes: [...lines.map((line) => chat.putLine(line)), chat.removeLine(lines[1] as Message)],
    committed: () => book.putThread(thread),
  }))
  const home = {
    online: true,
    ask: async () => ({ messages: lies, more: false }),
  } as unknown as ChatHome
  const deps = { book, journal: store, store: chat, home, clock: systemClock, log: silentLog }
  await readLines(deps, thread, { first: 1, last: 5 }, { signal })
  const ids = async () =>
    (await chat.lines(conversation, { first: 1, last: 9 })).map(({ seq, id }) => [seq, id])
  const [one, , three, five] = lines.map(({ seq, id }) => [seq, id])
  // Only where nothing was, before this device.
  assert.deepEqual(await ids(), [one, [2, lies[1]?.id], three, five])

  // By the log: what is behind a gap gives way to it, and stays readable; what has no gap before it does not.
  const follow = { ...deps, bodies: { decode: () => undefined } as never, self: () => me }
  const draft = () => new Draft({ book, store: chat, onCommitted: () => {} })
  await store.change(async () => {
    const drafted = draft()
    for (const lie of lies) await draftMessage(follow, drafted, lie)
    return drafted.prepared()
  })
  assert.deepEqual(await ids(), [
    ...[one, [2, lies[1]?.id], three],
    ...[
      [4, lies[3]?.id],
      [5, lies[4]?.id],
    ],
  ])
  const kept = () => chat.keptIn(conversation, { first: 1, last: 9 })
  assert.deepEqual(await kept(), [{ message: lines[3], afterSeq: 4 }])

  // One that waits is not taken for stored by its word at a place that another one has; nor does a second word for a place take the first.
  const own = { ...message(2, 900, 'here'), body: Uint8Array.of(3) }
  const waits = waiting({ ...own, order: 1, afterSeq: 5, writtenMs: 1 })
  await store.change(async () => {
    const drafted = draft()
    drafted.putUnsent(waits)
    return drafted.prepared()
  })
  const tell = (...said: readonly Message[]) =>
    store.change(async () => {
      const drafted = draft()
      for (const each of said) await draftMessage(follow, drafted, each)
      return drafted.prepared()
    })
  await tell(own)
  assert.equal(book.queuedOf(conversation).length, 1)
  await tell({ ...own, seq: 8 }, message(8, 901, 'friend'))
  assert.deepEqual(book.queuedOf(conversation), [])
  const beside = (await kept()).filter(({ message: { id } }) => id === own.id)
  assert.equal(beside.length, 1)

  // Another body under its id is not it; the same words are, wherever they come.
  const again = { ...(lines[3] as Message), seq: 7 }
  for (const [each, left] of [
    [{ ...again, seq: 6, body: Uint8Array.of(9) }, 1],
    [again, 0],
  ] as const) {
    await tell(each)
    assert.equal((await kept()).filter(({ message: { id } }) => id === again.id).length, left)
  }
})

test('what was history stays readable when the home does not want it again', async () => {
  const store = openMemoryStore(new Map())
  const chat = new LevelChatStore(store)
  const book = new Book()
  const refused = Promise.withResolvers<Outcome>()
  const draft = () =>
    new Draft({
      ...{ book, store: chat },
      onCommitted: (outcome) => outcome.kept.length > 0 && refused.resolve(outcome),
    })
  const line = message(4, 4, 'here')
  const { id, body, storedMs: writtenMs } = line
  await store.change(() => {
    const drafted = draft()
    const seqs = { headSeq: 3, myReadSeq: 0, theirDeliveredSeq: 0, theirReadSeq: 0 }
    drafted.putThread(threadOf({ ...seqs, account: friend, conversation }))
    drafted.putUnsent(waiting({ id, conversation, order: 1, afterSeq: 3, writtenMs, body }, line))
    return drafted.prepared()
  })
  await using background = new Background({ log: silentLog })
  const outbox = new Outbox({
    ...{ book, journal: store, draft, background },
    ...{ clock: systemClock, random: systemRandom, log: silentLog },
    teller: { held: () => undefined, freed: () => undefined },
    self: () => ({ account: me, device: mine }),
    home: {
      online: true,
      ask: () => Promise.reject(new HomeRefusal('unknown-conversation')),
    },
  })
  outbox.kick(conversation)
  await refused.promise
  assert.deepEqual(book.unsentOf(conversation), [])
  assert.deepEqual(await chat.keptIn(conversation, { first: 1, last: 9 }), [
    { message: line, afterSeq: 3 },
  ])
  assert.equal(book.thread(conversation)?.hasKept, true)
})
