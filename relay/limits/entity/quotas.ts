import { LIMITS } from './limit-table.ts'

/** The limits that each account has for itself: the home's, unless the operator gave it others. */
export const QUOTAS = {
  monthMessages: LIMITS.account.monthMessages,
  monthBytes: LIMITS.spool.monthBytes,
  storedBytes: LIMITS.spool.storedBytes,
  openReports: LIMITS.account.openReports,
} as const

export type QuotaName = keyof typeof QUOTAS
export type Quotas = Readonly<Record<QuotaName, number>>
/** Of one account, where the operator gave it others. */
export type OwnQuotas = Readonly<Partial<Record<QuotaName, number>>>

export const QUOTA_NAMES = Object.keys(QUOTAS) as QuotaName[]

export function isQuotaName(name: string): name is QuotaName {
  return Object.hasOwn(QUOTAS, name)
}

/** The change that takes one, or all, back to the home's. */
export function resetOf(
  quota: QuotaName | undefined,
): Readonly<Partial<Record<QuotaName, undefined>>> {
  const names = quota === undefined ? QUOTA_NAMES : [quota]
  return Object.fromEntries(names.map((name) => [name, undefined]))
}
