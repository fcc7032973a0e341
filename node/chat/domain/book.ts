import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import type { Thread } from '../entity/thread.ts'
import type { Unsent } from '../entity/unsent.ts'

/** Threads and unsent messages as they are kept, in memory. Changed only by what was committed (Draft). */
export class Book {
  readonly #threads = new Map<ConversationId, Thread>()
  readonly #unsent = new Map<ConversationId, readonly Unsent[]>()
  readonly #byId = new Map<MessageId, Unsent>()

  threads(): readonly Thread[] {
    return [...this.#threads.values()]
  }

  thread(conversation: ConversationId): Thread | undefined {
    return this.#threads.get(conversation)
  }

  putThread(thread: Thread): void {
    this.#threads.set(thread.conversation, thread)
  }

  unsentById(id: MessageId): Unsent | undefined {
    return this.#byId.get(id)
  }

  /** In order of writing. */
  unsentOf(conversation: ConversationId): readonly Unsent[] {
    return this.#unsent.get(conversation) ?? []
  }

  queuedOf(conversation: ConversationId): readonly Unsent[] {
    return this.unsentOf(conversation).filter((each) => each.refused === undefined)
  }

  allQueued(): readonly Unsent[] {
    return [...this.#byId.values()].filter((each) => each.refused === undefined)
  }

  nextOrder(conversation: ConversationId): number {
    return (this.unsentOf(conversation).at(-1)?.order ?? 0) + 1
  }

  putUnsent(unsent: Unsent): void {
    const others = this.unsentOf(unsent.conversation).filter((each) => each.id !== unsent.id)
    const all = [...others, unsent].sort((a, b) => a.order - b.order)
    this.#unsent.set(unsent.conversation, all)
    this.#byId.set(unsent.id, unsent)
  }

  removeUnsent(unsent: Unsent): void {
    const rest = this.unsentOf(unsent.conversation).filter((each) => each.id !== unsent.id)
    if (rest.length === 0) this.#unsent.delete(unsent.conversation)
    else this.#unsent.set(unsent.conversation, rest)
    this.#byId.delete(unsent.id)
  }
}
