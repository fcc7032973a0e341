import type { Clock } from '../../../src/core/clock.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import type { LimitView } from '../../control/entity/queue-nouns.ts'
import { type Direction, rateAt } from '../entity/bandwidth.ts'
import type { LocalTime } from '../entity/hours.ts'
import { Lane, type Turn } from './lane.ts'

type ThrottleDeps = Readonly<{ clock: Clock; localTime: LocalTime }>

/**
 * Keeps what goes out and what comes in below the limits that a person has set: for all, and for each friend. Limits by hours
 * follow the clock on the wall, and are looked up for each chunk; how much may pass follows the monotonic one, so a wall clock
 * that jumps chooses another limit and lets no more through.
 */
export class Throttle {
  readonly #deps: ThrottleDeps
  readonly #lanes: Readonly<Record<Direction, Lane>>
  #limits: readonly LimitView[] = []

  constructor(deps: ThrottleDeps) {
    this.#deps = deps
    this.#lanes = { up: this.#lane('up'), down: this.#lane('down') }
  }

  /** From now on, for those who wait already too. */
  limit(limits: readonly LimitView[]): void {
    this.#limits = limits
    for (const lane of Object.values(this.#lanes)) lane.rouse()
  }

  join(
    direction: Direction,
    chunk: Readonly<{ id: TransferId; friend: AccountName; bytes: number }>,
  ): Turn {
    return this.#lanes[direction].join(chunk)
  }

  /** Bytes a second for all together now, or what a transfer with this friend may have at most. */
  rate(direction: Direction, friend?: AccountName): number | undefined {
    const rates = [undefined, friend].map((each) => this.#rateOf(direction, each))
    const known = rates.filter((rate) => rate !== undefined)
    return known.length === 0 ? undefined : Math.min(...known)
  }

  #lane(direction: Direction): Lane {
    return new Lane({
      clock: this.#deps.clock,
      rateOf: (friend) => this.#rateOf(direction, friend),
    })
  }

  #rateOf(direction: Direction, friend: AccountName | undefined): number | undefined {
    if (this.#limits.length === 0) return undefined
    const at = this.#deps.localTime(this.#deps.clock.nowMs())
    return rateAt(this.#limits, { friend, direction }, at)
  }
}
