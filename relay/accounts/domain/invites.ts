import type { Clock } from '../../../src/core/clock.ts'
import type { Random } from '../../../src/core/random.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../entity/caller.ts'
import { inviteCode } from '../entity/invite-code.ts'
import { INVITE_CODE_BYTES, INVITE_TTL_MS, OPERATOR_INVITE_USES } from '../limits.ts'
import type { InviteStore, NewInvite, OpenInvite } from '../ports.ts'

export type InviteMakers = 'members' | 'operator'

type InvitesDeps = Readonly<{ store: InviteStore; clock: Clock; random: Random }>

export class Invites {
  readonly #deps: InvitesDeps
  readonly #settings: Readonly<{ invites: InviteMakers }>

  constructor(deps: InvitesDeps, settings: Readonly<{ invites: InviteMakers }>) {
    this.#deps = deps
    this.#settings = settings
  }

  async create(caller: Caller, uses: number): Promise<OpenInvite> {
    if (this.#settings.invites === 'operator') throw new HomeRefusal('not-allowed')
    const invite = this.#fresh(uses)
    await this.#deps.store.create(caller, invite, this.#deps.clock.nowMs())
    return invite
  }

  /** The operator's open invite; a new one when it is used up or expired. `uses`: those left. */
  operatorInvite(): Promise<OpenInvite> {
    const { store, clock } = this.#deps
    return store.operatorInvite(this.#fresh(OPERATOR_INVITE_USES), clock.nowMs())
  }

  #fresh(uses: number): NewInvite {
    const { clock, random } = this.#deps
    const code = inviteCode(random.bytes(INVITE_CODE_BYTES))
    return { code, uses, expiresMs: clock.nowMs() + INVITE_TTL_MS }
  }
}
