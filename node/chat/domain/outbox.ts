import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, ConversationId, DeviceId, MessageId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { HomeRefusal, type RefusalCode } from '../../../src/home/entity/refusal.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import { type Journal, NOTHING } from '../../entity/journal.ts'
import { isSameMessage } from '../entity/kept.ts'
import { withHead } from '../entity/thread.ts'
import { isFinal, type Unsent } from '../entity/unsent.ts'
import { HOLDUP_LOOK_MS, MAX_REFUSED_PER_CONVERSATION, RESEND } from '../limits.ts'
import type { ChatHome, Waiting } from '../ports.ts'
import type { Book } from './book.ts'
import type { Draft } from './draft.ts'
import { keep } from './keep.ts'
import type { LineTeller } from './line-teller.ts'

type OutboxDeps = Readonly<{
  book: Book
  teller: Pick<LineTeller, 'held' | 'freed'>
  journal: Journal
  draft: () => Draft
  home: ChatHome
  self: () => Readonly<{ account: AccountId; device: DeviceId }>
  background: Background
  clock: Clock
  random: Random
  log: Logger
}>

/**
 * Sends what is queued. One lane a conversation, one message at a time: the next is sent only after the home stored or
 * refused the one before, so the order of writing is the order of seq. A message whose answer was lost is sent again under
 * the same id, and the home answers with the first receipt: exactly once.
 */
export class Outbox {
  readonly #deps: OutboxDeps
  readonly #lanes = new Map<ConversationId, AbortController>()

  constructor(deps: OutboxDeps) {
    this.#deps = deps
  }

  /** Something was written. */
  kick(conversation: ConversationId): void {
    if (this.#lanes.has(conversation)) return
    this.#deps.background.run('outbox-lane', (signal) => this.#lane(conversation, signal))
  }

  /** The link is there: nobody waits out a backoff. */
  kickAll(): void {
    for (const { conversation } of this.#deps.book.allQueued()) {
      this.#lanes.get(conversation)?.abort(new Error('the link is there'))
      this.kick(conversation)
    }
  }

  /** What waits can never be sent under the key that wrote it. */
  async refuseAll(code: RefusalCode): Promise<void> {
    for (const unsent of this.#deps.book.allQueued()) await this.#refused(unsent.id, code)
  }

  async #lane(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    try {
      for (let attempt = 0; ; attempt++) {
        this.#lanes.set(conversation, new AbortController())
        const next = this.#deps.book.queuedOf(conversation)[0]
        if (next === undefined || !this.#deps.home.online) return
        const retryAfterMs = await this.#send(next, { signal })
        if (retryAfterMs === undefined) attempt = -1
        else if (!this.#deps.home.online) return
        else await this.#wait(conversation, retryAfterMs, attempt, signal)
      }
    } finally {
      // In the same turn as the look at the queue: what is written after that look starts a new lane.
      this.#lanes.delete(conversation)
    }
  }

  /** @returns when to try again, at the earliest; undefined when this message is settled. */
  async #send(unsent: Unsent, options: Waiting): Promise<number | undefined> {
    const { id, conversation, body } = unsent
    try {
      const stored = await this.#deps.home.ask('sendMessage', { conversation, id, body }, options)
      this.#deps.teller.freed(conversation)
      await this.#stored(id, stored)
      return undefined
    } catch (err) {
      options.signal.throwIfAborted()
      if (err instanceof ControlError) return 0
      if (!(err instanceof HomeRefusal)) throw err
      if (!isFinal(err.code)) return this.#held(conversation, err)
      await this.#refused(id, err.code)
      return undefined
    }
  }

  #held(conversation: ConversationId, refusal: HomeRefusal): number {
    this.#deps.teller.held(conversation, refusal)
    return Math.min(refusal.retryAfterMs, HOLDUP_LOOK_MS)
  }

  async #stored(id: MessageId, stored: Readonly<{ seq: number; storedMs: number }>): Promise<void> {
    await this.#deps.journal.change(async () => {
      const unsent = this.#deps.book.unsentById(id)
      // The event of the log overtook the answer.
      if (unsent === undefined) return NOTHING
      const { conversation, body } = unsent
      const { account, device } = this.#deps.self()
      const draft = this.#deps.draft()
      const line = { conversation, ...stored, id, sender: account, device, body }
      const there = await draft.line(conversation, stored.seq)
      // The home was restored, and which of our lines it has is not known yet: then the history brings this one to its place.
      if (there !== undefined && !isSameMessage(there, line)) {
        keep(draft, line, { afterSeq: stored.seq, isTold: true })
      } else draft.putLine(line, NEW)
      draft.removeUnsent(unsent)
      const thread = draft.thread(conversation)
      if (thread !== undefined) draft.putThread(withHead(thread, stored.seq))
      return draft.prepared()
    })
  }

  async #refused(id: MessageId, code: RefusalCode): Promise<void> {
    await this.#deps.journal.change(() => {
      const { book } = this.#deps
      const unsent = book.unsentById(id)
      if (unsent === undefined || unsent.refused !== undefined) return NOTHING
      const { conversation } = unsent
      const draft = this.#deps.draft()
      if (unsent.was !== undefined) {
        // A message of history is not forgotten because a restored home does not want it again.
        draft.removeUnsent(unsent)
        keep(draft, unsent.was, { afterSeq: unsent.afterSeq, isTold: true })
        return draft.prepared()
      }
      draft.putUnsent({ ...unsent, refused: code })
      draft.putInbox({ kind: 'refused', value: { conversation, id, code } })
      const refused = book.unsentOf(conversation).filter((each) => each.refused !== undefined)
      const tooMany = refused.length + 1 - MAX_REFUSED_PER_CONVERSATION
      for (const oldest of refused.slice(0, Math.max(0, tooMany))) draft.removeUnsent(oldest)
      return draft.prepared()
    })
    this.#deps.log.info({ code }, 'a message was refused')
  }

  async #wait(
    conversation: ConversationId,
    retryAfterMs: number,
    attempt: number,
    signal: AbortSignal,
  ): Promise<void> {
    const ms = retryAfterMs + backoffMs(attempt, RESEND, this.#deps.random)
    const kicked = this.#lanes.get(conversation)?.signal ?? signal
    try {
      await this.#deps.clock.sleep(ms, { signal: AbortSignal.any([signal, kicked]) })
    } catch {
      signal.throwIfAborted()
    }
  }
}

const NEW = { known: false } as const
