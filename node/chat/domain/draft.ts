import type { ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type { Prepared, Write } from '../../entity/journal.ts'
import type { InboxItem } from '../entity/inbox-item.ts'
import type { Kept } from '../entity/kept.ts'
import type { Thread } from '../entity/thread.ts'
import type { Unsent } from '../entity/unsent.ts'
import type { ChatStore } from '../ports.ts'
import type { Book } from './book.ts'

/** What a change of the journal left behind, for whoever acts on it. */
export type Outcome = Readonly<{
  /** New lines of the home, in the order in which they came. */
  lines: readonly Message[]
  unsent: readonly Unsent[]
  /** Messages that waited, and are kept beside the lines from now on. */
  kept: readonly Kept[]
  threads: readonly (readonly [before: Thread | undefined, after: Thread])[]
  inbox: readonly InboxItem[]
  /** Conversations in which a message came before the one that precedes it. */
  gaps: readonly ConversationId[]
}>

type DraftDeps = Readonly<{
  book: Book
  store: ChatStore
  onCommitted(outcome: Outcome): void
}>

/** One change of chat while it is being prepared: sees itself, the book does not see it before it is committed. */
export class Draft {
  readonly #deps: DraftDeps
  readonly #writes: Write[] = []
  readonly #threads = new Map<ConversationId, Thread>()
  readonly #lines: Message[] = []
  readonly #placed = new Map<string, Message>()
  readonly #put: Unsent[] = []
  readonly #removed: Unsent[] = []
  readonly #kept: Kept[] = []
  readonly #inbox: InboxItem[] = []
  readonly #gaps: ConversationId[] = []

  constructor(deps: DraftDeps) {
    this.#deps = deps
  }

  thread(conversation: ConversationId): Thread | undefined {
    return this.#threads.get(conversation) ?? this.#deps.book.thread(conversation)
  }

  putThread(thread: Thread): void {
    this.#threads.set(thread.conversation, thread)
  }

  /** What stands there, or will once this is committed. */
  async line(conversation: ConversationId, seq: number): Promise<Message | undefined> {
    const placed = this.#placed.get(`${conversation}/${seq}`)
    return placed ?? (await this.#deps.store.line(conversation, seq))
  }

  /** @param known it was among the lines already: nobody need be told. */
  putLine(line: Message, options: Readonly<{ known: boolean }>): void {
    this.#writes.push(this.#deps.store.putLine(line))
    this.#placed.set(`${line.conversation}/${line.seq}`, line)
    if (!options.known) this.#lines.push(line)
  }

  removeLine(line: Message): void {
    this.#writes.push(this.#deps.store.removeLine(line))
  }

  putKept(kept: Kept, options: Readonly<{ isTold: boolean }>): void {
    this.#writes.push(this.#deps.store.putKept(kept))
    if (options.isTold) this.#kept.push(kept)
  }

  removeKept(kept: Kept): void {
    this.#writes.push(this.#deps.store.removeKept(kept))
  }

  putUnsent(unsent: Unsent): void {
    this.#writes.push(this.#deps.store.putUnsent(unsent))
    this.#put.push(unsent)
  }

  removeUnsent(unsent: Unsent): void {
    this.#writes.push(this.#deps.store.removeUnsent(unsent))
    this.#removed.push(unsent)
  }

  putInbox(item: InboxItem): void {
    this.#writes.push(this.#deps.store.putInbox(item))
    this.#inbox.push(item)
  }

  noteGap(conversation: ConversationId): void {
    this.#gaps.push(conversation)
  }

  prepared(): Prepared {
    const { book, store } = this.#deps
    const threads = [...this.#threads.values()]
    return {
      writes: [...this.#writes, ...threads.map((thread) => store.putThread(thread))],
      committed: () => {
        const moved = threads.map((after) => [book.thread(after.conversation), after] as const)
        for (const thread of threads) book.putThread(thread)
        for (const unsent of this.#put) book.putUnsent(unsent)
        for (const unsent of this.#removed) book.removeUnsent(unsent)
        this.#deps.onCommitted({
          lines: this.#lines,
          unsent: this.#put,
          kept: this.#kept,
          threads: moved,
          inbox: this.#inbox,
          gaps: this.#gaps,
        })
      },
    }
  }
}
