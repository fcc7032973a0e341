import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { CallName } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { CALL_RATES, RATES, type RateName, type Rates } from '../entity/rates.ts'
import type { Shedding } from '../../load/ports.ts'
import type { RateBuckets, RateMeter } from '../ports.ts'

export type Asker = Readonly<{
  /** From `addressKey`. */
  address: string
  device: DeviceId
  /** Of the session, when there is one. */
  account: AccountId | undefined
}>

/** Decides whether a call may be tried now. Not here: whether it is allowed at all. */
export class Admission {
  readonly #buckets: RateBuckets
  readonly #ownBuckets: RateBuckets
  readonly #meter: RateMeter
  readonly #shedding: Shedding
  readonly #settings: Readonly<{ rates: Rates }>

  constructor(
    deps: Readonly<{
      buckets: RateBuckets
      ownBuckets: RateBuckets
      meter: RateMeter
      shedding: Shedding
    }>,
    settings: Readonly<{ rates: Rates }>,
  ) {
    this.#buckets = deps.buckets
    this.#ownBuckets = deps.ownBuckets
    this.#meter = deps.meter
    this.#shedding = deps.shedding
    this.#settings = settings
  }

  /**
   * @throws HomeRefusal `unavailable` while the relay has too much to do; `slow-down`, with the time after which the emptiest bucket
   * has one again.
   */
  async admit(asker: Asker, call: CallName, name?: string): Promise<void> {
    // Before the buckets: it costs least.
    if (this.#shedding.turnsAway(call)) {
      const retryAfterMs = this.#shedding.retryAfterMs()
      throw new HomeRefusal('unavailable', { retryAfterMs, limit: 'overload' })
    }
    for (const rate of CALL_RATES[call]) {
      const key = keyOf(rate, asker, name)
      // A device has one session: what it may ask concerns the relay that has it, and need not wait for the others.
      const buckets = RATES[rate].by === 'device' ? this.#ownBuckets : this.#buckets
      const taken = await buckets.take(key, this.#settings.rates[rate])
      if (taken.kind === 'taken') continue
      this.#meter.limited(rate)
      throw new HomeRefusal('slow-down', { retryAfterMs: taken.retryAfterMs })
    }
  }
}

function keyOf(rate: RateName, asker: Asker, name: string | undefined): string {
  const owner = { ...asker, name, nameFromAddress: `${name} ${asker.address}` }[RATES[rate].by]
  return `${rate}:${owner ?? asker.device}`
}
