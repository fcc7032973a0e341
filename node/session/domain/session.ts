import { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Answer, Ask, CallName } from '../../../src/home/entity/calls.ts'
import type { Device, Profile } from '../../../src/home/entity/nouns.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { AccountView, LinkView } from '../../control/entity/nouns.ts'
import type { Journal } from '../../entity/journal.ts'
import { type LinkState, viewOfLink } from '../entity/link-state.ts'
import type { Membership } from '../entity/membership.ts'
import { LinkError } from '../errors.ts'
import { ASK_WAIT_MS, CONNECT_TIMEOUT_MS } from '../limits.ts'
import type {
  HomeDialer,
  HomeLine,
  OwnDevice,
  PasswordProof,
  PushTaker,
  SessionStore,
  Waiting,
} from '../ports.ts'
import { findDevice } from './find-device.ts'
import { keepLinked, SIGNED_OUT } from './link-keeper.ts'
import { askInTime } from './link-run.ts'
import { Nudge } from './nudge.ts'
import type { Replica } from './replica.ts'
import {
  type LoggingIn,
  login,
  memberOf,
  type Registering,
  register,
  type SignedIn,
  type SignInDeps,
  signedInAs,
} from './sign-in.ts'
import { watchSleep } from './sleep-watch.ts'

export type SessionDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  journal: Journal
  store: SessionStore
  replica: Replica
  dialer: HomeDialer
  passwords: PasswordProof
  own: OwnDevice
  takers: PushTaker
  /** Told after every sign-out, whoever caused it. */
  onSignedOut(): Promise<void>
}>

/** This device's membership of an account, and its link to the home. */
export class Session {
  readonly #deps: SessionDeps
  readonly #program: string
  readonly #links: Listeners<LinkView>
  readonly #nudge = new Nudge()
  readonly #background: Background
  readonly #linking: Background
  #member: Membership | undefined
  #state: LinkState
  #line: HomeLine | undefined
  #signingIn = false

  constructor(deps: SessionDeps, settings: Readonly<{ program: string }>) {
    this.#deps = deps
    this.#program = settings.program
    this.#links = new Listeners(deps)
    this.#background = new Background(deps)
    this.#linking = new Background(deps)
    this.#state = { kind: 'signed-out', sinceMs: 0, why: undefined }
  }

  async start(): Promise<void> {
    await this.#deps.replica.load()
    this.#member = await this.#deps.store.membership()
    const why = this.#member?.why || undefined
    this.#state = { kind: 'signed-out', sinceMs: this.#deps.clock.nowMs(), why }
    this.#watchSleep()
    const ours = this.#member?.device === this.#deps.own.device
    if (this.#member?.state === 'signed-in') {
      if (ours) return this.#link(this.#member)
      await this.#signOut('the key of this device was replaced; log in again')
    } else if (ours) {
      // The sign-out was cut short: its key has no rights, and must not be offered again.
      await this.#deps.own.renew()
    }
  }

