import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Limits } from '../../limits/entity/limit-table.ts'
import {
  type LoadFacts,
  NOTHING_SHED,
  nextShed,
  pressureOf,
  type Shed,
  shareShed,
  SUSTAINED_LOOKS,
  sustained,
} from '../entity/shedding.ts'
import { SHED_CALLS, SHED_OTHERS, type Sheddable } from '../entity/shed-order.ts'
import { LOOK_MS, SHED_RETRY_MS } from '../limits.ts'
import type { LoadMeter, LoadSource, Shedding } from '../ports.ts'

type LoadDeps = Readonly<{
  source: LoadSource
  meter: LoadMeter
  clock: Clock
  random: Random
  log: Logger
}>

const SHED_KINDS = { ...SHED_CALLS, ...SHED_OTHERS }
const NOT_YET: LoadFacts = { lagMs: 0, lateTransactions: 0, freeMemoryBytes: Number.MAX_VALUE }

/**
 * How much the relay has to do, and what it turns away before it collapses: what is cheap to refuse, never what was acknowledged or
 * keeps somebody here. Nodes come again after the time that they are told.
 */
export class Load implements Shedding {
  readonly #deps: LoadDeps
  readonly #limits: Limits['overload']
  #shed: Shed = NOTHING_SHED
  #facts: LoadFacts = NOT_YET
  #since: Readonly<{ ms: number; turnedAway: number }> | undefined
  #turnedAway = 0
  /** Of the newest looks. */
  #pressures: readonly number[] = []

  constructor(deps: LoadDeps, limits: Limits['overload']) {
    this.#deps = deps
    this.#limits = limits
  }

  get shed(): Shed {
    return this.#shed
  }

  /** Of the newest look. */
  get facts(): LoadFacts {
    return this.#facts
  }

  /** Is even who belongs here turned away? Then others should be sent elsewhere. */
  get isOverloaded(): boolean {
    return shareShed(this.#shed, 'last') > 0
  }

  turnsAway(what: Sheddable): boolean {
    const kind = SHED_KINDS[what]
    if (this.#shed === NOTHING_SHED || kind === 'never') return false
    if (this.#deps.random.fraction() >= shareShed(this.#shed, kind)) return false
    this.#turnedAway += 1
    this.#deps.meter.shed(what)
    return true
  }

  retryAfterMs(): number {
    return Math.round(SHED_RETRY_MS * (0.5 + this.#deps.random.fraction()))
  }

  async run({ signal }: Readonly<{ signal: AbortSignal }>): Promise<void> {
    for (;;) {
      await this.#deps.clock.sleep(LOOK_MS, { signal })
      this.look()
    }
  }

  look(): void {
    const before = this.#shed
    this.#facts = this.#deps.source.look()
    const pressure = pressureOf(this.#facts, this.#limits)
    this.#pressures = [...this.#pressures, pressure].slice(-SUSTAINED_LOOKS)
    this.#shed = nextShed(before, sustained(this.#pressures))
    if (before === NOTHING_SHED && this.#shed > NOTHING_SHED) this.#began()
    if (before > NOTHING_SHED && this.#shed === NOTHING_SHED) this.#ended()
  }

  #began(): void {
    this.#since = { ms: this.#deps.clock.monotonicMs(), turnedAway: this.#turnedAway }
    this.#deps.log.warn(this.#shown(), 'too much to do: shedding began')
  }

  #ended(): void {
    const { ms, turnedAway } = this.#since ?? { ms: 0, turnedAway: 0 }
    const forMs = Math.round(this.#deps.clock.monotonicMs() - ms)
    const counted = { forMs, turnedAway: this.#turnedAway - turnedAway }
    this.#deps.log.warn({ ...this.#shown(), ...counted }, 'shedding ended')
  }

  #shown() {
    return { ...this.#facts, lagMs: Math.round(this.#facts.lagMs) }
  }
}
