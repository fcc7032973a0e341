import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import { RecentMap } from '../../../src/core/recent-map.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { monthOf, monthTurnsMs } from '../entity/month.ts'
import { MAX_REMEMBERED_ACCOUNTS, OVER_FRESH_MS, SENT_FRESH_MS } from '../limits.ts'
import type { QuotasOf, QuotaStore } from '../ports.ts'

type MessagesDeps = Readonly<{ store: QuotaStore; quotas: QuotasOf; clock: Clock }>

/** What is known of one account. Counts too much rather than too little: that only leads to another look at the truth. */
type Sent = {
  readonly month: string
  count: number
  /** Taken since the newest look began, which may have seen them or not. */
  since: number
  readMs: number
  reading: Promise<void> | undefined
  /** The truth said that it is over, with this quota. */
  over: Readonly<{ most: number; sinceMs: number }> | undefined
}

/**
 * Messages of an account in a month. The truth counts them where it stores them anyhow; here is a copy that is counted on with each
 * message, so a send neither waits nor costs a query. Before anybody is refused the truth is asked. Relays of one home, and messages that are
 * under way together, may let a few more pass.
 */
export class MonthMessages {
  readonly #deps: MessagesDeps
  readonly #sent = new RecentMap<AccountId, Sent>({ most: MAX_REMEMBERED_ACCOUNTS })

  constructor(deps: MessagesDeps) {
    this.#deps = deps
  }

  /** Counts one more. @returns false when the month may be over: then ask `refusal`. */
  take(account: AccountId): boolean {
    const { quotas, clock } = this.#deps
    const sent = this.#known(account, monthOf(clock.nowMs()))
    sent.count += 1
    sent.since += 1
    // What fails now is read with the next one.
    if (clock.monotonicMs() - sent.readMs >= SENT_FRESH_MS)
      this.#look(account, sent).catch(() => {})
    return sent.count <= quotas.newest(account).monthMessages
  }

  /** May the next one be the first of its month? Then the truth must begin that with it. */
  mayBeFirst(account: AccountId): boolean {
    const sent = this.#known(account, monthOf(this.#deps.clock.nowMs()))
    return sent.readMs === Number.NEGATIVE_INFINITY
  }

  /** Of the one that was taken last: why it must not be stored, unless it was stored before. */
  async refusal(account: AccountId): Promise<HomeRefusal | undefined> {
    const { quotas, clock } = this.#deps
    const { monthMessages: most } = await quotas.of(account)
    const nowMs = clock.nowMs()
    const sent = this.#known(account, monthOf(nowMs))
    if (!this.#isOver(sent, most)) {
      await this.#look(account, sent)
      if (sent.count <= most) return undefined
      sent.over = { most, sinceMs: clock.monotonicMs() }
    }
    sent.count -= 1
    const retryAfterMs = monthTurnsMs(nowMs) - nowMs
    return new HomeRefusal('slow-down', { limit: 'monthMessages', retryAfterMs })
  }

  /** So that who goes on trying costs little. */
  #isOver({ over }: Sent, most: number): boolean {
    const nowMs = this.#deps.clock.monotonicMs()
    return over !== undefined && over.most === most && nowMs - over.sinceMs < OVER_FRESH_MS
  }

  #look(account: AccountId, sent: Sent): Promise<void> {
    sent.reading ??= this.#read(account, sent).finally(() => {
      sent.reading = undefined
    })
    return sent.reading
  }

  async #read(account: AccountId, sent: Sent): Promise<void> {
    const { store, clock } = this.#deps
    // The one that asks is not stored yet.
    sent.since = 1
    const stored = await store.sentInMonth(account, sent.month)
    sent.count = (stored ?? 0) + sent.since
    // The first that is stored begins the month; until then there is nothing to rely on.
    if (stored !== undefined) sent.readMs = clock.monotonicMs()
  }

  #known(account: AccountId, month: string): Sent {
    const known = this.#sent.get(account)
    if (known?.month === month) return known
    const readMs = Number.NEGATIVE_INFINITY
    const sent = { month, count: 0, since: 0, readMs, reading: undefined, over: undefined }
    this.#sent.set(account, sent)
    return sent
  }
}
