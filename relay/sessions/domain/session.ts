import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Push } from '../../../src/home/entity/calls.ts'
import type { Event, Presence } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type { EndReason, Ring } from '../../presence/ports.ts'
import { EventWindow } from '../entity/event-window.ts'
import { ShownFriends } from '../entity/shown-friends.ts'
import { LOOK_PINGS } from '../limits.ts'
import type { SessionLog, SessionPresence } from '../ports.ts'
import { Wakeup } from './wakeup.ts'

export type SessionDeps = Readonly<{
  log: SessionLog
  presence: SessionPresence
  /** Of an event on the wire. */
  sizeOf: (event: Event) => number
  logger: Logger
}>

type SessionFacts = Readonly<{ caller: Caller; cursor: number }>

type SendPush = (push: Push, options: Readonly<{ signal: AbortSignal }>) => Promise<void>

/** Conversations in which somebody types at the moment, kept for one slow reader: the rest is dropped. */
const MAX_TYPING_KEPT = 64

/**
 * One device's session: what is pushed to it.
 *   presence of online friends · events from the cursor on, in the window · caughtUp once · then whatever rings
 * One loop sends, so a slow reader holds up only itself; what waits for it is the cursor and the latest presence per friend.
 */
export class Session {
  readonly caller: Caller
  readonly #deps: SessionDeps
  readonly #window: EventWindow
  readonly #wakeup = new Wakeup()
  readonly #presence = new Map<AccountId, Presence>()
  readonly #typing = new Map<ConversationId, AccountId>()
  readonly #shown = new ShownFriends()
  #pings = 0
  #lookForFriends = false
  #lookForEvents = true
  #caughtUp = false
  #held = false
  #last: Readonly<{ end: EndReason; retryAfterMs: number }> | undefined
  readonly #finishing = Promise.withResolvers<void>()

  constructor(deps: SessionDeps, facts: SessionFacts) {
    this.#deps = deps
    this.caller = facts.caller
    this.#window = new EventWindow(facts.cursor)
  }

  /** Why it ends, once that is known. */
  get end(): EndReason | undefined {
    return this.#last?.end
  }

  /** Resolves when the last word is due. */
  get finishing(): Promise<void> {
    return this.#finishing.promise
  }

