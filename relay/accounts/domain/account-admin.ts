import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import type {
  AdminPage,
  AdminStore,
  LoggedOut,
  Paged,
  RunningSessions,
  SpoolOfAccounts,
  WhoIsThere,
} from '../admin-ports.ts'
import type { AccountDetails, AccountView, InviteView } from '../entity/admin-views.ts'
import { inviteCode, normalInviteCode } from '../entity/invite-code.ts'
import { INVITE_CODE_BYTES } from '../limits.ts'
import type { OpenInvite } from '../ports.ts'

type AdminDeps = Readonly<{
  store: AdminStore
  there: WhoIsThere
  running: RunningSessions
  /** Undefined: this relay has none. */
  spool: SpoolOfAccounts | undefined
  clock: Clock
  random: Random
}>

const DAY_MS = 24 * 3600_000

/**
 * What the operator does to accounts. Every act may be repeated: it leaves what it left the first time. What runs is ended after the
 * truth has fenced it, so nothing of it is stored in between.
 */
export class AccountAdmin {
  readonly #deps: AdminDeps

  constructor(deps: AdminDeps) {
    this.#deps = deps
  }

  async accounts(page: AdminPage): Promise<Paged<AccountView>> {
    const { store, there } = this.#deps
    const { items, more } = await store.accounts(page)
    const seen = await there.presenceOf(items.map(({ account }) => account))
    const online = (account: AccountId) => seen.get(account)?.online ?? false
    return { items: items.map((each) => ({ ...each, online: online(each.account) })), more }
  }

  async account(name: AccountName): Promise<AccountDetails> {
    const { store } = this.#deps
    const account = await store.find(name)
    const found = await store.account(account, this.#nowMs())
    const online = await this.#online(account)
    const deviceList = found.deviceList.map((each) => ({
      ...each,
      online: online.has(each.device),
    }))
    return { ...found, online: online.size > 0, deviceList }
  }

  async block(name: AccountName): Promise<Readonly<{ name: AccountName; blockedMs: number }>> {
    const { store, running, spool } = this.#deps
    const account = await store.find(name)
    const online = await this.#online(account)
    const { blockedMs, fenced } = await store.block(account, online, this.#nowMs())
    await running.endAll(account, fenced, 'away')
    await spool?.accountBlocked(account)
    return { name, blockedMs }
  }

  async unblock(name: AccountName): Promise<Readonly<{ name: AccountName }>> {
    const { store } = this.#deps
    await store.unblock(await store.find(name))
    return { name }
  }

  async logout(
    name: AccountName,
    chosen: string | undefined,
  ): Promise<Readonly<{ name: AccountName; devices: readonly LoggedOut[] }>> {
    const { store, running, spool } = this.#deps
    const account = await store.find(name)
    const devices = await store.logout(account, chosen, this.#nowMs())
    const fenced = devices.map(({ device }) => ({ device, epoch: Number.MAX_SAFE_INTEGER }))
    await running.endAll(account, fenced, 'revoked')
    for (const { device } of devices) await spool?.deviceGone(device)
    return { name, devices }
  }

  invites(page: AdminPage): Promise<Paged<InviteView>> {
    return this.#deps.store.invites(page, this.#nowMs())
  }

  async createInvite({
    uses,
    days,
  }: Readonly<{ uses: number; days: number }>): Promise<OpenInvite> {
    const { store, random } = this.#deps
    const nowMs = this.#nowMs()
    const code = inviteCode(random.bytes(INVITE_CODE_BYTES))
    const invite = { code, uses, expiresMs: nowMs + days * DAY_MS }
    await store.createInvite(invite, nowMs)
    return invite
  }

  async revokeInvite(typed: string): Promise<Readonly<{ code: string }>> {
    const code = normalInviteCode(typed)
    await this.#deps.store.closeInvite(code)
    return { code }
  }

  async #online(account: AccountId): Promise<ReadonlySet<DeviceId>> {
    const there = (await this.#deps.there.presenceOf([account])).get(account)
    const online = there?.devices.filter((each) => each.online) ?? []
    return new Set(online.map(({ device }) => device))
  }

  #nowMs(): number {
    return this.#deps.clock.nowMs()
  }
}
