import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type {
  ConversationStore,
  HistoryPage,
  HistoryRead,
  Mark,
  NewMessage,
  Stored,
} from '../ports.ts'
import { areFriends, areFriendsLocked, otherMember } from './membership.ts'
import { fitting, messagesBySeq } from './message-rows.ts'
import { movedMark } from './receipt-rows.ts'

/**
 * Locks in this order everywhere: devices, relations, conversation, account logs (the journal's, last). Each in ascending
 * order of id.
 */
export class SqlConversationStore implements ConversationStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  send(caller: Caller, message: NewMessage, nowMs: number): Promise<Stored> {
    return this.#journal.write(async (tx, log) => {
      await lockSession(tx, caller)
      const { conversation } = message
      const other = await otherMember(tx, caller.account, conversation)
      const earlier = await storedBefore(tx, caller, message)
      if (earlier !== undefined) return earlier
      if (!(await areFriendsLocked(tx, caller.account, other))) throw new HomeRefusal('not-friends')
      const seq = await nextSeq(tx, conversation)
      await insert(tx, caller, { message, seq, nowMs })
      for (const account of [caller.account, other]) {
        log.add(account, { kind: 'message', conversation, seq })
      }
      return { seq, storedMs: nowMs }
    })
  }

  history(caller: Caller, page: HistoryPage): Promise<HistoryRead> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      await otherMember(tx, caller.account, page.conversation)
      const found = await sizedSeqs(tx, page)
      const shown = fitting(found.slice(0, page.limit), page.maxBytes)
      const messages = await messagesBySeq(
        tx,
        page.conversation,
        shown.map((each) => each.seq),
      )
      return { messages, more: found.length > shown.length }
    })
  }

  markReceipt(caller: Caller, mark: Mark): Promise<void> {
    return this.#journal.write(async (tx, log) => {
      await lockSession(tx, caller)
      const { conversation } = mark
      const me = caller.account
      const other = await otherMember(tx, me, conversation)
      const isFriend = await areFriendsLocked(tx, me, other)
      if (!(await movedMark(tx, me, mark))) return
      log.add(me, { kind: 'receipt', conversation, account: me })
      // Whoever is no friend any more is not told what is read.
      if (isFriend) log.add(other, { kind: 'receipt', conversation, account: me })
    })
  }

  peerOf(caller: Caller, conversation: ConversationId): Promise<AccountId> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      const other = await otherMember(tx, caller.account, conversation)
      if (!(await areFriends(tx, caller.account, other))) throw new HomeRefusal('not-friends')
      return other
    })
  }
}

/** An id is for life: also after the friendship ended, a retry gets the first receipt (design, messages 1). */
async function storedBefore(
  tx: Tx,
  caller: Caller,
  message: NewMessage,
): Promise<Stored | undefined> {
  const row = await tx
    .selectFrom('messages')
    .select(['seq', 'stored_ms', 'body'])
    .where('conversation_id', '=', message.conversation)
    .where('device_id', '=', caller.device)
    .where('id', '=', message.id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  if (!isSame(row.body, message.body)) throw new HomeRefusal('id-reused')
  return { seq: row.seq, storedMs: row.stored_ms }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** The row stays locked to the commit, so commit order is seq order (design, messages 3). */
async function nextSeq(tx: Tx, conversation: ConversationId): Promise<number> {
  const row = await tx
    .selectFrom('conversations')
    .select('head_seq')
    .where('id', '=', conversation)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const seq = row.head_seq + 1
  await tx
    .updateTable('conversations')
    .set({ head_seq: seq })
    .where('id', '=', conversation)
    .execute()
  return seq
}

type Insertion = Readonly<{ message: NewMessage; seq: number; nowMs: number }>

async function insert(tx: Tx, caller: Caller, { message, seq, nowMs }: Insertion): Promise<void> {
  await tx
    .insertInto('messages')
    .values({
      conversation_id: message.conversation,
      seq,
      id: message.id,
      sender_id: caller.account,
      device_id: caller.device,
      stored_ms: nowMs,
      body_bytes: message.body.length,
      body: message.body,
    })
    .execute()
  await tx
    .updateTable('conversation_members')
    .set((row) => ({ sent_count: row('sent_count', '+', 1) }))
    .where('conversation_id', '=', message.conversation)
    .where('account_id', '=', caller.account)
    .execute()
}

type SizedSeq = Readonly<{ seq: number; bodyBytes: number }>

/** One more than the page, nearest first: sizes before bodies, so that no page is read only to be dropped. */
async function sizedSeqs(tx: Tx, page: HistoryPage): Promise<readonly SizedSeq[]> {
  const all = tx
    .selectFrom('messages')
    .select(['seq', 'body_bytes as bodyBytes'])
    .where('conversation_id', '=', page.conversation)
    .limit(page.limit + 1)
  if (page.afterSeq !== 0) {
    return all.where('seq', '>', page.afterSeq).orderBy('seq', 'asc').execute()
  }
  const older = page.beforeSeq === 0 ? all : all.where('seq', '<', page.beforeSeq)
  return older.orderBy('seq', 'desc').execute()
}
