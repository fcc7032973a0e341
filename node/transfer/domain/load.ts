import { type Carried, carriedMore, type Carry, NOTHING_CARRIED } from '../entity/carried.ts'

/** What one line has moved, and by whom it was carried. */
export class Load {
  readonly #told: Carry
  #moved: Carried = NOTHING_CARRIED

  constructor(told: Carry) {
    this.#told = told
  }

  get moved(): Carried {
    return this.#moved
  }

  readonly carry: Carry = (carrier, bytes) => {
    this.#moved = carriedMore(this.#moved, carrier, bytes)
    this.#told(carrier, bytes)
  }
}
