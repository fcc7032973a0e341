import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import { Gather } from '../../data/gather.ts'
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
import { type Send, storeMessages } from './store-messages.ts'

/**
 * Locks in this order everywhere: devices, relations, conversation, account logs (the journal's, last). Each in ascending
 * order of id.
 */
export class SqlConversationStore implements ConversationStore {
  readonly #journal: Journal
  readonly #sends: Gather<Send, Stored>

  constructor(journal: Journal) {
    this.#journal = journal
    const run = (sends: readonly Send[]) =>
      journal.write((tx, log) => storeMessages(tx, log, sends))
    const bytesOf = ({ message }: Send) => message.body.length
    this.#sends = new Gather({ run, bytesOf, clock: journal.clock }, journal.gather)
  }

  send(caller: Caller, message: NewMessage, nowMs: number): Promise<Stored> {
    return this.#sends.add({ caller, message, nowMs }, message.conversation)
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
