import type { LogLevel } from '../../src/system/log.ts'
import type { RelayConfig, SpoolConfig } from '../config.ts'
import type { Rates } from '../limits/entity/rates.ts'

/** What takes effect while the relay runs. Everything else is read once, at the start. */
const LIVE: readonly (keyof RelayConfig)[] = ['registration', 'invites', 'logLevel', 'rates']
const LIVE_SPOOL: readonly (keyof SpoolConfig)[] = [
  'storedBytes',
  'monthBytes',
  'minFreeBytes',
  'keepDays',
]

/** The configuration in force. Whoever holds it reads it anew each time, so that a change is a change for all. */
export class LiveConfig {
  #now: RelayConfig
  readonly spool: Pick<SpoolConfig, 'storedBytes' | 'monthBytes' | 'minFreeBytes' | 'keepDays'>

  constructor(config: RelayConfig) {
    this.#now = config
    const spool = () => this.#now.spool
    this.spool = {
      get storedBytes() {
        return spool().storedBytes
      },
      get monthBytes() {
        return spool().monthBytes
      },
      get minFreeBytes() {
        return spool().minFreeBytes
      },
      get keepDays() {
        return spool().keepDays
      },
    }
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
    const waiting = changed(this.#now, next, LIVE)
    const spool = changed(this.#now.spool, next.spool, LIVE_SPOOL).map((name) => `spool.${name}`)
    this.#now = next
    return [...waiting.filter((name) => name !== 'spool'), ...spool]
  }
}

function changed<T extends object>(
  before: T,
  after: T,
  live: readonly (keyof T)[],
): readonly string[] {
  const names = Object.keys(after).filter((name) => !live.includes(name as keyof T))
  const textOf = (of: T, name: string) => JSON.stringify(of[name as keyof T])
  return names.filter((name) => textOf(before, name) !== textOf(after, name))
}
