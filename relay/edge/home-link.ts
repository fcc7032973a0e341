import type { Clock } from '../../src/core/clock.ts'
import type { DeviceId } from '../../src/core/ids.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Answer, Ask, Push } from '../../src/home/entity/calls.ts'
import type { Tracer } from '../../src/core/tracer.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { ChannelError } from '../../src/net/errors.ts'
import type { StreamChannel } from '../../src/net/stream-channel.ts'
import {
  type BadRequest,
  decodeRequest,
  encodeAnswer,
  encodePush,
  encodeRefusal,
  type HomeRequest,
} from '../../src/wire/home-codec.ts'
import { WireError } from '../../src/wire/wire-error.ts'
import type { Admission } from '../limits/domain/admission.ts'
import { endOf, type Session } from '../sessions/domain/session.ts'
import type { Ending, Sessions } from '../sessions/domain/sessions.ts'
import { LAST_WORDS_MS, LINK_IDLE_MS, MAX_IN_FLIGHT } from '../sessions/limits.ts'
import { type Asking, type Calls, type Handle, ONE_BY_ONE, STRANGER } from './calls.ts'

export type LinkDeps = Readonly<{
  calls: Calls
  sessions: Sessions
  admission: Admission
  tracer: Tracer
  clock: Clock
  log: Logger
}>

type LinkFacts = Readonly<{ channel: StreamChannel; address: string; onAttached: () => void }>

/**
 * One stream of the home protocol, from its first frame to its end: decode, admit, one call, encode. A stranger's until attach,
 * then a session's. Whatever comes in, it ends with an answer, a refusal or a reset, and the relay goes on.
 */
export class HomeLink implements Asking {
  readonly device: DeviceId
  readonly #deps: LinkDeps
  readonly #channel: StreamChannel
  readonly #address: string
  readonly #log: Logger
  readonly #onAttached: () => void
  readonly #underWay = new Set<Promise<void>>()
  /** Ends the reading; answers under way are still sent. */
  readonly #reading = new AbortController()
  /** Ends the pushes of the session. */
  #pushing = new AbortController()
  #pushed: Promise<void> = Promise.resolve()
  #session: Session | undefined
  #ending: Ending = 'lost'
  #heardMs: number

  constructor(deps: LinkDeps, facts: LinkFacts) {
    this.#deps = deps
    this.#channel = facts.channel
    this.#address = facts.address
    this.device = facts.channel.remote
    this.#log = deps.log.child({ device: this.device })
    this.#onAttached = facts.onAttached
    this.#heardMs = deps.clock.monotonicMs()
  }

  /** Nothing came for too long. */
  isStale(nowMs: number): boolean {
    return nowMs - this.#heardMs > LINK_IDLE_MS
  }