  /** A doorbell of the account. */
  heard(ring: Ring): void {
    switch (ring.kind) {
      case 'events':
        return this.lookForEvents()
      case 'presence':
        this.#presence.set(ring.presence.account, ring.presence)
        return this.#wakeup.wake()
      case 'typing':
        if (this.#typing.size < MAX_TYPING_KEPT) this.#typing.set(ring.conversation, ring.account)
        return this.#wakeup.wake()
      case 'ended':
        if (this.#isEndedBy(ring)) this.finish(ring.reason)
    }
  }

  /** A ring may have been lost: by each ping events are looked for, by some also who of the friends is there. */
  pinged(): void {
    if (this.#pings++ % LOOK_PINGS === 0) this.#lookForFriends = true
    this.lookForEvents()
  }

  lookForEvents(): void {
    this.#lookForEvents = true
    this.#wakeup.wake()
  }

  acknowledge(usn: number): void {
    if (!this.#window.acknowledge(usn)) throw new HomeRefusal('bad-request')
    this.#wakeup.wake()
  }

  /** The next push is the last one. The first reason stays. */
  finish(end: EndReason, retryAfterMs = 0): void {
    this.#last ??= { end, retryAfterMs }
    this.#finishing.resolve()
    this.#wakeup.wake()
  }

  /** No events are read until `release`. */
  hold(): void {
    this.#held = true
  }

  release(): void {
    this.#held = false
    this.lookForEvents()
  }

  /** Resolves after the last word; rejects when the link fails or the signal fires. */
  async push(send: SendPush, options: Readonly<{ signal: AbortSignal }>): Promise<EndReason> {
    await this.#pushOnlineFriends(send, options)
    for (;;) {
      if (this.#last !== undefined) return this.#pushLast(this.#last, send, options)
      await this.#pushHints(send, options)
      await this.#pushMissed(send, options)
      const more = await this.#pushEvents(send, options)
      if (!more) await this.#wakeup.wait(options)
    }
  }

  async #pushOnlineFriends(send: SendPush, options: { signal: AbortSignal }): Promise<void> {
    for await (const friend of this.#deps.presence.onlineFriends(this.caller.account)) {
      if (this.#last !== undefined) return
      await this.#pushPresence(friend, send, options)
    }
  }

  /** Friends who came or went without a ring that was heard. When the store has trouble, a later ping looks. */
  async #pushMissed(send: SendPush, options: { signal: AbortSignal }): Promise<void> {
    if (!this.#lookForFriends) return
    this.#lookForFriends = false
    try {
      for await (const friend of this.#missed()) await this.#pushPresence(friend, send, options)
    } catch (err) {
      if (!(err instanceof HomeRefusal)) throw err
      this.#deps.logger.warn({ err, device: this.caller.device }, 'looking for friends failed')
    }
  }

  async *#missed(): AsyncGenerator<Presence> {
    const { presence } = this.#deps
    const now = await presence.friendsNow(this.caller.account)
    if (now !== undefined) yield* presence.presences(this.#shown.compare(now.friends, now.online))
  }

  async #pushPresence(value: Presence, send: SendPush, options: { signal: AbortSignal }) {
    this.#shown.told(value)
    await send({ kind: 'presence', value }, options)
  }

  async #pushHints(send: SendPush, options: { signal: AbortSignal }): Promise<void> {
    for (const [account, presence] of this.#presence) {
      this.#presence.delete(account)
      await this.#pushPresence(presence, send, options)
    }
    for (const [conversation, account] of this.#typing) {
      this.#typing.delete(conversation)
      await send({ kind: 'typing', value: { conversation, account } }, options)
    }
  }

  /** @returns whether there may be more to send at once. */
  async #pushEvents(send: SendPush, options: { signal: AbortSignal }): Promise<boolean> {
    const { room } = this.#window
    if (!this.#lookForEvents || this.#held || room === undefined) return false
    // Before the reading: what is committed during it rings again.
    this.#lookForEvents = false
    const page = await this.#read(room)
    if (page === undefined) return this.#last !== undefined
    if (page.events.length > 0) {
      for (const event of page.events) this.#window.sent(event.usn, this.#deps.sizeOf(event))
      await send({ kind: 'events', value: { events: page.events } }, options)
    }
    if (this.#window.cursor < page.headUsn) this.#lookForEvents = true
    else await this.#sayCaughtUp(page.headUsn, send, options)
    return true
  }

  async #sayCaughtUp(headUsn: number, send: SendPush, options: { signal: AbortSignal }) {
    if (this.#caughtUp) return
    this.#caughtUp = true
    await send({ kind: 'caughtUp', value: { headUsn } }, options)
  }

  /** Undefined when nothing can be read: it may be the end, or the store has trouble, and the next ping looks again. */
  async #read(room: Readonly<{ maxEvents: number; maxBytes: number }>) {
    try {
      const page = await this.#deps.log.eventsAfter(this.caller, this.#window.cursor, room)
      if (page.kind === 'events') return page
      // Behind what is kept: the next attach is told to take a snapshot.
      this.finish('away')
    } catch (err) {
      const end = endOf(err)
      if (end !== undefined) this.finish(end)
      else this.#deps.logger.warn({ err, device: this.caller.device }, 'reading events failed')
    }
    return undefined
  }

  async #pushLast(
    { end, retryAfterMs }: Readonly<{ end: EndReason; retryAfterMs: number }>,
    send: SendPush,
    options: { signal: AbortSignal },
  ): Promise<EndReason> {
    if (end === 'away') await send({ kind: 'goAway', value: { retryAfterMs } }, options)
    else await send({ kind: 'loggedOut', value: { reason: end } }, options)
    return end
  }

  #isEndedBy(ring: Extract<Ring, { kind: 'ended' }>): boolean {
    const { device, epoch } = this.caller
    if (ring.device !== device) return false
    return ring.reason === 'replaced' ? epoch < ring.epoch : epoch <= ring.epoch
  }
}

/** What a refusal of the truth says about the session itself. */
export function endOf(err: unknown): EndReason | undefined {
  if (!(err instanceof HomeRefusal)) return undefined
  if (err.code === 'fenced') return 'replaced'
  return err.code === 'signed-out' ? 'revoked' : undefined
}
