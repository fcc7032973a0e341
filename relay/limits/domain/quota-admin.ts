import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName } from '../../../src/core/ids.ts'
import { monthOf, monthTurnsMs } from '../entity/month.ts'
import { QUOTA_NAMES, type QuotaName } from '../entity/quotas.ts'
import type { QuotaChange, QuotaStore } from '../ports.ts'
import type { AccountQuotas } from './account-quotas.ts'

type AdminDeps = Readonly<{
  /** @throws AdminRefusal unknown-account. */
  accounts: Readonly<{ find(name: AccountName): Promise<AccountId> }>
  quotas: AccountQuotas
  store: QuotaStore
  clock: Clock
}>

export type QuotaView = Readonly<{
  quota: QuotaName
  amount: number
  /** The operator gave it to this account. */
  isOwn: boolean
  used: number
}>
export type QuotasView = Readonly<{
  name: AccountName
  quotas: readonly QuotaView[]
  /** When the counts of the month begin again. */
  monthTurnsMs: number
}>

/** What the operator does to the quotas of an account. Every act may be repeated. */
export class QuotaAdmin {
  readonly #deps: AdminDeps

  constructor(deps: AdminDeps) {
    this.#deps = deps
  }

  async show(name: AccountName): Promise<QuotasView> {
    return this.#view(name, await this.#deps.accounts.find(name))
  }

  /** What is undefined in it is the home's again. */
  async change(name: AccountName, change: QuotaChange): Promise<QuotasView> {
    const { accounts, store, quotas } = this.#deps
    const account = await accounts.find(name)
    await store.set(account, change)
    quotas.forget(account)
    return this.#view(name, account)
  }

  async #view(name: AccountName, account: AccountId): Promise<QuotasView> {
    const { store, quotas, clock } = this.#deps
    const nowMs = clock.nowMs()
    const [own, used] = [await store.own(account), await store.used(account, monthOf(nowMs))]
    const views = QUOTA_NAMES.map((quota) => ({
      quota,
      amount: own[quota] ?? quotas.home[quota],
      isOwn: own[quota] !== undefined,
      used: used[quota],
    }))
    return { name, quotas: views, monthTurnsMs: monthTurnsMs(nowMs) }
  }
}
