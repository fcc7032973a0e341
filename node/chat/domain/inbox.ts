import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Journal } from '../../entity/journal.ts'
import type { InboxItem } from '../entity/inbox-item.ts'
import { RETAKE } from '../limits.ts'
import type { BodyCodec, ChatStore, ContentTaker } from '../ports.ts'
import type { Book } from './book.ts'

type InboxDeps = Readonly<{
  book: Book
  journal: Journal
  store: ChatStore
  bodies: BodyCodec
  taker: ContentTaker
  background: Background
  clock: Clock
  random: Random
  log: Logger
}>

/**
 * Hands messages that are not text to who acts on them: in order within a conversation, and again after a crash or a
 * failure, until they were taken. An offer can therefore not be lost between the message's commit and the transfer's.
 */
export class Inbox {
  readonly #deps: InboxDeps
  readonly #waiting = new Map<ConversationId, InboxItem[]>()
  readonly #lanes = new Set<ConversationId>()

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  async load(): Promise<void> {
    for await (const item of this.#deps.store.inbox()) this.add(item)
  }

  add(item: InboxItem): void {
    const { conversation } = item.value
    const others = this.#waiting.get(conversation) ?? []
    this.#waiting.set(conversation, [...others, item].sort(bySeq))
  }

  kickAll(): void {
    for (const conversation of this.#waiting.keys()) this.kick(conversation)
  }

  kick(conversation: ConversationId): void {
    if (this.#lanes.has(conversation) || this.#next(conversation) === undefined) return
    this.#lanes.add(conversation)
    this.#deps.background.run('inbox-lane', (signal) => this.#lane(conversation, signal))
  }

  async #lane(conversation: ConversationId, signal: AbortSignal): Promise<void> {
    try {
      for (let attempt = 0; ; attempt++) {
        const item = this.#next(conversation)
        if (item === undefined) return
        if (await this.#taken(item)) attempt = -1
        else await this.#pause(attempt, signal)
        signal.throwIfAborted()
      }
    } finally {
      this.#lanes.delete(conversation)
    }
  }

  /** A message after a gap waits for those in the gap. */
  #next(conversation: ConversationId): InboxItem | undefined {
    const item = this.#waiting.get(conversation)?.[0]
    if (item?.kind !== 'received') return item
    const haveSeq = this.#deps.book.thread(conversation)?.haveSeq ?? 0
    return item.value.seq <= haveSeq ? item : undefined
  }

  async #taken(item: InboxItem): Promise<boolean> {
    try {
      await this.#hand(item)
    } catch (err) {
      this.#deps.log.error({ err }, 'a message could not be handed on; it is tried again')
      return false
    }
    await this.#deps.journal.change(() => ({
      writes: [this.#deps.store.removeInbox(item)],
      // A removal that is lost means one more call, which changes nothing.
      synced: false,
      committed: () => this.#forget(item),
    }))
    return true
  }

  async #hand(item: InboxItem): Promise<void> {
    const { taker, store, book, bodies } = this.#deps
    if (item.kind === 'refused') return taker.mailRefused(item.value.id, item.value.code)
    const { conversation, seq } = item.value
    const message = await store.line(conversation, seq)
    const thread = book.thread(conversation)
    const content = message && bodies.decode(message.body)
    if (message === undefined || thread === undefined || content === undefined) return
    const mine = message.sender !== thread.friend
    const { device, storedMs: atMs } = message
    await taker.received({ friend: thread.friend, seq, mine, device, atMs, content })
  }

  #forget(item: InboxItem): void {
    const { conversation } = item.value
    const rest = (this.#waiting.get(conversation) ?? []).filter((each) => each !== item)
    if (rest.length === 0) this.#waiting.delete(conversation)
    else this.#waiting.set(conversation, rest)
  }

  #pause(attempt: number, signal: AbortSignal): Promise<void> {
    return this.#deps.clock.sleep(backoffMs(attempt, RETAKE, this.#deps.random), { signal })
  }
}

/** Refusals first: they wait for nothing. */
function bySeq(a: InboxItem, b: InboxItem): number {
  return place(a) - place(b)
}

function place(item: InboxItem): number {
  return item.kind === 'received' ? item.value.seq : 0
}
