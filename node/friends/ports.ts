import type { AccountId, ConversationId, DeviceId } from '../../src/core/ids.ts'
import type { Answer, Ask } from '../../src/home/entity/calls.ts'
import type { Friend, FriendDevice } from '../../src/home/entity/nouns.ts'
import type { Write } from '../entity/journal.ts'
import type { KnownDevice } from './entity/known-friend.ts'

export type Waiting = Readonly<{ signal: AbortSignal }>

export type FriendCall =
  | 'friends'
  | 'requestFriend'
  | 'acceptFriend'
  | 'declineFriend'
  | 'cancelFriend'
  | 'removeFriend'
  | 'blockAccount'
  | 'unblockAccount'
  | 'remarkFriend'
  | 'reportAccount'

export interface FriendHome {
  /** Without a link, nobody is known to be online. */
  readonly online: boolean
  /** @throws HomeRefusal, ControlError signed-out or offline. */
  ask<K extends FriendCall>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>>
}

export interface FriendStore {
  all(): AsyncIterable<Friend>
  put(friend: Friend): Write
  remove(account: AccountId): Write
}

/** Reads the signed cards that devices announce. */
export interface CardReader {
  /**
   * What the cards say, each checked to be signed by its device. A card that is absent, forged or older than the one in
   * `known` changes nothing.
   */
  read(devices: readonly FriendDevice[], known: readonly KnownDevice[]): Promise<KnownDevice[]>
}

/** Direct connections to other nodes. */
export interface Connections {
  connected(device: DeviceId): boolean
  /** Ends every connection to this device, soon and without being waited for. */
  drop(device: DeviceId): void
}

/** What chat knows of a conversation. */
export interface ThreadCounts {
  unread(conversation: ConversationId): number
  exchanged(conversation: ConversationId): number
}
