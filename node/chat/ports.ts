import type { ChatContent } from '../../src/chat/entity/chat-body.ts'
import type {
  AccountId,
  AccountName,
  ConversationId,
  DeviceId,
  MessageId,
} from '../../src/core/ids.ts'
import type { Answer, Ask } from '../../src/home/entity/calls.ts'
import type { Friend, Message } from '../../src/home/entity/nouns.ts'
import type { RefusalCode } from '../../src/home/entity/refusal.ts'
import type { Write } from '../entity/journal.ts'
import type { InboxItem } from './entity/inbox-item.ts'
import type { Kept } from './entity/kept.ts'
import type { Thread } from './entity/thread.ts'
import type { Unsent } from './entity/unsent.ts'

export type Waiting = Readonly<{ signal: AbortSignal }>

export type ChatCall = 'sendMessage' | 'history' | 'markReceipt' | 'typing'

export interface ChatHome {
  readonly online: boolean
  /** @throws HomeRefusal, ControlError signed-out or offline. */
  ask<K extends ChatCall>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>>
}

/** Whom one can write to. */
export interface Correspondents {
  byName(name: AccountName): Friend | undefined
  byAccount(account: AccountId): Friend | undefined
}

/** The body of a message, to the home mere bytes. */
export interface BodyCodec {
  encode(content: ChatContent): Uint8Array
  /** @returns undefined for what this version cannot read. */
  decode(body: Uint8Array): ChatContent | undefined
}

/** Who acts on messages that are not text: node/transfer. Both may come more than once and must then change nothing. */
export interface ContentTaker {
  /** In order of seq within a conversation, ours too. Awaited before the message is forgotten here. */
  received(message: ReceivedContent): Promise<void>
  /** A message of ours that the home refused for good. */
  mailRefused(id: MessageId, code: RefusalCode): Promise<void>
}

export type ReceivedContent = Readonly<{
  friend: AccountId
  seq: number
  /** Sent by our own account, from this device or another. */
  mine: boolean
  device: DeviceId
  atMs: number
  content: ChatContent
}>

export type SeqRange = Readonly<{ first: number; last: number }>

export interface ChatStore {
  threads(): AsyncIterable<Thread>
  /** In order of writing. */
  allUnsent(): AsyncIterable<Unsent>
  /** In order of seq within a conversation. */
  inbox(): AsyncIterable<InboxItem>
  line(conversation: ConversationId, seq: number): Promise<Message | undefined>
  /** Ascending; what is not here is left out. */
  lines(conversation: ConversationId, range: SeqRange): Promise<readonly Message[]>
  /** The newest of those that stand behind a line of the range, or behind none and `first` is 1. In the order in which they stand. */
  keptIn(conversation: ConversationId, range: SeqRange): Promise<readonly Kept[]>
  /** Of this id: a home may have given it to several. */
  keptOf(conversation: ConversationId, id: MessageId): Promise<readonly Kept[]>

  putThread(thread: Thread): Write
  putLine(line: Message): Write
  removeLine(line: Message): Write
  putKept(kept: Kept): Write
  removeKept(kept: Kept): Write
  putUnsent(unsent: Unsent): Write
  removeUnsent(unsent: Unsent): Write
  putInbox(item: InboxItem): Write
  removeInbox(item: InboxItem): Write
}
