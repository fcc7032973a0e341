import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import {
  type AccountId,
  type AccountName,
  type ConversationId,
  type DeviceId,
  type MessageId,
  parseMessageId,
} from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import type { Event, Friend } from '../../../src/home/entity/nouns.ts'
import type { RefusalCode } from '../../../src/home/entity/refusal.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { LineView } from '../../control/entity/nouns.ts'
import { type Journal, NOTHING, type Prepared } from '../../entity/journal.ts'
import type { Holdup } from '../entity/line.ts'
import { type Thread, unreadCount, withRead } from '../entity/thread.ts'
import { type Unsent, waiting } from '../entity/unsent.ts'
import { notAmongFriends, queueFull } from '../errors.ts'
import { MAX_QUEUED_PER_CONVERSATION, TYPING_INTERVAL_MS } from '../limits.ts'
import type {
  BodyCodec,
  ChatHome,
  ChatStore,
  ContentTaker,
  Correspondents,
  Waiting,
} from '../ports.ts'
import { Book } from './book.ts'
import { CatchUp } from './catch-up.ts'
import { Draft, type Outcome } from './draft.ts'
import { draftEvent, draftFriend, draftMessage, draftSnapshot } from './follow.ts'
import { keptBeside, type Page, rangeOf, readLines } from './history.ts'
import { Inbox } from './inbox.ts'
import { LineTeller, pageOf } from './line-teller.ts'
import { Outbox } from './outbox.ts'

export type ChatDeps = Readonly<{
  journal: Journal
  store: ChatStore
  home: ChatHome
  bodies: BodyCodec
  correspondents: Correspondents
  taker: ContentTaker
  /** Who writes here. @throws ControlError signed-out. */
  self: () => Readonly<{ account: AccountId; device: DeviceId }>
  clock: Clock
  random: Random
  log: Logger
}>

/** Conversations: what is written is kept here first, then at the home, then at the friend's. */
export class Chat {
  readonly #deps: ChatDeps
  readonly #book = new Book()
  readonly #background: Background
  readonly #outbox: Outbox
  readonly #inbox: Inbox
  readonly #catchUp: CatchUp
  readonly #teller: LineTeller
  readonly #moves: Listeners<AccountId>
  readonly #typing: Listeners<AccountName>
  readonly #typedAtMs = new Map<ConversationId, number>()

  constructor(deps: ChatDeps) {
    this.#deps = deps
    this.#background = new Background(deps)
    this.#moves = new Listeners(deps)
    this.#typing = new Listeners(deps)
    const draft = () => this.#draft()
    const parts = { ...deps, book: this.#book, background: this.#background, draft }
    this.#teller = new LineTeller(parts)
    this.#outbox = new Outbox({ ...parts, teller: this.#teller })
    this.#inbox = new Inbox(parts)
    this.#catchUp = new CatchUp({
      ...parts,
      draftMessage: (each, message) => draftMessage(this.#follow(), each, message),
      sendAgain: (conversation) => this.#outbox.kick(conversation),
    })
  }

