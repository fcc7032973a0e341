import type { DeviceId } from '../../../src/core/ids.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { SignedIn } from '../../accounts/entity/caller.ts'
import type { Credentials, PasswordServer, SigningIn } from '../ports.ts'
import type { LoginAttempts } from './login-attempts.ts'

type SignInDeps = Readonly<{
  passwords: PasswordServer
  credentials: Credentials
  devices: SigningIn
  attempts: LoginAttempts
}>

/**
 * Registration and login by OPAQUE (RFC 9807): the home never sees a password.
 *   registerStart(request) → response, registerFinish(record) → signed in
 *   loginStart(request) → response, loginFinish(proof) → signed in
 * A name that nobody has is answered like one that somebody has; which it is shows nowhere before a right proof, which only
 * the password makes. (A registration does tell a taken name, to holders of a valid invite.)
 */
export class SignIn {
  readonly #deps: SignInDeps

  constructor(deps: SignInDeps) {
    this.#deps = deps
  }

  async registerStart(ask: Ask<'registerStart'>): Promise<Answer<'registerStart'>> {
    await this.#deps.credentials.checkRegistration(ask.invite)
    const response = this.#deps.passwords.registration(ask.name, ask.request)
    if (response === undefined) throw new HomeRefusal('bad-request')
    return { response }
  }

  async registerFinish(device: DeviceId, ask: Ask<'registerFinish'>): Promise<SignedIn> {
    // A record that no login can use would lock its owner out for ever.
    if (!this.#deps.passwords.isRecord(ask.record)) throw new HomeRefusal('bad-request')
    return this.#deps.credentials.register({ ...ask, device })
  }

  async loginStart(device: DeviceId, ask: Ask<'loginStart'>): Promise<Answer<'loginStart'>> {
    const { passwords, credentials, attempts } = this.#deps
    const known = await credentials.credentialsOf(ask.name)
    const started = passwords.start(ask.name, known?.record, ask.request)
    if (started === undefined) throw new HomeRefusal('bad-request')
    const login = attempts.add({ device, account: known?.account, state: started.state })
    return { login, response: started.response }
  }

  async loginFinish(device: DeviceId, ask: Ask<'loginFinish'>): Promise<SignedIn> {
    const { passwords, attempts, devices } = this.#deps
    const attempt = attempts.take(ask.login, device)
    if (attempt === undefined) throw new HomeRefusal('login-expired')
    const right = passwords.finish(attempt.state, ask.finish)
    if (!right || attempt.account === undefined) throw new HomeRefusal('wrong-password')
    return devices.signIn(attempt.account, device, ask.deviceName)
  }
}
