import type { AccountId } from '../../src/core/ids.ts'
import type { Profile } from '../../src/home/entity/nouns.ts'
import type { Caller } from '../accounts/entity/caller.ts'

/** Which avatar somebody has. Every method is one transaction; an expected no is a thrown HomeRefusal. */
export interface AvatarStore {
  /** One's own or a friend's; undefined: none. @throws HomeRefusal not-friends, also for who does not exist. */
  versionFor(caller: Caller, account: AccountId): Promise<string | undefined>
  /** Of these accounts, those that have one. */
  versionsOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>>
}

/** Profiles, of which the version is a part. */
export interface ProfileStore {
  ownProfile(caller: Caller): Promise<Profile>
  setProfile(caller: Caller, change: Readonly<{ avatar: string }>): Promise<Profile>
}