  /** Reads what is kept, and hands on what waits for that. */
  async start(): Promise<void> {
    for await (const thread of this.#deps.store.threads()) this.#book.putThread(thread)
    for await (const unsent of this.#deps.store.allUnsent()) this.#book.putUnsent(unsent)
    await this.#inbox.load()
    this.#inbox.kickAll()
  }

  async stop(): Promise<void> {
    await this.#background.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async sendText(name: AccountName, text: string): Promise<LineView> {
    const friend = this.#writable(this.#deps.correspondents.byName(name), name)
    const id = parseMessageId(mintUuid(this.#deps))
    const unsent = await this.#write(friend, { id, content: { kind: 'text', value: { text } } })
    const line = this.#teller.lineOf(unsent)
    if (line === undefined) throw new Error('a message was written to nobody')
    return line
  }

  /**
   * The same id again is the same message: one that waits or was refused is left as it is, one that the home stored gets its
   * first receipt again.
   */
  async send(account: AccountId, id: MessageId, content: ChatContent): Promise<void> {
    if (this.#book.unsentById(id) !== undefined) return
    const friend = this.#deps.correspondents.byAccount(account)
    await this.#write(this.#writable(friend, account), { id, content })
  }

  async history(
    name: AccountName,
    page: Page,
    options: Waiting,
  ): Promise<Readonly<{ lines: readonly LineView[]; more: boolean }>> {
    const thread = this.#threadOf(name)
    if (thread === undefined) return { lines: [], more: false }
    const range = rangeOf(page, thread.headSeq)
    // Of the same moment as the head: one that is stored while we read would be in neither.
    const unsent = this.#book.unsentOf(thread.conversation)
    const lines = await readLines(this.#deps, thread, range, options)
    const now = this.#book.thread(thread.conversation) ?? thread
    const kept = await keptBeside(this.#deps.store, now, range)
    const shown = { lines, kept, unsent, range }
    return { lines: pageOf(shown, (each) => this.#teller.lineOf(each, now)), more: range.more }
  }

  /** Also offline: the home is told when it can be. */
  async markRead(name: AccountName, seq: number): Promise<void> {
    const conversation = this.#threadOf(name)?.conversation
    if (conversation === undefined) return
    await this.#deps.journal.change(() => {
      const thread = this.#book.thread(conversation)
      if (thread === undefined || seq <= thread.myReadSeq) return NOTHING
      const draft = this.#draft()
      draft.putThread(withRead(thread, seq))
      return draft.prepared()
    })
  }

  /** Tells the friend, now and then, while somebody types. Nobody waits for it and nothing keeps it. */
  typing(name: AccountName): void {
    const { clock, home, log } = this.#deps
    const conversation = this.#threadOf(name)?.conversation
    if (conversation === undefined || !home.online) return
    const nowMs = clock.monotonicMs()
    const lastMs = this.#typedAtMs.get(conversation) ?? Number.NEGATIVE_INFINITY
    if (nowMs - lastMs < TYPING_INTERVAL_MS) return
    this.#typedAtMs.set(conversation, nowMs)
    this.#background.run('typing', async (signal) => {
      await home.ask('typing', { conversation }, { signal }).catch((err: unknown) => {
        log.debug({ err }, 'typing was not told')
      })
    })
  }

  onLine(listener: (line: LineView) => void): () => void {
    return this.#teller.onLine(listener)
  }

  onTyping(listener: (friend: AccountName) => void): () => void {
    return this.#typing.add(listener)
  }

  /** The unread count or the number of messages exchanged with this friend changed. */
  onMove(listener: (friend: AccountId) => void): () => void {
    return this.#moves.add(listener)
  }

  queued(): number {
    return this.#book.allQueued().length
  }

  /** Why the home takes no message for this friend just now. */
  holdup(account: AccountId): Holdup | undefined {
    const conversation = this.#deps.correspondents.byAccount(account)?.conversation
    return conversation && this.#teller.holdupOf(conversation)
  }

  unread(conversation: ConversationId): number {
    const thread = this.#book.thread(conversation)
    return thread === undefined ? 0 : unreadCount(thread)
  }

  exchanged(conversation: ConversationId): number {
    return this.#book.thread(conversation)?.headSeq ?? 0
  }

  /** The link is there. */
  online(): void {
    this.#outbox.kickAll()
  }

  caughtUp(): void {
    this.#catchUp.lookAtAll()
  }

  typingSeen(conversation: ConversationId, account: AccountId): void {
    const thread = this.#book.thread(conversation)
    const friend = this.#deps.correspondents.byAccount(account)
    if (thread?.friend === account && friend !== undefined) this.#typing.tell(friend.name)
  }

  /** The key that wrote what is queued has no rights any more; under another key it would not be the same message. */
  async signedOut(code: RefusalCode): Promise<void> {
    await this.#outbox.refuseAll(code)
  }

  async prepareEvents(events: readonly Event[]): Promise<Prepared> {
    const draft = this.#draft()
    for (const event of events) await draftEvent(this.#follow(), draft, event)
    return draft.prepared()
  }

  prepareSnapshot(friends: readonly Friend[], options: { isRestored: boolean }): Prepared {
    const draft = this.#draft()
    draftSnapshot(this.#book, draft, friends, options)
    return draft.prepared()
  }

  async #write(friend: Writable, message: Written): Promise<Unsent> {
    const { bodies, clock, journal } = this.#deps
    const { conversation } = friend
    const body = bodies.encode(message.content)
    let unsent: Unsent | undefined
    await journal.change(() => {
      if (this.#book.queuedOf(conversation).length >= MAX_QUEUED_PER_CONVERSATION) throw queueFull()
      const order = this.#book.nextOrder(conversation)
      const afterSeq = this.#book.thread(conversation)?.headSeq ?? 0
      const writtenMs = clock.nowMs()
      unsent = waiting({ id: message.id, conversation, order, afterSeq, writtenMs, body })
      const draft = this.#draft()
      if (draft.thread(conversation) === undefined) draftFriend(draft, friend)
      draft.putUnsent(unsent)
      return draft.prepared()
    })
    this.#outbox.kick(conversation)
    if (unsent === undefined) throw new Error('the journal did not run the change')
    return unsent
  }

  #draft(): Draft {
    const { store } = this.#deps
    return new Draft({ book: this.#book, store, onCommitted: (each) => this.#committed(each) })
  }

  #follow() {
    return { ...this.#deps, book: this.#book, self: () => this.#deps.self().account }
  }

  #committed(outcome: Outcome): void {
    this.#teller.tell(outcome)
    for (const item of outcome.inbox) this.#inbox.add(item)
    for (const conversation of outcome.gaps) this.#catchUp.gapIn(conversation)
    for (const [, { conversation, friend }] of outcome.threads) {
      this.#inbox.kick(conversation)
      this.#catchUp.receiptIn(conversation)
      this.#moves.tell(friend)
    }
    for (const { value } of outcome.inbox) this.#inbox.kick(value.conversation)
  }

  #threadOf(name: AccountName): Thread | undefined {
    this.#deps.self()
    const friend = this.#deps.correspondents.byName(name)
    if (friend === undefined) throw notAmongFriends(name)
    return friend.conversation && this.#book.thread(friend.conversation)
  }

  #writable(friend: Friend | undefined, name: string): Writable {
    this.#deps.self()
    if (friend === undefined) throw notAmongFriends(name)
    const { conversation } = friend
    if (friend.state === 'friend' && conversation !== undefined) return { ...friend, conversation }
    throw new ControlError(
      'refused',
      `you and ${friend.name} are not friends, so nothing can be sent`,
      {
        advice: `ask first: homing friends add ${friend.name}`,
      },
    )
  }
}

type Written = Readonly<{ id: MessageId; content: ChatContent }>
type Writable = Friend & Readonly<{ conversation: ConversationId }>
