import type { AccountId, ConversationId, DeviceId, SpoolId } from '../../src/core/ids.ts'
import type { Answer, Ask } from '../../src/home/entity/calls.ts'
import type { Device, Friend, Profile, SpoolUsage } from '../../src/home/entity/nouns.ts'
import type { Caller } from '../accounts/entity/caller.ts'

/** What the calls of a session lead to; app.ts connects them. Expected noes are thrown as HomeRefusal. */

export interface AccountCalls {
  profile(caller: Caller): Promise<Profile>
  setProfile(caller: Caller, change: Ask<'setProfile'>): Promise<Profile>
}

export interface AvatarCalls {
  set(caller: Caller, ask: Ask<'setAvatar'>): Promise<Profile>
  get(caller: Caller, ask: Ask<'avatar'>): Promise<Answer<'avatar'>>
}

export interface DeviceCalls {
  list(caller: Caller): Promise<readonly Device[]>
}

export interface InviteCalls {
  create(caller: Caller, uses: number): Promise<Answer<'createInvite'>>
}

export interface FriendCalls {
  list(caller: Caller, page: Ask<'friends'>): Promise<Answer<'friends'>>
  request(caller: Caller, ask: Ask<'requestFriend'>): Promise<Friend>
  accept(caller: Caller, account: AccountId): Promise<Friend>
  decline(caller: Caller, account: AccountId): Promise<Friend>
  cancel(caller: Caller, account: AccountId): Promise<Friend>
  remove(caller: Caller, account: AccountId): Promise<Friend>
  block(caller: Caller, name: Ask<'blockAccount'>['name']): Promise<Friend>
  unblock(caller: Caller, account: AccountId): Promise<Friend>
  remark(caller: Caller, ask: Ask<'remarkFriend'>): Promise<Friend>
}

export interface ReportCalls {
  report(caller: Caller, ask: Ask<'reportAccount'>): Promise<void>
}

export interface ConversationCalls {
  send(caller: Caller, ask: Ask<'sendMessage'>): Promise<Answer<'sendMessage'>>
  history(caller: Caller, ask: Ask<'history'>): Promise<Answer<'history'>>
  markReceipt(caller: Caller, ask: Ask<'markReceipt'>): Promise<void>
  /** The friend at the other end. @throws HomeRefusal `unknown-conversation`, `not-friends` */
  peerOf(caller: Caller, conversation: ConversationId): Promise<AccountId>
}

export interface SpoolCalls {
  put(caller: Caller, ask: Ask<'spoolPut'>): Promise<Answer<'spoolPut'>>
  get(caller: Caller, spool: SpoolId): Promise<Answer<'spoolGet'>>
  drop(caller: Caller, spool: SpoolId): Promise<void>
  usage(caller: Caller): Promise<SpoolUsage>
  /** Nothing moves between the two any more. */
  unfriended(one: AccountId, other: AccountId): Promise<void>
  /** Its tickets are worth nothing any more. */
  deviceGone(device: DeviceId): Promise<void>
}

/** Told of every call that was tried. `outcome`: ok, or the code of the refusal. */
export interface CallMeter {
  answered(call: string, outcome: string, ms: number): void
}
