import { seededRandom } from './seeded-random.ts'

/** Choices that are the same for the same seed. */
export class Dice {
  readonly #random: ReturnType<typeof seededRandom>

  constructor(seed: number) {
    this.#random = seededRandom(seed)
  }

  /** A whole number from 0 to `below` − 1. */
  below(below: number): number {
    return Math.floor(this.#random.fraction() * below)
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.below(list.length)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }

  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((each) => ({ each, key: this.#random.fraction() }))
    return keyed.sort((a, b) => a.key - b.key).map(({ each }) => each)
  }

  /** True once in `n` times. */
  once(n: number): boolean {
    return this.below(n) === 0
  }
}
