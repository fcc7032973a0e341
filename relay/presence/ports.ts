import type { AccountId, ConversationId, DeviceId } from '../../src/core/ids.ts'
import type { Presence } from '../../src/home/entity/nouns.ts'
import type { Caller } from '../accounts/entity/caller.ts'

/**
 * Hints: who has a session, and who should look at what. All of it may vanish at any moment (design, messages 6); nothing is
 * decided by it that SQL would not decide again.
 */

/** A device has a session, with this epoch. On which relay nobody needs to know: doorbells ring at all of them. */
export type Route = Readonly<{ account: AccountId; device: DeviceId; epoch: number }>

export interface RouteTable {
  /** Sets the route of its device for `ttlMs`, unless one of a newer epoch stands there: then false. */
  set(route: Route, ttlMs: number): Promise<boolean>
  /** Keeps the route for another `ttlMs`, also when it had vanished; false when a newer epoch stands there. */
  renew(route: Route, ttlMs: number): Promise<boolean>
  /** Removes it if it stands there with exactly this epoch; else nothing happens, and false. */
  remove(route: Route): Promise<boolean>
  /** The live routes of these accounts that can be seen from here. */
  of(accounts: readonly AccountId[]): Promise<readonly Route[]>
  /** The same, or undefined while there may be some that cannot be seen from here. */
  all(accounts: readonly AccountId[]): Promise<readonly Route[] | undefined>
}

/** Why somebody should look up. `events`: the account's log grew. */
export type Ring =
  | Readonly<{ kind: 'events' }>
  | Readonly<{ kind: 'presence'; presence: Presence }>
  | Readonly<{ kind: 'typing'; conversation: ConversationId; account: AccountId }>
  | Readonly<{ kind: 'ended'; device: DeviceId; epoch: number; reason: EndReason }>

/**
 * `replaced` ends sessions of the device with an older epoch; the others end every session up to that epoch. After `away` the device
 * keeps its key and comes again: it is told then what is the matter.
 */
export type EndReason = 'replaced' | 'revoked' | 'logged-out' | 'away'

export interface Doorbell {
  /** Reaches those who listen now; never waits, never fails: a lost ring costs at most one ping. */
  ring(accounts: readonly AccountId[], ring: Ring): void
  /** Resolves when rings are heard from now on; disposing ends it. */
  listen(account: AccountId, listener: (ring: Ring) => void): Promise<AsyncDisposable>
}

/** What the presence of an account is made of in SQL. */
export type KnownDevice = Readonly<{ device: DeviceId; lastSeenMs: number; card: Uint8Array }>

export interface DeviceDirectory {
  /** The devices that are not logged out, per account. */
  devicesOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, readonly KnownDevice[]>>
}

export interface FriendDirectory {
  /** Accounts in state `friend` with this one, both ways. */
  friendsOf(account: AccountId): Promise<readonly AccountId[]>
}

export interface CardReader {
  /** Undefined unless it is a well-formed card that this device signed. */
  open(device: DeviceId, card: Uint8Array): Promise<Readonly<{ issuedAtMs: number }> | undefined>
}

export interface CardStore {
  setCard(caller: Caller, card: Uint8Array): Promise<void>
}
