import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import { RecentMap } from '../../../src/core/recent-map.ts'
import type { Limits } from '../entity/limit-table.ts'
import type { OwnQuotas, Quotas } from '../entity/quotas.ts'
import { MAX_REMEMBERED_ACCOUNTS, QUOTA_FRESH_MS } from '../limits.ts'
import type { QuotasOf, QuotaStore } from '../ports.ts'

type QuotasDeps = Readonly<{ store: QuotaStore; clock: Clock }>
type Known = Readonly<{ own: OwnQuotas; readMs: number }>

/** What each account may use: what the operator gave it, else what the home's configuration says at this moment. */
export class AccountQuotas implements QuotasOf {
  readonly #deps: QuotasDeps
  readonly #home: Pick<Limits, 'account' | 'spool'>
  readonly #known = new RecentMap<AccountId, Known>({ most: MAX_REMEMBERED_ACCOUNTS })
  readonly #reading = new Map<AccountId, Promise<OwnQuotas>>()

  constructor(deps: QuotasDeps, home: Pick<Limits, 'account' | 'spool'>) {
    this.#deps = deps
    this.#home = home
  }

  get home(): Quotas {
    const { account, spool } = this.#home
    return { ...account, monthBytes: spool.monthBytes, storedBytes: spool.storedBytes }
  }

  async of(account: AccountId): Promise<Quotas> {
    const known = this.#known.get(account)
    const own = known !== undefined && this.#isFresh(known) ? known.own : await this.#read(account)
    return { ...this.home, ...own }
  }

  newest(account: AccountId): Quotas {
    const known = this.#known.get(account)
    // What fails now is read with the next one.
    if (known === undefined || !this.#isFresh(known)) this.#read(account).catch(() => {})
    return { ...this.home, ...known?.own }
  }

  /** The operator changed something. What is being read just now is not kept either. */
  forget(account: AccountId): void {
    this.#known.delete(account)
    this.#reading.delete(account)
  }

  #isFresh({ readMs }: Known): boolean {
    return this.#deps.clock.monotonicMs() - readMs < QUOTA_FRESH_MS
  }

  #read(account: AccountId): Promise<OwnQuotas> {
    const under = this.#reading.get(account)
    if (under !== undefined) return under
    const isNewest = () => this.#reading.get(account) === reading
    const reading: Promise<OwnQuotas> = this.#deps.store
      .own(account)
      .then((own) => {
        if (isNewest()) this.#keep(account, own)
        return own
      })
      .finally(() => {
        if (isNewest()) this.#reading.delete(account)
      })
    this.#reading.set(account, reading)
    return reading
  }

  #keep(account: AccountId, own: OwnQuotas): void {
    this.#known.set(account, { own, readMs: this.#deps.clock.monotonicMs() })
  }
}
