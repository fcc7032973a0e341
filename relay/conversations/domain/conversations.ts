import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { EVENT_WINDOW_BYTES } from '../../../src/home/limits.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type {
  ConversationStore,
  HistoryPage,
  HistoryRead,
  Mark,
  MessageQuota,
  NewMessage,
  Stored,
} from '../ports.ts'

type ConversationsDeps = Readonly<{ store: ConversationStore; quota: MessageQuota; clock: Clock }>

/** Messages of two friends. Not here: what a body says, who is told when (the event log). */
export class Conversations {
  readonly #deps: ConversationsDeps

  constructor(deps: ConversationsDeps) {
    this.#deps = deps
  }

  async send(caller: Caller, message: NewMessage): Promise<Stored> {
    const { store, quota, clock } = this.#deps
    const { account } = caller
    // Nothing is waited for while there is enough: messages begin in the order in which they came.
    const refuseNew = quota.take(account) ? undefined : await quota.refusal(account)
    const mayBeFirst = quota.mayBeFirst(account)
    return store.send(caller, message, { nowMs: clock.nowMs(), refuseNew, mayBeFirst })
  }

  async history(caller: Caller, page: Omit<HistoryPage, 'maxBytes'>): Promise<HistoryRead> {
    if (page.afterSeq !== 0 && page.beforeSeq !== 0) throw new HomeRefusal('bad-request')
    return this.#deps.store.history(caller, { ...page, maxBytes: EVENT_WINDOW_BYTES })
  }

  markReceipt(caller: Caller, mark: Mark): Promise<void> {
    return this.#deps.store.markReceipt(caller, mark)
  }

  peerOf(caller: Caller, conversation: ConversationId): Promise<AccountId> {
    return this.#deps.store.peerOf(caller, conversation)
  }
}
