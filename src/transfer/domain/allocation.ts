import type { ChunkPlan } from '../entity/chunk-plan.ts'
import {
  addRun,
  type ChunkSet,
  firstCommonRun,
  firstRunWithout,
  lackOf,
  NO_CHUNKS,
  type Run,
  removeRun,
} from '../entity/chunk-set.ts'

/** What a line may ask for: only what is `within`, where given, and nothing that others have nearer. */
export type Reach = Readonly<{ within?: ChunkSet | undefined; without?: ChunkSet | undefined }>

/** Which missing chunks nobody has been asked for: each is handed out once, the lowest first, whatever the number of lines. */
export class Allocation {
  readonly #plan: ChunkPlan
  #free: ChunkSet

  constructor(plan: ChunkPlan, have: ChunkSet) {
    this.#plan = plan
    this.#free = lackOf(have, plan.count)
  }

  /** A run of at most `max`; `undefined` when there is none now. */
  take(max: number, { within, without = NO_CHUNKS }: Reach = {}): Run | undefined {
    const found =
      within === undefined
        ? firstRunWithout(this.#free, without)
        : firstCommonRun(this.#free, within)
    // Chunks whose length is not known yet cannot be asked for.
    if (found === undefined || found.start >= this.#plan.known) return undefined
    const end = Math.min(found.end, found.start + max, this.#plan.known)
    const run = { start: found.start, end }
    this.#free = removeRun(this.#free, run)
    return run
  }

  hasAnyOf(set: ChunkSet): boolean {
    return firstCommonRun(this.#free, set) !== undefined
  }

  giveBack(run: Run): void {
    this.#free = addRun(this.#free, run)
  }
}
