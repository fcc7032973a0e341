import type { AccountId } from '../../../src/core/ids.ts'
import type { Journal } from '../../data/journal.ts'
import { sentInMonth } from '../../data/message-months.ts'
import { countReports } from '../../data/count-reports.ts'
import { spoolUsage } from '../../data/spool-usage.ts'
import { isQuotaName, type OwnQuotas, QUOTA_NAMES, type Quotas } from '../entity/quotas.ts'
import type { QuotaChange, QuotaStore } from '../ports.ts'

/** What the operator gave accounts, and what they use. */
export class SqlQuotaStore implements QuotaStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  own(account: AccountId): Promise<OwnQuotas> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('account_quotas')
        .select(['quota', 'amount'])
        .where('account_id', '=', account)
        .execute()
      const known = rows.filter(({ quota }) => isQuotaName(quota))
      return Object.fromEntries(known.map(({ quota, amount }) => [quota, amount]))
    })
  }

  set(account: AccountId, change: QuotaChange): Promise<void> {
    const named = QUOTA_NAMES.filter((name) => Object.hasOwn(change, name))
    return this.#journal.write(async (tx) => {
      if (named.length === 0) return
      await tx
        .deleteFrom('account_quotas')
        .where('account_id', '=', account)
        .where('quota', 'in', named)
        .execute()
      for (const quota of named) {
        const amount = change[quota]
        if (amount === undefined) continue
        await tx
          .insertInto('account_quotas')
          .values({ account_id: account, quota, amount })
          .execute()
      }
    })
  }

  sentInMonth(account: AccountId, month: string): Promise<number | undefined> {
    return this.#journal.read((tx) => sentInMonth(tx, account, month))
  }

  used(account: AccountId, month: string): Promise<Quotas> {
    return this.#journal.read(async (tx) => {
      const monthMessages = (await sentInMonth(tx, account, month)) ?? 0
      const openReports = await countReports(tx, { reporter_id: account, closed_ms: 0 })
      return { monthMessages, openReports, ...(await spoolUsage(tx, account, month)) }
    })
  }
}
