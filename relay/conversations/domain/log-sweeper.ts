import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import {
  LOG_KEEP_EVENTS,
  LOG_KEEP_MS,
  SWEEP_EVERY_MS,
  SWEEP_PAGE_LOGS,
  TRIM_BATCH_EVENTS,
} from '../limits.ts'
import type { LogStore, TrimLimits } from '../ports.ts'

type LogSweeperDeps = Readonly<{ store: LogStore; clock: Clock }>

/** How much of each log is kept: what is older, and what is more, goes. */
export type LogRetention = Readonly<{ keepMs: number; keepEvents: number }>
export const LOG_RETENTION: LogRetention = { keepMs: LOG_KEEP_MS, keepEvents: LOG_KEEP_EVENTS }

/** Trims the logs. A device whose cursor is gone is told so and takes a snapshot; messages themselves stay. */
export class LogSweeper {
  readonly #deps: LogSweeperDeps
  readonly #retention: LogRetention

  constructor(deps: LogSweeperDeps, retention: LogRetention = LOG_RETENTION) {
    this.#deps = deps
    this.#retention = retention
  }

  /** Pass after pass, until the signal. One that fails is logged; the next one makes up for it. */
  async run(options: Readonly<{ signal: AbortSignal; log: Logger }>): Promise<never> {
    for (;;) {
      try {
        await this.sweep(options)
      } catch (err) {
        options.signal.throwIfAborted()
        options.log.warn({ err }, 'sweeping the logs failed')
      }
      await this.#deps.clock.sleep(SWEEP_EVERY_MS, options)
    }
  }

  /** One pass over all logs. @returns how many events were removed. */
  async sweep(options: Readonly<{ signal: AbortSignal }>): Promise<number> {
    const { store, clock } = this.#deps
    const limits = {
      beforeMs: clock.nowMs() - this.#retention.keepMs,
      keepEvents: this.#retention.keepEvents,
      maxRemoved: TRIM_BATCH_EVENTS,
    }
    let removed = 0
    let after = ''
    for (;;) {
      const accounts = await store.logs(after, SWEEP_PAGE_LOGS)
      for (const account of accounts) removed += await this.#trim(account, limits, options)
      const last = accounts.at(-1)
      if (last === undefined) return removed
      after = last
    }
  }

  async #trim(
    account: AccountId,
    limits: TrimLimits,
    { signal }: Readonly<{ signal: AbortSignal }>,
  ): Promise<number> {
    let removed = 0
    for (;;) {
      signal.throwIfAborted()
      const batch = await this.#deps.store.trim(account, limits)
      removed += batch
      if (batch < limits.maxRemoved) return removed
    }
  }
}