  get session(): Session {
    if (this.#session === undefined) throw new HomeRefusal('signed-out')
    return this.#session
  }

  async attach(ask: Ask<'attach'>): Promise<Answer<'attach'>> {
    await this.#endSession()
    const { session, attached } = await this.#deps.sessions.open(this.device, ask)
    this.#session = session
    this.#onAttached()
    return attached
  }

  leave(): void {
    if (this.session.end === undefined) this.#ending = 'left'
  }

  async logout(): Promise<void> {
    const { session } = this
    // Else the log, closed to it from now on, would tell it of a revocation.
    session.hold()
    try {
      await this.#deps.sessions.logout(session.caller)
    } catch (err) {
      session.release()
      throw err
    }
    this.#ending = 'logged-out'
  }

  /** Resolves when the link is over and its session closed, with how that ended. */
  async run(): Promise<Ending> {
    try {
      await this.#read()
    } catch (err) {
      this.#broken(err)
    }
    await Promise.all(this.#underWay)
    return this.#endSession()
  }

  /** The relay stops: what is under way is answered, nothing more is read. */
  async drain(retryAfterMs: number): Promise<void> {
    // A session that is just being opened is told too: its pushing has begun once its attach is answered.
    await Promise.all(this.#underWay)
    this.#session?.finish('away', retryAfterMs)
    if (this.#session !== undefined) await this.#pushed
    else await this.#send(encodePush({ kind: 'goAway', value: { retryAfterMs } }))
    this.#reading.abort()
    await Promise.all(this.#underWay)
  }

  /** At once, without a word. */
  cut(reason: string): void {
    this.#channel.reset(reason)
  }

  async #read(): Promise<void> {
    const { signal } = this.#reading
    while (!signal.aborted) {
      if (this.#underWay.size >= MAX_IN_FLIGHT) await Promise.race(this.#underWay)
      const frame = await this.#receive(signal)
      if (frame === undefined) return
      this.#heardMs = this.#deps.clock.monotonicMs()
      await this.#take(decodeRequest(frame))
    }
  }

  /** Undefined when the node, or we, ended the reading. */
  async #receive(signal: AbortSignal): Promise<Uint8Array | undefined> {
    try {
      return await this.#channel.receive({ signal })
    } catch (err) {
      if (signal.aborted) return undefined
      throw err
    }
  }

  async #take(request: HomeRequest | BadRequest): Promise<void> {
    const admitted = await this.#admit(request)
    if (admitted !== undefined) return this.#refuse(request.id, admitted)
    const known = request as HomeRequest
    // Begun here, so in the order of the requests; answered in any.
    const before = this.#session
    const answered = this.#deps.tracer
      .run({ from: this.device, request: known.id, call: known.call }, () => this.#answer(known))
      .then(() => this.#goOn(before))
      .finally(() => this.#underWay.delete(answered))
    this.#underWay.add(answered)
    if (ONE_BY_ONE.has(known.call)) await answered
  }

  /** Why the request is not even tried, or undefined. */
  async #admit(request: HomeRequest | BadRequest): Promise<HomeRefusal | undefined> {
    const asker = {
      address: this.#address,
      device: this.device,
      account: this.#session?.caller.account,
    }
    try {
      if (request.call === undefined) {
        await this.#deps.admission.admit(asker, 'hello')
        return new HomeRefusal(request.refuse)
      }
      if (this.#session === undefined && !STRANGER.has(request.call)) {
        await this.#deps.admission.admit(asker, 'hello')
        return new HomeRefusal('signed-out')
      }
      const name = 'name' in request.ask ? request.ask.name : undefined
      await this.#deps.admission.admit(asker, request.call, name)
      return undefined
    } catch (err) {
      return this.#refusalOf(err, request)
    }
  }

  /** Never rejects: a failed send shows in the reading too. */
  async #answer(request: HomeRequest): Promise<void> {
    const { id, call } = request
    const before = this.#session
    try {
      const handle = this.#deps.calls[call] as Handle
      const answer = await handle(this, request.ask)
      await this.#send(encodeAnswer(id, call, answer))
    } catch (err) {
      await this.#refuse(id, this.#refusalOf(err, request))
      if (before !== undefined) this.#endedBy(err, before)
    }
  }

  /** After an answer: pushes of a session that it opened, or the end. */
  #goOn(before: Session | undefined): void {
    if (this.#session !== undefined && this.#session !== before) this.#startPushing(this.#session)
    if (this.#ending === 'left' || this.#ending === 'logged-out') this.#reading.abort()
  }

  /** The truth knows of a newer session, or of a logout, that no doorbell told us. */
  #endedBy(err: unknown, session: Session): void {
    const end = endOf(err)
    if (end !== undefined) session.finish(end)
  }

  #refusalOf(err: unknown, request: { id: number; call: string | undefined }): HomeRefusal {
    const facts = { request: request.id, call: request.call }
    if (err instanceof HomeRefusal) {
      if (err.cause !== undefined) this.#log.error({ err, ...facts }, 'request could not be served')
      return err
    }
    this.#log.error({ err, ...facts }, 'request failed')
    return new HomeRefusal('unavailable', { cause: err })
  }

  #refuse(id: number, { code, retryAfterMs, limit }: HomeRefusal): Promise<void> {
    return this.#send(encodeRefusal(id, { code, retryAfterMs, limit }))
  }

  async #send(frame: Uint8Array): Promise<void> {
    try {
      await this.#channel.send(frame)
    } catch (err) {
      this.#log.debug({ err }, 'frame could not be sent')
    }
  }

  #startPushing(session: Session): void {
    this.#pushing = new AbortController()
    const { signal } = this.#pushing
    this.#pushed = this.#push(session, signal)
    void session.finishing.then(() => this.#limitLastWords(signal))
  }

  /** Never rejects. After its last word the link reads no more. */
  async #push(session: Session, signal: AbortSignal): Promise<void> {
    try {
      await session.push((push, options) => this.#sendPush(push, options), {
        signal,
      })
      this.#reading.abort()
    } catch (err) {
      if (signal.aborted) return
      this.#log.debug({ err }, 'pushes ended')
      this.cut('nothing more can be pushed')
    }
  }

  /** Who does not read cannot stay: not when the device is logged out, not when the relay stops. */
  async #limitLastWords(signal: AbortSignal): Promise<void> {
    const over = await Promise.race([
      this.#pushed.then(() => true),
      this.#deps.clock.sleep(LAST_WORDS_MS, { signal }).then(
        () => false,
        () => true,
      ),
    ])
    if (!over) this.cut('the last words were not read in time')
  }

  async #sendPush(push: Push, options: Readonly<{ signal: AbortSignal }>): Promise<void> {
    await this.#channel.send(encodePush(push), options)
  }

  async #endSession(): Promise<Ending> {
    const session = this.#session
    const ending = session?.end ?? this.#ending
    if (session === undefined) return ending
    this.#session = undefined
    this.#pushing.abort(new Error('the session ended'))
    await this.#pushed
    await this.#close(session, ending)
    return ending
  }

  async #close(session: Session, ending: Ending): Promise<void> {
    try {
      await this.#deps.sessions.close(session, ending)
    } catch (err) {
      this.#log.warn({ err }, 'session could not be closed')
    }
    this.#ending = 'lost'
  }

  #broken(err: unknown): void {
    if (err instanceof ChannelError) return this.#log.debug({ err }, 'link broke')
    // A stranger could fill the log with them.
    const level = this.#session === undefined ? 'debug' : 'info'
    if (err instanceof WireError) this.#log[level]({ err }, 'malformed frame')
    else this.#log.error({ err }, 'link failed')
    this.cut('nothing more can be read')
  }
}
