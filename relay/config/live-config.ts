import type { LogLevel } from '../../src/system/log.ts'
import type { RelayConfig } from '../config.ts'
import {
  LIMIT_SECTIONS,
  LIMITS,
  type Limits,
  type LimitSection,
} from '../limits/entity/limit-table.ts'
import type { Rates } from '../limits/entity/rates.ts'

/** What takes effect while the relay runs, beside all limits. Everything else is read once, at the start. */
const LIVE: readonly string[] = ['registration', 'invites', 'logLevel', 'rates']

/** The configuration in force. Whoever holds it reads it anew each time, so that a change is a change for all. */
export class LiveConfig {
  #now: RelayConfig
  readonly limits: Limits

  constructor(config: RelayConfig) {
    this.#now = config
    const sections = LIMIT_SECTIONS.map((each) => [each, live(each, () => this.#now[each])])
    this.limits = Object.fromEntries(sections) as Limits
  }

  get registration(): RelayConfig['registration'] {
    return this.#now.registration
  }

  get invites(): RelayConfig['invites'] {
    return this.#now.invites
  }

  get rates(): Rates {
    return this.#now.rates
  }

  get logLevel(): LogLevel {
    return this.#now.logLevel
  }

  /** @returns the names of settings that changed too, and wait for the next start. */
  change(next: RelayConfig): readonly string[] {
    const live = [...LIVE, ...LIMIT_SECTIONS]
    const waiting = changed(this.#now, next, live)
    const spool = changed(this.#now.spool, next.spool, Object.keys(LIMITS.spool))
    this.#now = next
    return [...waiting, ...spool.map((name) => `spool.${name}`)]
  }
}

/** Always what `read` has now. */
function live<S extends LimitSection>(section: S, read: () => Limits[S]): Limits[S] {
  const getters = Object.keys(LIMITS[section]).map((name) => [
    name,
    { enumerable: true, get: () => read()[name as keyof Limits[S]] },
  ])
  return Object.defineProperties(
    {},
    Object.fromEntries(getters) as PropertyDescriptorMap,
  ) as Limits[S]
}

function changed<T extends object>(
  before: T,
  after: T,
  live: readonly string[],
): readonly string[] {
  const names = Object.keys(after).filter((name) => !live.includes(name))
  const textOf = (of: T, name: string) => JSON.stringify(of[name as keyof T])
  return names.filter((name) => textOf(before, name) !== textOf(after, name))
}
