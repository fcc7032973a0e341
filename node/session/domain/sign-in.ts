import type { Clock } from '../../../src/core/clock.ts'
import type { AccountName, DeviceId } from '../../../src/core/ids.ts'
import type { Answer, Ask, CallName } from '../../../src/home/entity/calls.ts'
import { blankProfile } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { Membership } from '../entity/membership.ts'
import { LinkError } from '../errors.ts'
import { CONNECT_TIMEOUT_MS } from '../limits.ts'
import type { HomeDialer, HomeLine, PasswordProof, Waiting } from '../ports.ts'
import { askInTime } from './link-run.ts'

/**
 * Makes an account on a home, or binds this device to one, by OPAQUE: the home learns no password, not even now.
 *
 *   hello → register_start → register_finish     or     hello → login_start → login_finish
 *
 * The stream is the sign-in's own; attaching is another one's work.
 */
export type SignInDeps = Readonly<{
  clock: Clock
  dialer: HomeDialer
  passwords: PasswordProof
  program: string
}>

export type Registering = Readonly<{
  name: AccountName
  home: string
  invite: string
  password: string
  displayName: string
  deviceName: string
}>
export type LoggingIn = Readonly<{
  name: AccountName
  home: string
  password: string
  deviceName: string
}>

export type SignedIn = Answer<'loginFinish'>

/** @param owner whose profile this is already, if anybody's. */
export async function register(
  deps: SignInDeps,
  given: Registering,
  owner: Membership | undefined,
  options: Waiting,
): Promise<SignedIn> {
  if (owner !== undefined) throw ownedBy(owner)
  return withHome(deps, given.home, options, async (ask) => {
    await ask('hello', { program: deps.program })
    const { name, invite, password } = given
    const { state, request } = await deps.passwords.startRegistration(password)
    const { response } = await ask('registerStart', { name, request, invite })
    const record = await deps.passwords.finishRegistration({ state, response, password })
    const { displayName, deviceName } = given
    return ask('registerFinish', { name, record, invite, displayName, deviceName })
  })
}

export async function login(
  deps: SignInDeps,
  given: LoggingIn,
  owner: Membership | undefined,
  options: Waiting,
): Promise<SignedIn> {
  if (owner !== undefined && owner.profile.name !== given.name) throw ownedBy(owner)
  return withHome(deps, given.home, options, async (ask) => {
    await ask('hello', { program: deps.program })
    const { name, password, deviceName } = given
    const { state, request } = await deps.passwords.startLogin(password)
    const { login, response } = await ask('loginStart', { name, request })
    const finish = await deps.passwords.finishLogin({ state, response, password })
    if (finish === undefined) throw new HomeRefusal('wrong-password')
    return ask('loginFinish', { login, finish, deviceName })
  })
}

function ownedBy(owner: Membership): ControlError {
  return new ControlError(
    'conflict',
    `this profile belongs to ${owner.profile.name}@${owner.home}`,
    { advice: 'use another profile folder for another account: HOMING_HOME=<folder>' },
  )
}

export function signedInAs(member: Membership): ControlError {
  return new ControlError('signed-in', `signed in as ${member.profile.name}@${member.home}`, {
    advice: 'run: homing logout, to leave this account',
  })
}

/** @throws ControlError conflict when another account answered to the owner's name (the home was set up anew). */
export function memberOf(
  signedIn: SignedIn,
  given: Readonly<{ address: string; device: DeviceId; owner: Membership | undefined }>,
): Membership {
  const { account, name, home } = signedIn
  const { address, device, owner } = given
  if (owner !== undefined && owner.account !== account) throw ownedBy(owner)
  const profile = owner?.profile ?? blankProfile(account, name)
  return { account, home, address, device, state: 'signed-in', why: '', profile }
}

type AskHome = <K extends CallName>(call: K, ask: Ask<K>) => Promise<Answer<K>>

async function withHome<T>(
  deps: SignInDeps,
  home: string,
  options: Waiting,
  work: (ask: AskHome) => Promise<T>,
): Promise<T> {
  let line: HomeLine | undefined
  try {
    const opened = await askInTime(deps.clock, { ...options, ms: CONNECT_TIMEOUT_MS }, (signal) =>
      deps.dialer.open(home, { signal }),
    )
    line = opened
    const done = await work((call, ask) =>
      askInTime(deps.clock, options, (signal) => opened.ask(call, ask, { signal })),
    )
    // The connection stays: the link is opened on it next.
    await opened.close(options)
    return done
  } catch (err) {
    line?.reset('the sign-in failed')
    throw err instanceof LinkError ? noHome(err) : err
  }
}

function noHome(cause: LinkError): ControlError {
  if (cause.code === 'BAD_ADDRESS') {
    return new ControlError('bad-request', cause.message, {
      cause,
      advice: 'paste the address that the relay printed, with /p2p/ and what follows it',
    })
  }
  const what = cause.code === 'UNREACHABLE' ? 'could not be reached' : 'broke off the sign-in'
  return new ControlError('offline', `the home ${what}: ${cause.message}`, {
    cause,
    advice: 'check the address, and that the relay is running and its port is open',
  })
}
