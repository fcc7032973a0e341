import { areFriends, areFriendsLocked } from '../../data/friendship.ts'
import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import { Gather } from '../../data/gather.ts'
import type { Journal } from '../../data/journal.ts'
import type {
  ConversationStore,
  HistoryPage,
  HistoryRead,
  Mark,
  NewMessage,
  Segments,
  SendTerms,
  Stored,
} from '../ports.ts'
import { findPage, joinPage } from './history-page.ts'
import { KnownMembers } from './known-members.ts'
import { otherMember } from './membership.ts'
import { movedMark } from './receipt-rows.ts'
import { type Send, storeMessages } from './store-messages.ts'

/**
 * Locks in this order everywhere: devices, relations, conversation, account logs (the journal's, last). Each in ascending
 * order of id.
 */
export class SqlConversationStore implements ConversationStore {
  readonly #journal: Journal
  readonly #segments: Segments
  readonly #sends: Gather<Send, Stored>

  constructor(journal: Journal, segments: Segments) {
    this.#journal = journal
    this.#segments = segments
    const members = new KnownMembers()
    const run = (sends: readonly Send[]) =>
      journal.write((tx, log) => storeMessages(tx, { log, members }, sends))
    const bytesOf = ({ message }: Send) => message.body.length
    this.#sends = new Gather({ run, bytesOf, clock: journal.clock }, journal.gather)
  }

  send(caller: Caller, message: NewMessage, terms: SendTerms): Promise<Stored> {
    return this.#sends.add({ caller, message, ...terms }, message.conversation)
  }

  async history(caller: Caller, page: HistoryPage): Promise<HistoryRead> {
    const found = await this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      await otherMember(tx, caller.account, page.conversation)
      return findPage(tx, page)
    }, 'history')
    if (found.segments.length === 0) return { messages: found.messages, more: found.more }
    const cold = await Promise.all(found.segments.map((each) => this.#segments.read(each)))
    return joinPage(page, found, cold.flat())
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
