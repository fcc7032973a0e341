import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { type ChunkSet, missingChunks } from '../entity/chunk-set.ts'

export type Run = Readonly<{ first: number; count: number }>

/** Which missing chunks nobody has been asked for: each is handed out once, the lowest first, whatever the number of lines. */
export class Allocation {
  readonly #plan: ChunkPlan
  readonly #fresh: Iterator<number, void>
  #next: number | undefined
  /** From lines that ended before they came; ascending. */
  #returned: number[] = []

  constructor(plan: ChunkPlan, have: ChunkSet) {
    this.#plan = plan
    this.#fresh = missingChunks(have, plan.count)
    this.#advance()
  }

  /** A run of at most `max`; `undefined` when there is none now. */
  take(max: number): Run | undefined {
    const first = this.#takeOne()
    if (first === undefined) return undefined
    let count = 1
    while (count < max && this.#lowest() === first + count) {
      this.#takeOne()
      count++
    }
    return { first, count }
  }

  giveBack(indices: Iterable<number>): void {
    this.#returned = [...this.#returned, ...indices].toSorted((a, b) => a - b)
  }

  #takeOne(): number | undefined {
    const index = this.#lowest()
    if (index === undefined) return undefined
    if (this.#returned[0] === index) this.#returned.shift()
    else this.#advance()
    return index
  }

  /** Chunks whose length is not known yet cannot be asked for. */
  #lowest(): number | undefined {
    const fresh = this.#next !== undefined && this.#next < this.#plan.known ? this.#next : undefined
    const returned = this.#returned[0]
    if (fresh === undefined || returned === undefined) return fresh ?? returned
    return Math.min(fresh, returned)
  }

  #advance(): void {
    const step = this.#fresh.next()
    this.#next = step.done === true ? undefined : step.value
  }
}
