import type { AccountId } from '../../src/core/ids.ts'
import type { OwnQuotas, QuotaName, Quotas } from './entity/quotas.ts'
import type { Rate } from './entity/rate.ts'
import type { RateName } from './entity/rates.ts'

export type TakeResult =
  | Readonly<{ kind: 'taken' }>
  | Readonly<{ kind: 'slow-down'; retryAfterMs: number }>

/**
 * Rate buckets by key. They are hints: all may vanish at any moment, and every bucket is full again then. What is refused
 * takes nothing.
 */
export interface RateBuckets {
  take(key: string, rate: Rate): Promise<TakeResult>
}

/** Told of everybody who was turned away, and by which limit. */
export interface RateMeter {
  limited(rate: RateName): void
}

/** What an account may use now. */
export interface QuotasOf {
  of(account: AccountId): Promise<Quotas>
  /** What is known at this moment, without a wait: the home's until the account's own are read. */
  newest(account: AccountId): Quotas
}

export type QuotaChange = Readonly<Partial<Record<QuotaName, number | undefined>>>

/** Every method is one transaction. */
export interface QuotaStore {
  own(account: AccountId): Promise<OwnQuotas>
  /** What is undefined here is the home's again; what is not named stays. */
  set(account: AccountId, change: QuotaChange): Promise<void>
  /** Messages that the home stored of this account in that month, such as `2026-11`. Undefined: none yet. */
  sentInMonth(account: AccountId, month: string): Promise<number | undefined>
  /** Of each quota, in that month. */
  used(account: AccountId, month: string): Promise<Quotas>
}
