import type { AccountId, AccountName, DeviceId } from '../../src/core/ids.ts'
import type { Profile } from '../../src/home/entity/nouns.ts'
import type { Caller, Session, SignedIn } from './entity/caller.ts'

/** Every method is one transaction; an expected no is a thrown HomeRefusal. */
export interface AccountStore {
  /**
   * The account, its log, its first device, and one use of the invite, or nothing of it. The same device asking for the same
   * account with the same record again is answered as the first time.
   * @throws HomeRefusal invite-needed, invite-invalid, name-taken, device-taken.
   */
  register(account: NewAccount, nowMs: number): Promise<SignedIn>
  credentialsOf(name: AccountName): Promise<Credentials | undefined>
  profile(account: AccountId): Promise<Profile>
  ownProfile(caller: Caller): Promise<Profile>
  setProfile(caller: Caller, change: ProfileChange): Promise<Profile>
}

export type Credentials = Readonly<{ account: AccountId; record: string }>

export type NewAccount = Readonly<{
  id: AccountId
  name: AccountName
  /** The OPAQUE registration record: not a password, and not enough to log in. */
  record: string
  displayName: string
  /** Undefined: none is needed. */
  invite: string | undefined
  device: DeviceId
  deviceName: string
}>

/** A field that is undefined stays. */
export type ProfileChange = Readonly<{
  displayName?: string | undefined
  signature?: string | undefined
  region?: string | undefined
  phone?: string | undefined
  sharePhone?: boolean | undefined
  /** A version; empty: none. */
  avatar?: string | undefined
}>

export interface DeviceStore {
  /** Binds the key to the account; also again, after a logout. @throws HomeRefusal device-taken, too-many-devices. */
  add(account: AccountId, device: DeviceId, name: string, nowMs: number): Promise<SignedIn>
  /** A new epoch; older ones are fenced from now on. @throws HomeRefusal signed-out. */
  openSession(device: DeviceId, nowMs: number): Promise<Session>
  /** False, and nothing done, when the session is not the device's newest. */
  closeSession(caller: Caller, nowMs: number): Promise<boolean>
  /** False, and nothing done, when the session is not the device's newest. */
  logout(caller: Caller, nowMs: number): Promise<boolean>
  /** @throws HomeRefusal unknown-device. */
  revoke(caller: Caller, device: DeviceId, nowMs: number): Promise<void>
  /** Those not logged out. */
  list(caller: Caller): Promise<readonly StoredDevice[]>
  /** These, also when logged out. */
  named(account: AccountId, devices: readonly DeviceId[]): Promise<readonly StoredDevice[]>
  setCard(caller: Caller, card: Uint8Array): Promise<void>
  devicesOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, readonly KnownDevice[]>>
  seen(device: DeviceId, atMs: number): Promise<void>
}

export type StoredDevice = Readonly<{
  device: DeviceId
  name: string
  sinceMs: number
  lastSeenMs: number
}>

/** What friends may know of a device: when it was here, and the last card it announced (empty: none). */
export type KnownDevice = Readonly<{ device: DeviceId; lastSeenMs: number; card: Uint8Array }>

export interface InviteStore {
  /** @throws HomeRefusal too-many-invites. */
  create(caller: Caller, invite: NewInvite, nowMs: number): Promise<void>
  /** The operator's newest that has uses left and time; or `fresh`, stored. */
  operatorInvite(fresh: NewInvite, nowMs: number): Promise<OpenInvite>
  isOpen(code: string, nowMs: number): Promise<boolean>
}

export type NewInvite = Readonly<{ code: string; uses: number; expiresMs: number }>
export type OpenInvite = Readonly<{ code: string; uses: number; expiresMs: number }>

/** Which of an account's devices have a session now. The edge knows. */
export interface OnlineDevices {
  onlineDevices(account: AccountId): Promise<ReadonlySet<DeviceId>>
}
