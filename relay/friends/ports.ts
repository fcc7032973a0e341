import type { AccountId, AccountName, ConversationId } from '../../src/core/ids.ts'
import type { FriendState, Presence } from '../../src/home/entity/nouns.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { PairAction } from './entity/pair.ts'

/** Every method is one transaction; an expected no is a thrown HomeRefusal. */
export interface FriendStore {
  /**
   * Takes one step of the pair and tells whoever sees a difference. @returns the other account.
   * @throws HomeRefusal unknown-account, yourself, too-many-friends, and what the step refuses.
   */
  change(caller: Caller, other: Other, change: PairChange): Promise<AccountId>
  /** @throws HomeRefusal not-friends. */
  remark(caller: Caller, other: AccountId, remark: string): Promise<void>
  /** In order of account id, from the first after `after`; with one more than `limit` when there are more. */
  page(caller: Caller, after: string, limit: number): Promise<readonly StoredFriend[]>
  views(account: AccountId, others: readonly AccountId[]): Promise<readonly StoredFriend[]>
  friendsOf(account: AccountId): Promise<readonly AccountId[]>
}

/** People are named; those one has met are known by id. */
export type Other = Readonly<{ name: AccountName } | { account: AccountId }>

export type PairChange = Readonly<{
  action: PairAction
  /** The id of the conversation that begins if the two become friends for the first time. */
  conversation: ConversationId
  nowMs: number
}>

/** A relation as SQL knows it; profile fields are those of the other account, whoever may see them. */
export type StoredFriend = Readonly<{
  account: AccountId
  name: AccountName
  state: FriendState
  note: string
  remark: string
  sinceMs: number
  displayName: string
  signature: string
  region: string
  /** Undefined unless it is shared with friends. */
  phone: string | undefined
  avatar: string | undefined
  conversation: ConversationId | undefined
  headSeq: number
  myReadSeq: number
  mySentCount: number
  mySentAtRead: number
  theirDeliveredSeq: number
  theirReadSeq: number
}>

/** Who is there now, with devices and cards; asked for friends only. */
export interface PresenceOf {
  presenceOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, Presence>>
}
