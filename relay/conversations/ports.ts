import type { AccountId, ConversationId, DeviceId, MessageId } from '../../src/core/ids.ts'
import type { Device, Friend, Message, Profile, Receipt } from '../../src/home/entity/nouns.ts'
import type { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { NumberedEntry } from './entity/log-entry.ts'
import type { ClosedLimits, SegmentPlace } from './entity/segment.ts'

/** Every method is one transaction; an expected no is a thrown HomeRefusal. */
export interface ConversationStore {
  /**
   * Stores the message, gives it the next seq and tells both accounts' logs. A message that this device stored under this id
   * before gets its first answer, whatever happened since.
   * @throws HomeRefusal unknown-conversation, not-friends, id-reused; `refuseNew` for a message that was not stored before.
   */
  send(caller: Caller, message: NewMessage, when: SendTerms): Promise<Stored>
  /** @throws HomeRefusal unknown-conversation. */
  history(caller: Caller, page: HistoryPage): Promise<HistoryRead>
  /** Each mark only moves forward and never past the head. @throws HomeRefusal unknown-conversation. */
  markReceipt(caller: Caller, mark: Mark): Promise<void>
  /** The other one, as long as they are friends. @throws HomeRefusal unknown-conversation, not-friends. */
  peerOf(caller: Caller, conversation: ConversationId): Promise<AccountId>
}

export type NewMessage = Readonly<{
  conversation: ConversationId
  id: MessageId
  body: Uint8Array
}>
export type SendTerms = Readonly<{
  nowMs: number
  refuseNew?: HomeRefusal | undefined
  /** It may be the first of its account in a month, which begins with it. */
  mayBeFirst: boolean
}>
export type Stored = Readonly<{ seq: number; storedMs: number }>
export type Mark = Readonly<{ conversation: ConversationId; deliveredSeq: number; readSeq: number }>

/** One of the two seqs at most; both 0: the newest page. */
export type HistoryPage = Readonly<{
  conversation: ConversationId
  afterSeq: number
  beforeSeq: number
  limit: number
  maxBytes: number
}>
/** In ascending order of seq, without a gap. */
export type HistoryRead = Readonly<{ messages: readonly Message[]; more: boolean }>

/** Closed history in the tables: what of it is there, and how it leaves them. Every method is one transaction. */
export interface ColdStore {
  /** Conversations with more messages in the table than stay there, in order of id, from the first after `after`. */
  longOnes(page: LongOnes): Promise<readonly ConversationId[]>
  /** The oldest messages in the table that fill a segment, when all of them are closed; else none. */
  closed(conversation: ConversationId, limits: ClosedLimits): Promise<readonly Message[]>
  /** From now on they are there, and no longer in the table. False, and nothing: somebody changed them meanwhile. */
  settle(place: SegmentPlace, messages: readonly Message[]): Promise<boolean>
  /** Any one, if there is one. */
  someSegment(): Promise<SegmentPlace | undefined>
  segmentNames(conversation: string): Promise<ReadonlySet<string>>
}

export type LongOnes = Readonly<{ after: string; limit: number; keepNewest: number }>

/** Closed parts of conversations. A store that cannot is the refusal `unavailable`. */
export interface Segments {
  /** Resolves when it would survive a power cut, and was read again. */
  write(conversation: ConversationId, messages: readonly Message[]): Promise<SegmentPlace>
  /** Its messages, in ascending order of seq. */
  read(place: SegmentPlace): Promise<readonly Message[]>
  /** All of a conversation that nobody is left to read. */
  forget(conversation: ConversationId): Promise<void>
}

export interface SegmentMeter {
  segmentFailed(code: string): void
}

/** How many messages an account may store. */
export interface MessageQuota {
  /** Counts one more, without a wait. @returns false when the quota may be used up: then `refusal` knows. */
  take(account: AccountId): boolean
  /** May the next one be the first of its month? */
  mayBeFirst(account: AccountId): boolean
  /** Of the one that was taken last: why it must not be stored, unless it was stored before. */
  refusal(account: AccountId): Promise<HomeRefusal | undefined>
}

export interface LogStore {
  /** @throws HomeRefusal signed-out, fenced. */
  position(caller: Caller): Promise<LogPosition>
  /** Entries after `usn`, ending early when the messages among them exceed `maxBytes`, but never empty for that. */
  read(caller: Caller, usn: number, limits: ReadLimits): Promise<LogRead>
  /** Logs in order of account, from the first after `after`. */
  logs(after: string, limit: number): Promise<readonly AccountId[]>
  /** Removes the oldest events of one log: those before `beforeMs` and those beyond `keepEvents`. @returns how many. */
  trim(account: AccountId, limits: TrimLimits): Promise<number>
}

/** Events up to and including floorUsn are gone. */
export type LogPosition = Readonly<{ headUsn: number; floorUsn: number }>
export type ReadLimits = Readonly<{ maxEvents: number; maxBytes: number }>
export type TrimLimits = Readonly<{ beforeMs: number; keepEvents: number; maxRemoved: number }>

export type LogRead =
  | Readonly<{ kind: 'entries'; headUsn: number; entries: readonly ReadEntry[] }>
  /** What stood after `usn` is gone, or `usn` was never reached: only a snapshot helps. */
  | Readonly<{ kind: 'trimmed'; headUsn: number }>

/** An entry with what it refers to, where that is the conversations' own. */
export type ReadEntry = NumberedEntry &
  Readonly<{ message: Message | undefined; receipt: Receipt | undefined }>

/** What events refer to in other features, as it is now. */
export type Materials = Readonly<{
  accounts: Readonly<{ profile(caller: Caller): Promise<Profile> }>
  devices: Readonly<{
    named(caller: Caller, devices: readonly DeviceId[]): Promise<ReadonlyMap<DeviceId, Device>>
  }>
  friends: Readonly<{
    viewOf(
      account: AccountId,
      others: readonly AccountId[],
    ): Promise<ReadonlyMap<AccountId, Friend>>
  }>
}>