  async stop(): Promise<void> {
    await Promise.all([this.#linking.stop(), this.#background.stop()])
    this.#line = undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  link(): LinkView {
    return viewOfLink(this.#state, this.#member && { ...this.#member })
  }

  onLink(listener: (link: LinkView) => void): () => void {
    return this.#links.add(listener)
  }

  get online(): boolean {
    return this.#line !== undefined
  }

  account(): AccountView {
    const account = this.accountOrNone()
    if (account === undefined) throw this.#signedOutError()
    return account
  }

  accountOrNone(): AccountView | undefined {
    const member = this.#member
    if (member?.state !== 'signed-in') return undefined
    return { ...member.profile, home: member.home }
  }

  retryNow(): void {
    this.#nudge.now()
  }

  async register(given: Registering, options: Waiting): Promise<AccountView> {
    return this.#signIn(given.home, options, (deps) => register(deps, given, this.#member, options))
  }

  async login(given: LoggingIn, options: Waiting): Promise<AccountView> {
    return this.#signIn(given.home, options, (deps) => login(deps, given, this.#member, options))
  }

  /** Also without the home: then the key that it still knows is destroyed here. */
  async logout(options: Waiting): Promise<void> {
    this.account()
    try {
      await this.ask('logout', {}, options)
    } catch (err) {
      options.signal.throwIfAborted()
      this.#deps.log.warn({ err }, 'logged out without the home')
    }
    await this.#linking.stop()
    await this.#signOut('')
  }

  async changeProfile<K extends 'setProfile' | 'setAvatar'>(
    call: K,
    change: Ask<K>,
    options: Waiting,
  ): Promise<AccountView> {
    await this.#keepProfile((await this.ask(call, change, options)) as Profile)
    return this.account()
  }

  async devices(options: Waiting): Promise<readonly Device[]> {
    return (await this.ask('devices', {}, options)).devices
  }

  /** @param text a device's id, the end of it, or its name, as long as only one fits. */
  async revokeDevice(text: string, options: Waiting): Promise<void> {
    const device = findDevice(await this.devices(options), text)
    if (device === this.#deps.own.device) return this.logout(options)
    await this.ask('revokeDevice', { device }, options)
  }

  async invite(uses: number, options: Waiting): Promise<Answer<'createInvite'>> {
    return this.ask('createInvite', { uses }, options)
  }

  /** @throws HomeRefusal, ControlError signed-out or offline. */
  async ask<K extends CallName>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>> {
    const { clock } = this.#deps
    const line = await this.#lineSoon(options.signal)
    try {
      return await askInTime(clock, options, (signal) => line.ask(call, ask, { signal }))
    } catch (err) {
      if (!(err instanceof LinkError)) throw err
      throw new ControlError('offline', err.message, { cause: err })
    }
  }

  async #signIn(
    address: string,
    options: Waiting,
    work: (deps: SignInDeps) => Promise<SignedIn>,
  ): Promise<AccountView> {
    if (this.#member?.state === 'signed-in') throw signedInAs(this.#member)
    if (this.#signingIn) throw new ControlError('conflict', 'another sign-in is under way')
    this.#signingIn = true
    try {
      const signedIn = await work({ ...this.#deps, program: this.#program })
      const device = this.#deps.own.device
      const member = memberOf(signedIn, { address, device, owner: this.#member })
      await this.#keepMember(member)
      this.#link(member)
    } finally {
      this.#signingIn = false
    }
    await this.#onlineSoon(options.signal)
    return this.account()
  }

  #link(member: Membership): void {
    const deps = { ...this.#deps, nudge: this.#nudge }
    this.#linking.run('link', async (signal) => {
      const why = await keepLinked(deps, member, {
        signal,
        onState: (state, line) => this.#become(state, line),
        onProfile: (profile) => this.#keepProfile(profile),
      })
      await this.#signOut(SIGNED_OUT[why])
    })
  }

  /** The account's data stay; its key does not. Called by whoever notices first, does its work once. */
  async #signOut(why: string): Promise<void> {
    const member = this.#member
    if (member?.state !== 'signed-in') return
    this.#member = { ...member, state: 'signed-out', why }
    await this.#keepMember(this.#member)
    await this.#deps.onSignedOut()
    if (this.#deps.own.device === member.device) await this.#deps.own.renew()
    const sinceMs = this.#deps.clock.nowMs()
    this.#become({ kind: 'signed-out', sinceMs, why: why || undefined }, undefined)
    this.#deps.log.info({ why }, 'signed out')
  }

  async #keepProfile(profile: Profile): Promise<void> {
    if (this.#member?.state !== 'signed-in') return
    await this.#keepMember({ ...this.#member, profile })
  }

  async #keepMember(member: Membership): Promise<void> {
    await this.#deps.journal.change(() => ({
      writes: [this.#deps.store.putMembership(member)],
      committed: () => {
        this.#member = member
      },
    }))
  }

  #become(state: LinkState, line: HomeLine | undefined): void {
    this.#state = state
    this.#line = line
    this.#links.tell(this.link())
  }

  /** The line, after a short wait while it is being made. */
  async #lineSoon(signal: AbortSignal): Promise<HomeLine> {
    this.account()
    if (this.#state.kind === 'connecting') await this.#settled(signal, ASK_WAIT_MS)
    if (this.#line !== undefined) return this.#line
    this.account()
    const why = this.#state.kind === 'offline' ? `: ${this.#state.why}` : ''
    throw new ControlError('offline', `there is no link to the home${why}`, {
      advice: 'it is tried again by itself; see: homing doctor',
    })
  }

  /** After a sign-in: the account is made, so a home that is slow to attach is no failure. */
  async #onlineSoon(signal: AbortSignal): Promise<void> {
    await this.#settled(signal, CONNECT_TIMEOUT_MS)
  }

  /** Resolves when the link is no longer being made, or after `ms`. */
  async #settled(signal: AbortSignal, ms: number): Promise<void> {
    const settled = new AbortController()
    const forget = this.onLink((link) => {
      if (link.state !== 'connecting') settled.abort()
    })
    try {
      if (this.#state.kind !== 'connecting') return
      await this.#deps.clock.sleep(ms, { signal: AbortSignal.any([signal, settled.signal]) })
    } catch {
      signal.throwIfAborted()
    } finally {
      forget()
    }
  }

  #signedOutError(): ControlError {
    const why = this.#member?.why ? `: ${this.#member.why}` : ''
    return new ControlError('signed-out', `nobody is signed in here${why}`, {
      advice: 'run: homing login <name> --home <address>, or: homing register <name> …',
    })
  }

  #watchSleep(): void {
    this.#background.run('sleep-watch', (signal) =>
      watchSleep(this.#deps.clock, { signal, onWake: () => this.retryNow() }),
    )
  }
}
