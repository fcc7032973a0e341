import type { LoadFacts } from './entity/shedding.ts'
import type { Sheddable } from './entity/shed-order.ts'

/** Looks at the process; each look begins a new measuring of the lag. */
export interface LoadSource {
  look(): LoadFacts
}

/** Told of what was turned away. */
export interface LoadMeter {
  shed(what: Sheddable): void
}

/** May this begin now, or is there too much to do? */
export interface Shedding {
  /** Counts what it turns away. */
  turnsAway(what: Sheddable): boolean
  /** When whoever was turned away should come again. Milliseconds. */
  retryAfterMs(): number
}
