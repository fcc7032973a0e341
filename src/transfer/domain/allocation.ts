import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { commonRuns, difference, runsWithout, union } from '../entity/chunk-algebra.ts'
import { type ChunkSet, chunksBetween, NO_CHUNKS, type Run } from '../entity/chunk-set.ts'

/** What a line may ask for: only what is `within`, where given, and nothing that others have nearer. */
export type Reach = Readonly<{ within?: ChunkSet | undefined; without?: ChunkSet | undefined }>

/** Which missing chunks nobody has been asked for: each is handed out once, the lowest first, whatever the number of lines. */
export class Allocation {
  readonly #plan: ChunkPlan
  #free: ChunkSet

  constructor(plan: ChunkPlan, have: ChunkSet) {
    this.#plan = plan
    this.#free = difference(chunksBetween(0, plan.count), have)
  }

  /** A run of at most `max`; `undefined` when there is none now. */
  take(max: number, { within, without = NO_CHUNKS }: Reach = {}): Run | undefined {
    const runs =
      within === undefined ? runsWithout(this.#free, without) : commonRuns(this.#free, within)
    const found = runs.next().value
    // Chunks whose length is not known yet cannot be asked for.
    if (found === undefined || found.start >= this.#plan.known) return undefined
    const end = Math.min(found.end, found.start + max, this.#plan.known)
    const run = { start: found.start, end }
    this.#free = difference(this.#free, chunksBetween(run.start, end))
    return run
  }

  hasAnyOf(set: ChunkSet): boolean {
    return commonRuns(this.#free, set).next().value !== undefined
  }

  giveBack({ start, end }: Run): void {
    this.#free = union(this.#free, chunksBetween(start, end))
  }
}
