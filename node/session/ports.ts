import type { DeviceId } from '../../src/core/ids.ts'
import type { Answer, Ask, CallName, Push } from '../../src/home/entity/calls.ts'
import type { Event, Friend } from '../../src/home/entity/nouns.ts'
import type { Prepared, Write } from '../entity/journal.ts'
import type { Membership } from './entity/membership.ts'

export type Waiting = Readonly<{ signal: AbortSignal }>

/** Opens a stream to a home. */
export interface HomeDialer {
  /** @param address what the person pasted. @throws LinkError BAD_ADDRESS, UNREACHABLE. */
  open(address: string, options: Waiting): Promise<HomeLine>
}

/** One stream to a home: requests under way, and what it sends unasked. */
export interface HomeLine {
  /** @throws HomeRefusal, LinkError CUT or PROTOCOL, or the signal's reason. Sets no time limit. */
  ask<K extends CallName>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>>
  /** The next push, in order; one caller at a time. @throws LinkError once the line is gone and all pushes are taken. */
  nextPush(options: Waiting): Promise<Push>
  /** How many frames have come: any frame shows that the line lives. */
  framesSeen(): number
  /** Flushes what was sent, then ends. */
  close(options: Waiting): Promise<void>
  /** Ends at once. */
  reset(reason: string): void
}

/** OPAQUE (RFC 9807), the person's side. Texts are its messages; the password stays in this process. */
export interface PasswordProof {
  startRegistration(password: string): Promise<Readonly<{ state: string; request: string }>>
  finishRegistration(given: { state: string; response: string; password: string }): Promise<string>
  startLogin(password: string): Promise<Readonly<{ state: string; request: string }>>
  /** @returns undefined when the password is wrong. */
  finishLogin(given: {
    state: string
    response: string
    password: string
  }): Promise<string | undefined>
}

/** This device as others see it. */
export interface OwnDevice {
  readonly device: DeviceId
  addresses(): readonly string[]
  /** A signed peer card of the addresses as they are now. */
  card(): Promise<Uint8Array>
  /** The key has no rights any more: it is deleted and a new one takes its place. */
  renew(): Promise<void>
}

/** What the session keeps: whose profile this is, and how far the account's log was read. */
export interface SessionStore {
  membership(): Promise<Membership | undefined>
  cursor(): Promise<number | undefined>
  putMembership(membership: Membership): Write
  putCursor(usn: number): Write
}

/** A feature that follows the account's log. Called inside a change of the journal, so one at a time. */
export interface Follower {
  prepareEvents(events: readonly Event[]): Prepared | Promise<Prepared>
  /** All relations as they are now, instead of events that are no longer kept; `isRestored`: the home may have lost what we have. */
  prepareSnapshot(
    friends: readonly Friend[],
    options: Readonly<{ isRestored: boolean }>,
  ): Prepared | Promise<Prepared>
}

/** What a home sends that is not kept: told to whoever it concerns. */
export interface PushTaker {
  presence(value: Extract<Push, { kind: 'presence' }>['value']): Promise<void>
  typing(value: Extract<Push, { kind: 'typing' }>['value']): void
  /** Everything up to now is committed here. */
  caughtUp(): void
}
