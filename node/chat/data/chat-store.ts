import { createHash } from 'node:crypto'
import type { ConversationId, MessageId } from '../../../src/core/ids.ts'
import { type Message, message } from '../../../src/home/entity/nouns.ts'
import type { LevelStore } from '../../data/level-store.ts'
import { numberKey, type Table } from '../../data/table.ts'
import type { Write } from '../../entity/journal.ts'
import { type InboxItem, inboxItem } from '../entity/inbox-item.ts'
import { type Kept, kept } from '../entity/kept.ts'
import { type Thread, thread } from '../entity/thread.ts'
import { type Unsent, unsent } from '../entity/unsent.ts'
import { MAX_KEPT_SHOWN } from '../limits.ts'
import type { ChatStore, SeqRange } from '../ports.ts'

/**
 * Tables `threads`: conversation → Thread · `lines`: conversation/seq → Message · `unsent`: conversation/order → Unsent ·
 * `kept`: conversation/message id/digest → Kept · `inbox`: conversation/seq, or conversation/refused/message id → InboxItem.
 */
export class LevelChatStore implements ChatStore {
  readonly #threads: Table<Thread>
  readonly #lines: Table<Message>
  readonly #unsent: Table<Unsent>
  readonly #inbox: Table<InboxItem>
  readonly #kept: Table<Kept>

  constructor(store: LevelStore) {
    this.#threads = store.table('threads', thread)
    this.#lines = store.table('lines', message)
    this.#unsent = store.table('unsent', unsent)
    this.#inbox = store.table('inbox', inboxItem)
    this.#kept = store.table('kept', kept)
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

  async keptIn(conversation: ConversationId, range: SeqRange): Promise<readonly Kept[]> {
    const first = range.first === 1 ? 0 : range.first
    const found: Kept[] = []
    // Ids begin with a time, so the newest come first.
    for await (const [, each] of this.#kept.range({ ...within(conversation), reverse: true })) {
      if (each.afterSeq >= first && each.afterSeq <= range.last) found.push(each)
      if (found.length === MAX_KEPT_SHOWN) break
    }
    return found.sort((a, b) => a.afterSeq - b.afterSeq || a.message.seq - b.message.seq)
  }

  async keptOf(conversation: ConversationId, id: MessageId): Promise<readonly Kept[]> {
    const found: Kept[] = []
    for await (const [, each] of this.#kept.range(within(`${conversation}/${id}`))) found.push(each)
    return found
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

  putKept(each: Kept): Write {
    return this.#kept.put(keptKey(each), each)
  }

  removeKept(each: Kept): Write {
    return this.#kept.remove(keptKey(each))
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

/** What is said, and by whom, stands in it: so nothing takes the place of another one. */
function keptKey({ message: { conversation, id, sender, device, body } }: Kept): string {
  const hash = createHash('sha256').update(`${sender}/${device}/`).update(body)
  return `${conversation}/${id}/${hash.digest('hex').slice(0, 32)}`
}

/** Keys that begin so and go on with a slash: `0` is what follows on it. */
const within = (beginning: string) => ({ gt: `${beginning}/`, lt: `${beginning}0` })
