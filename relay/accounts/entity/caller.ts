import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'

/** Who asks: a device of an account, in the session with this epoch. Every transaction checks it (design, messages 5). */
export type Caller = Readonly<{ account: AccountId; device: DeviceId; epoch: number }>

/** What an attach opens. */
export type Session = Caller & Readonly<{ name: AccountName }>

/** What a registration or a login ends with. */
export type SignedIn = Readonly<{ account: AccountId; name: AccountName }>

/** A device all of whose sessions up to this epoch are powerless. */
export type FencedDevice = Readonly<{ device: DeviceId; epoch: number }>
