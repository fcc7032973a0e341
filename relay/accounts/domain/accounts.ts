import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import type { Profile } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller, SignedIn } from '../entity/caller.ts'
import { normalInviteCode } from '../entity/invite-code.ts'
import type { AccountStore, Credentials, InviteStore, ProfileChange } from '../ports.ts'

export type RegistrationMode = 'invite' | 'open' | 'closed'

type AccountsDeps = Readonly<{
  store: AccountStore
  invites: InviteStore
  clock: Clock
  random: Random
}>

export type Registration = Readonly<{
  name: AccountName
  record: string
  displayName: string
  invite: string
  device: DeviceId
  deviceName: string
}>

/** Accounts and what they say about themselves. Not here: passwords (the edge's OPAQUE), devices after the first. */
export class Accounts {
  readonly #deps: AccountsDeps
  readonly #settings: Readonly<{ registration: RegistrationMode }>

  constructor(deps: AccountsDeps, settings: Readonly<{ registration: RegistrationMode }>) {
    this.#deps = deps
    this.#settings = settings
  }

  /** May somebody with this invite register at all? Looks at no name, so it tells nothing about names. */
  async checkRegistration(invite: string): Promise<void> {
    const code = this.#inviteFor(invite)
    if (code === undefined) return
    const { invites, clock } = this.#deps
    if (!(await invites.isOpen(code, clock.nowMs()))) throw new HomeRefusal('invite-invalid')
  }

  async register(ask: Registration): Promise<SignedIn> {
    const invite = this.#inviteFor(ask.invite)
    const id = mintUuid(this.#deps) as AccountId
    return this.#deps.store.register({ ...ask, id, invite }, this.#deps.clock.nowMs())
  }

  credentialsOf(name: AccountName): Promise<Credentials | undefined> {
    return this.#deps.store.credentialsOf(name)
  }

  profile(caller: Caller): Promise<Profile> {
    return this.#deps.store.ownProfile(caller)
  }

  setProfile(caller: Caller, change: ProfileChange): Promise<Profile> {
    return this.#deps.store.setProfile(caller, change)
  }

  #inviteFor(typed: string): string | undefined {
    const { registration } = this.#settings
    if (registration === 'closed') throw new HomeRefusal('registration-closed')
    if (registration === 'open') return undefined
    if (typed.trim() === '') throw new HomeRefusal('invite-needed')
    return normalInviteCode(typed)
  }
}
