import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Answer, Ask } from '../../../src/home/entity/calls.ts'
import type { SpoolUsage } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Ticket } from '../../../src/home/entity/ticket.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { monthTurnsMs } from '../../limits/entity/month.ts'
import { isPossible, type SpoolQuotas } from '../entity/quota.ts'
import { DISK_RETRY_MS, STORE_RETRY_MS, SWEEP_PAGE, TICKET_MS } from '../limits.ts'
import type { Freed, SpoolObject, SpoolStore, Tickets } from '../ports.ts'
import type { Freeing } from './freeing.ts'
import type { News } from './news.ts'
import type { Quotas } from './quotas.ts'

type SpoolDeps = Readonly<{
  store: SpoolStore
  tickets: Tickets
  quotas: Quotas
  news: News
  freeing: Freeing
  clock: Clock
  log: Logger
}>

type SpoolSettings = Readonly<{ keepMs: number }>

/** What the home's calls do at the spool: who may put what for whom, and get it. The bytes move elsewhere, with the tickets. */
export class Spool {
  readonly #deps: SpoolDeps
  readonly #settings: SpoolSettings

  constructor(deps: SpoolDeps, settings: SpoolSettings) {
    this.#deps = deps
    this.#settings = settings
  }

  /** @throws HomeRefusal spool-disk, spool-month, spool-full, with a time; unknown-spool, id-reused, not-friends, too-large. */
  async put(caller: Caller, ask: Ask<'spoolPut'>): Promise<Answer<'spoolPut'>> {
    const { store, quotas, clock, log } = this.#deps
    if (!isPossible(ask)) throw new HomeRefusal('bad-request')
    const nowMs = clock.nowMs()
    if (!(await this.#hasDisk())) {
      log.warn({ minFreeBytes: quotas.minFreeBytes }, 'spool refused: too little free disk')
      throw new HomeRefusal('spool-disk', { retryAfterMs: DISK_RETRY_MS, limit: 'minFreeBytes' })
    }
    const { storedBytes: storedLimitBytes } = await this.#checkMonth(caller.account, nowMs)
    const expiresMs = nowMs + this.#settings.keepMs
    const terms = { storedLimitBytes, nowMs, expiresMs }
    const { object, waiting } = await store.put(caller, ask, terms)
    const allowed = await this.#allow(caller, object, 'put')
    return { ...allowed, expiresMs, waiting, usage: await this.usage(caller) }
  }

  /** @throws HomeRefusal unknown-spool, spool-month. */
  async get(caller: Caller, spool: SpoolId): Promise<Answer<'spoolGet'>> {
    const { store, clock } = this.#deps
    const nowMs = clock.nowMs()
    await this.#checkMonth(caller.account, nowMs)
    const object = await store.claim(caller, spool, nowMs)
    const { bytes, chunks, expiresMs } = object
    return { ...(await this.#allow(caller, object, 'get')), expiresMs, bytes, chunks }
  }

  /** @throws HomeRefusal unknown-spool. */
  async drop(caller: Caller, spool: SpoolId): Promise<void> {
    const { store, news, freeing } = this.#deps
    const freed = await store.drop(caller, spool)
    const { isWhole } = freed
    await news.over({ kind: 'dropped', spool, account: caller.account, isWhole })
    await freeing.free([freed])
  }

  async usage({ account }: Caller): Promise<SpoolUsage> {
    const { store, quotas, clock } = this.#deps
    const nowMs = clock.nowMs()
    const allowed = await quotas.allowed(account)
    return {
      ...(await store.used(account, nowMs)),
      storedLimitBytes: allowed.storedBytes,
      monthLimitBytes: allowed.monthBytes,
      monthTurnsMs: monthTurnsMs(nowMs),
    }
  }

  /** Removed or blocked: nothing moves between the two any more. New lines look at the friendship themselves. */
  async unfriended(one: AccountId, other: AccountId): Promise<void> {
    await this.#deps.news.over({ kind: 'unfriended', one, other })
    await this.#forget(() => this.#deps.store.unfriend(one, other))
  }

  /** Logged out: its tickets are worth nothing any more. New lines look at the device themselves. */
  async deviceGone(device: DeviceId): Promise<void> {
    await this.#deps.news.over({ kind: 'logged-out', device })
    await this.#forget(() => this.#deps.store.forgetDevice(device))
  }

  /** Blocked by the operator: what lies here stays for when it comes back, and nothing of it moves. */
  async accountBlocked(account: AccountId): Promise<void> {
    await this.#deps.news.over({ kind: 'blocked', account })
  }

  /** Deleted by the operator: nothing of it and for it stays. */
  async accountDeleted(account: AccountId): Promise<void> {
    await this.#deps.news.over({ kind: 'deleted', account })
    const { store, freeing, clock, log } = this.#deps
    try {
      for (;;) {
        const freed = await store.sweep(clock.nowMs(), SWEEP_PAGE)
        if (freed.length === 0) return
        await freeing.free(freed)
      }
    } catch (err) {
      // The sweep of the next hour goes on with it.
      log.warn({ err }, 'what a deleted account had here could not be removed')
    }
  }

  /** A bucket that cannot be reached is no reason to let nodes send into it. */
  async #hasDisk(): Promise<boolean> {
    try {
      return await this.#deps.quotas.hasDisk()
    } catch (cause) {
      throw new HomeRefusal('unavailable', { cause, retryAfterMs: STORE_RETRY_MS })
    }
  }

  /** What goes wrong here the sweep makes good; the friendship or the device is gone all the same. */
  async #forget(work: () => Promise<readonly Freed[]>): Promise<void> {
    try {
      await this.#deps.freeing.free(await work())
    } catch (err) {
      this.#deps.log.warn({ err }, 'claims could not be ended')
    }
  }

  /** @returns what the account may use. */
  async #checkMonth(account: AccountId, nowMs: number): Promise<SpoolQuotas> {
    const { store, quotas } = this.#deps
    const { monthBytes } = await store.used(account, nowMs)
    const allowed = await quotas.allowed(account)
    if (monthBytes < allowed.monthBytes) return allowed
    const retryAfterMs = monthTurnsMs(nowMs) - nowMs
    throw new HomeRefusal('spool-month', { retryAfterMs, limit: 'monthBytes' })
  }

  async #allow({ account, device }: Caller, { spool, bytes }: SpoolObject, op: Ticket['op']) {
    const { tickets, clock } = this.#deps
    const untilMs = clock.nowMs() + TICKET_MS
    const ticket = await tickets.issue({ spool, device, account, op, maxBytes: bytes, untilMs })
    return { ticket, untilMs }
  }
}
