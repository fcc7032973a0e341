import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, ConversationId, DeviceId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_HISTORY_PAGE } from '../../../src/home/limits.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import { type Journal, NOTHING } from '../../entity/journal.ts'
import { dueReceipt, withTold } from '../entity/thread.ts'
import type { ChatHome, ChatStore, Waiting } from '../ports.ts'
import { agree } from './agreement.ts'
import type { Book } from './book.ts'
import type { Draft } from './draft.ts'

type CatchUpDeps = Readonly<{
  book: Book
  journal: Journal
  home: ChatHome
  store: ChatStore
  self: () => Readonly<{ account: AccountId; device: DeviceId }>
  draft: () => Draft
  draftMessage(draft: Draft, message: Message): Promise<void>
  /** Messages of ours wait for the home again. */
  sendAgain(conversation: ConversationId): void
  background: Background
  clock: Clock
  log: Logger
}>

/**
 * What goes on beside the log, one request at a time: what a restored home has is looked at, gaps of seq are filled from history, then
 * the home is told what was delivered and read here. A receipt claims only what is committed and has no gap before it.
 */
export class CatchUp {
  readonly #deps: CatchUpDeps
  readonly #doubts = new Set<ConversationId>()
  readonly #gaps = new Set<ConversationId>()
  readonly #receipts = new Set<ConversationId>()
  #running = false

  constructor(deps: CatchUpDeps) {
    this.#deps = deps
  }

  gapIn(conversation: ConversationId): void {
    this.#gaps.add(conversation)
    this.#kick()
  }

  receiptIn(conversation: ConversationId): void {
    this.#receipts.add(conversation)
    this.#kick()
  }

  /** After the log was caught up with: whatever is missing now will not come by itself. */
  lookAtAll(): void {
    for (const thread of this.#deps.book.threads()) {
      if (thread.doubted === true) this.#doubts.add(thread.conversation)
      if (thread.haveSeq < thread.headSeq) this.#gaps.add(thread.conversation)
      if (dueReceipt(thread) !== undefined) this.#receipts.add(thread.conversation)
    }
    this.#kick()
  }

  #kick(): void {
    if (this.#running || !this.#deps.home.online || this.#next() === undefined) return
    this.#running = true
    this.#deps.background.run('catch-up', (signal) => this.#work({ signal }))
  }

  #next(): ConversationId | undefined {
    return [...this.#doubts, ...this.#gaps, ...this.#receipts][0]
  }

  async #work(options: Waiting): Promise<void> {
    try {
      for (;;) {
        const conversation = this.#next()
        if (conversation === undefined || !this.#deps.home.online) return
        await this.#step(conversation, options)
      }
    } finally {
      // In the same turn as the look at what is next: what comes after that look starts anew.
      this.#running = false
    }
  }

  async #step(conversation: ConversationId, options: Waiting): Promise<void> {
    try {
      if (this.#doubts.has(conversation)) await this.#settle(conversation, options)
      else if (!this.#gaps.has(conversation)) await this.#tell(conversation, options)
      else if (await this.#fill(conversation, options)) this.#gaps.delete(conversation)
    } catch (err) {
      options.signal.throwIfAborted()
      await this.#failed(conversation, err, options)
    }
  }

  async #settle(conversation: ConversationId, options: Waiting): Promise<void> {
    await agree(this.#deps, conversation, options)
    this.#doubts.delete(conversation)
    this.#gaps.add(conversation)
    this.#receipts.add(conversation)
    this.#deps.sendAgain(conversation)
  }

  /** @returns whether the gap is closed. */
  async #fill(conversation: ConversationId, options: Waiting): Promise<boolean> {
    const thread = this.#deps.book.thread(conversation)
    if (thread === undefined || thread.haveSeq >= thread.headSeq) return true
    const ask = { conversation, afterSeq: thread.haveSeq, beforeSeq: 0, limit: MAX_HISTORY_PAGE }
    const { messages } = await this.#deps.home.ask('history', ask, options)
    const sound = messages.filter((message, index) => {
      return message.conversation === conversation && message.seq === thread.haveSeq + 1 + index
    })
    if (sound.length === 0 || sound.length < messages.length) {
      throw new HomeRefusal('unavailable', { cause: new Error('history has a hole') })
    }
    await this.#deps.journal.change(async () => {
      const draft = this.#deps.draft()
      for (const message of sound) await this.#deps.draftMessage(draft, message)
      return draft.prepared()
    })
    return false
  }

  async #tell(conversation: ConversationId, options: Waiting): Promise<void> {
    // Removed before the look: a receipt that falls due during the request is told by the next one.
    this.#receipts.delete(conversation)
    const thread = this.#deps.book.thread(conversation)
    const due = thread && dueReceipt(thread)
    if (due === undefined) return
    await this.#deps.home.ask('markReceipt', { conversation, ...due }, options)
    await this.#deps.journal.change(() => {
      const draft = this.#deps.draft()
      const now = draft.thread(conversation)
      if (now === undefined) return NOTHING
      draft.putThread(withTold(now, due))
      return { ...draft.prepared(), synced: false }
    })
  }

  /** What can pass is tried again; the rest after the next `lookAtAll`. */
  async #failed(conversation: ConversationId, err: unknown, options: Waiting): Promise<void> {
    if (err instanceof HomeRefusal && err.retryAfterMs > 0) {
      const isWaiting = this.#doubts.has(conversation) || this.#gaps.has(conversation)
      if (!isWaiting) this.#receipts.add(conversation)
      return this.#deps.clock.sleep(err.retryAfterMs, options)
    }
    for (const waiting of [this.#doubts, this.#gaps, this.#receipts]) waiting.delete(conversation)
    if (err instanceof ControlError) return
    this.#deps.log.warn({ err }, 'a conversation could not be caught up with')
  }
}
