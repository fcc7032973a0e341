/** What every adapter of the node's stores must do. `open` gives a store on the same place each time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blankProfile } from '../../../src/home/entity/nouns.ts'
import type { InboxItem } from '../../../node/chat/entity/inbox-item.ts'
import type { Kept } from '../../../node/chat/entity/kept.ts'
import { threadOf } from '../../../node/chat/entity/thread.ts'
import type { ChatStore } from '../../../node/chat/ports.ts'
import type { Journal, Write } from '../../../node/entity/journal.ts'
import type { FriendStore } from '../../../node/friends/ports.ts'
import type { SessionStore } from '../../../node/session/ports.ts'
import { parseAccountId, parseConversationId, parseMessageId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { deviceOf, FakeHome, idOf } from '../../support/fake-home.ts'
import { waiting } from '../../../node/chat/entity/unsent.ts'
import { MAX_KEPT_SHOWN } from '../../../node/chat/limits.ts'

export type OpenStores = AsyncDisposable &
  Readonly<{ journal: Journal; chat: ChatStore; friends: FriendStore; session: SessionStore }>

const conversation = parseConversationId(idOf('c', 1))
const other = parseConversationId(idOf('c', 2))
const account = parseAccountId(idOf('a', 1))

export function storesContract(name: string, open: () => Promise<OpenStores>): void {
  const keep = (stores: OpenStores, ...writes: readonly Write[]) =>
    stores.journal.change(() => ({ writes, committed: () => {} }))

  test(`${name}: lines come back by seq, in order, of one conversation, after reopening too`, async () => {
    {
      await using stores = await open()
      const { chat } = stores
      const lines = [lineAt(10), lineAt(9), lineAt(100), lineAt(11, other)]
      await keep(stores, ...lines.map((line) => chat.putLine(line)))
    }
    await using stores = await open()
    const { chat } = stores
    const seqs = async (first: number, last: number) =>
      (await chat.lines(conversation, { first, last })).map((line) => line.seq)
    assert.deepEqual(await seqs(1, 1000), [9, 10, 100])
    assert.deepEqual(await seqs(10, 99), [10])
    assert.deepEqual(await seqs(5, 4), [])
    assert.deepEqual(await chat.line(conversation, 10), lineAt(10))
    assert.equal(await chat.line(conversation, 11), undefined)
  })

  test(`${name}: unsent messages come back in the order of writing`, async () => {
    await using stores = await open()
    const { chat } = stores
    const all = [10, 9, 2].map((order) => unsentAt(order))
    await keep(stores, ...all.map((each) => chat.putUnsent(each)))
    await keep(stores, chat.removeUnsent(unsentAt(9)))
    const refused = { ...unsentAt(2), refused: 'too-large' as const }
    await keep(stores, chat.putUnsent(refused))
    assert.deepEqual(await Array.fromAsync(chat.allUnsent()), [refused, unsentAt(10)])
  })

  test(`${name}: what a home lost is kept in its order, also under one id, and the newest of much is shown`, async () => {
    const other = parseConversationId(idOf('c', 2))
    await using stores = await open()
    const { chat } = stores
    const said = (seq: number, text: number) => ({
      ...lineAt(seq),
      id: parseMessageId(idOf('a', 1)),
      body: Uint8Array.of(text),
    })
    const all = [
      { message: said(9, 1), afterSeq: 2 },
      { message: said(8, 2), afterSeq: 2 },
      { message: said(5, 3), afterSeq: 0 },
    ]
    const elsewhere = { message: lineAt(3, other), afterSeq: 2 }
    await keep(stores, ...[...all, elsewhere].map((each) => chat.putKept(each)))
    const bodies = async (first: number, last: number) =>
      (await chat.keptIn(conversation, { first, last })).map(({ message }) => message.body[0])
    assert.deepEqual(await bodies(1, 10), [3, 2, 1])
    assert.deepEqual(await bodies(2, 2), [2, 1])
    assert.deepEqual(await bodies(3, 10), [])
    assert.equal((await chat.keptOf(conversation, said(1, 1).id)).length, 3)
    await keep(stores, chat.removeKept(all[0] as Kept))
    assert.deepEqual(await bodies(1, 10), [3, 2])
    const many = Array.from({ length: MAX_KEPT_SHOWN + 10 }, (_, n) => ({
      message: lineAt(100 + n),
      afterSeq: 50,
    }))
    await keep(stores, ...many.map((each) => chat.putKept(each)))
    const shown = await chat.keptIn(conversation, { first: 50, last: 50 })
    assert.deepEqual(
      shown.map(({ message }) => message.seq),
      many.slice(10).map(({ message }) => message.seq),
    )
  })

  test(`${name}: an inbox item stays until it is removed, of either kind`, async () => {
    await using stores = await open()
    const { chat } = stores
    const received: InboxItem = { kind: 'received', value: { conversation, seq: 3 } }
    const id = parseMessageId(idOf('a', 7))
    const refused: InboxItem = { kind: 'refused', value: { conversation, id, code: 'too-large' } }
    await keep(stores, chat.putInbox(received), chat.putInbox(received), chat.putInbox(refused))
    assert.deepEqual(await Array.fromAsync(chat.inbox()), [received, refused])
    await keep(stores, chat.removeInbox(received))
    assert.deepEqual(await Array.fromAsync(chat.inbox()), [refused])
  })

  test(`${name}: threads, friends, membership and cursor come back as they were`, async () => {
    const home = new FakeHome()
    const friend = home.friend(home.add('alice'), home.add('bob'))
    const seqs = { headSeq: 7, myReadSeq: 3, theirDeliveredSeq: 2, theirReadSeq: 1 }
    const thread = threadOf({ ...seqs, account, conversation })
    const unread = { ...thread, unread: [[4, 5] as const, [7, 7] as const] }
    const { name: named } = friend
    const profile = { ...blankProfile(account, named), phone: '+41 31 000 00 00', avatar: 'v-1' }
    const about = { account, home: 'home', address: '/x', device: deviceOf(1), why: '' }
    const membership = { ...about, state: 'signed-in' as const, profile }
    {
      await using stores = await open()
      const { session } = stores
      assert.deepEqual([await session.cursor(), await session.membership()], [undefined, undefined])
      const writes = [session.putCursor(5), session.putMembership(membership)]
      await keep(stores, ...writes, stores.friends.put(friend), stores.chat.putThread(unread))
    }
    await using stores = await open()
    const { session, friends, chat } = stores
    assert.deepEqual([await session.cursor(), await session.membership()], [5, membership])
    assert.deepEqual(await Array.fromAsync(friends.all()), [friend])
    assert.deepEqual(await Array.fromAsync(chat.threads()), [unread])
    await keep(stores, friends.remove(friend.account))
    assert.deepEqual(await Array.fromAsync(friends.all()), [])
  })

  test(`${name}: a change is made whole or not at all, one after the other`, async () => {
    await using stores = await open()
    const { journal, session } = stores
    const failing = journal.change(() => {
      throw new Error('not now')
    })
    const order: number[] = []
    const counted = (usn: number) =>
      journal.change(async () => {
        assert.equal((await session.cursor()) ?? 0, usn - 1, 'the one before is committed')
        return { writes: [session.putCursor(usn)], committed: () => order.push(usn) }
      })
    await Promise.all([assert.rejects(failing, /not now/), counted(1), counted(2), counted(3)])
    assert.deepEqual(order, [1, 2, 3])
  })
}

function lineAt(seq: number, of = conversation): Message {
  const id = parseMessageId(idOf('a', seq))
  const body = Uint8Array.of(seq, 0, 255)
  return { conversation: of, seq, id, sender: account, device: deviceOf(1), storedMs: seq, body }
}

function unsentAt(order: number) {
  const id = parseMessageId(idOf('a', order))
  const body = Uint8Array.of(1, 2)
  return waiting({ id, conversation, order, afterSeq: 1, writtenMs: 2, body })
}
