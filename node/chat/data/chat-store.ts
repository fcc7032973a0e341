import type { ConversationId } from '../../../src/core/ids.ts'
import { type Message, message } from '../../../src/home/entity/nouns.ts'
import type { LevelStore } from '../../data/level-store.ts'
import { numberKey, type Table } from '../../data/table.ts'
import type { Write } from '../../entity/journal.ts'
import { type InboxItem, inboxItem } from '../entity/inbox-item.ts'
import { type Thread, thread } from '../entity/thread.ts'
import { type Unsent, unsent } from '../entity/unsent.ts'
import type { ChatStore, SeqRange } from '../ports.ts'

/**
 * Tables `threads`: conversation → Thread · `lines`: conversation/seq → Message · `unsent`: conversation/order → Unsent ·
 * `inbox`: conversation/seq, or conversation/refused/message id → InboxItem.
 */
export class LevelChatStore implements ChatStore {
  readonly #threads: Table<Thread>
  readonly #lines: Table<Message>
  readonly #unsent: Table<Unsent>
  readonly #inbox: Table<InboxItem>

  constructor(store: LevelStore) {
    this.#threads = store.table('threads', thread)
    this.#lines = store.table('lines', message)
    this.#unsent = store.table('unsent', unsent)
    this.#inbox = store.table('inbox', inboxItem)
  }

  async *threads(): AsyncGenerator<Thread> {
    for await (const [, each] of this.#threads.range()) yield each
  }

  async *allUnsent(): AsyncGenerator<Unsent> {
    for await (const [, each] of this.#unsent.range()) yield each
  }

  async *inbox(): AsyncGenerator<InboxItem> {
    for await (const [, each] of this.#inbox.range()) yield each
  }

  line(conversation: ConversationId, seq: number): Promise<Message | undefined> {
    return this.#lines.get(keyIn(conversation, seq))
  }

  async lines(conversation: ConversationId, range: SeqRange): Promise<readonly Message[]> {
    const lines: Message[] = []
    const keys = { gte: keyIn(conversation, range.first), lte: keyIn(conversation, range.last) }
    for await (const [, each] of this.#lines.range(keys)) {
      lines.push(each)
    }
    return lines
  }

  putThread(each: Thread): Write {
    return this.#threads.put(each.conversation, each)
  }

  putLine(line: Message): Write {
    return this.#lines.put(keyIn(line.conversation, line.seq), line)
  }

  removeLine(line: Message): Write {
    return this.#lines.remove(keyIn(line.conversation, line.seq))
  }

  putUnsent(each: Unsent): Write {
    return this.#unsent.put(keyIn(each.conversation, each.order), each)
  }

  removeUnsent(each: Unsent): Write {
    return this.#unsent.remove(keyIn(each.conversation, each.order))
  }

  putInbox(item: InboxItem): Write {
    return this.#inbox.put(inboxKey(item), item)
  }

  removeInbox(item: InboxItem): Write {
    return this.#inbox.remove(inboxKey(item))
  }
}

const keyIn = (conversation: ConversationId, position: number): string =>
  `${conversation}/${numberKey(position)}`

function inboxKey({ kind, value }: InboxItem): string {
  if (kind === 'received') return keyIn(value.conversation, value.seq)
  return `${value.conversation}/refused/${value.id}`
}
