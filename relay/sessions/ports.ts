import type { AccountId, AccountName, DeviceId } from '../../src/core/ids.ts'
import type { Ask } from '../../src/home/entity/calls.ts'
import type { Event, Presence } from '../../src/home/entity/nouns.ts'
import type { Caller, Session, SignedIn } from '../accounts/entity/caller.ts'

/** What sessions ask of their neighbours; app.ts connects them. */

export interface SessionStore {
  /** A new session of the device, with the next epoch, in SQL. @throws HomeRefusal `signed-out` */
  openSession(device: DeviceId): Promise<Session>
  /** Writes last seen; false, and nothing, when a newer epoch stands. */
  closeSession(caller: Caller): Promise<boolean>
  /** False, and nothing, when a newer epoch stands or the device is logged out already. */
  logout(caller: Caller): Promise<boolean>
  revoke(caller: Caller, device: DeviceId): Promise<void>
}

export type EventPage =
  | Readonly<{ kind: 'events'; events: readonly Event[]; headUsn: number }>
  /** The cursor is below what is kept: the device needs a snapshot. */
  | Readonly<{ kind: 'trimmed'; headUsn: number }>

export interface SessionLog {
  begin(
    caller: Caller,
    cursor: number | undefined,
  ): Promise<Readonly<{ headUsn: number; snapshotNeeded: boolean }>>
  eventsAfter(
    caller: Caller,
    usn: number,
    limits: Readonly<{ maxEvents: number; maxBytes: number }>,
  ): Promise<EventPage>
}

export interface SessionPresence {
  arrived(caller: Caller): Promise<void>
  renewed(caller: Caller): Promise<void>
  left(caller: Caller): Promise<void>
  lost(caller: Caller): void
  dropped(account: AccountId, device: DeviceId): Promise<void>
  /** Friends are to hear what is new about this account. */
  tell(account: AccountId): void
  onlineFriends(account: AccountId): AsyncIterable<Presence>
  /** All friends, and which of them are there; undefined when nothing can have been missed, or it cannot be told now. */
  friendsNow(
    account: AccountId,
  ): Promise<
    Readonly<{ friends: readonly AccountId[]; online: ReadonlySet<AccountId> }> | undefined
  >
  presences(accounts: readonly AccountId[]): AsyncIterable<Presence>
}

export interface SessionCards {
  /** @returns whether friends would see something new. @throws HomeRefusal `bad-request` */
  announce(caller: Caller, card: Uint8Array): Promise<boolean>
}

/** The server's half of OPAQUE (RFC 9807). All texts are base64url; what a peer made malformed gives undefined. */
export interface PasswordServer {
  registration(name: AccountName, request: string): string | undefined
  /** Whether this is a record that `start` can use. */
  isRecord(record: string): boolean
  /** Without a record: an answer that cannot be told from a real one, for a login that cannot succeed. */
  start(
    name: AccountName,
    record: string | undefined,
    request: string,
  ): Readonly<{ response: string; state: string }> | undefined
  finish(state: string, finish: string): boolean
}

export interface Credentials {
  /** Says nothing about names. @throws HomeRefusal `registration-closed`, `invite-needed`, `invite-invalid` */
  checkRegistration(invite: string): Promise<void>
  register(ask: Ask<'registerFinish'> & Readonly<{ device: DeviceId }>): Promise<SignedIn>
  credentialsOf(
    name: AccountName,
  ): Promise<Readonly<{ account: AccountId; record: string }> | undefined>
}

export interface SigningIn {
  signIn(account: AccountId, device: DeviceId, deviceName: string): Promise<SignedIn>
}
