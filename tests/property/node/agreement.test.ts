/** A node and a home that was restored from a backup: where their messages part is found, and nothing of ours is lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LevelChatStore } from '../../../node/chat/data/chat-store.ts'
import { agree } from '../../../node/chat/domain/agreement.ts'
import { Book } from '../../../node/chat/domain/book.ts'
import { Draft } from '../../../node/chat/domain/draft.ts'
import { type Thread, threadOf } from '../../../node/chat/entity/thread.ts'
import type { ChatHome } from '../../../node/chat/ports.ts'
import { parseAccountId, parseConversationId, parseMessageId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { deviceOf, idOf } from '../../support/fake-home.ts'
import { silentLog } from '../../support/home-client.ts'
import { openMemoryStore } from '../../support/memory-store.ts'

const conversation = parseConversationId(idOf('c', 1))
const [me, friend] = [parseAccountId(idOf('a', 1)), parseAccountId(idOf('a', 2))]
const signal = new AbortController().signal

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

async function parted({ kept, lost, since, first, have }: Parting) {
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
  await agree(deps, conversation, { signal })
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
        (line) => line.seq >= parting.first && line.seq > common && line.device === deviceOf(1),
      )
      assert.deepEqual(
        book.queuedOf(conversation).map(({ id }) => id),
        lost.map(({ id }) => id),
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
