import type { SpoolId } from '../../../src/core/ids.ts'

/** Chunks that readers wait for at this moment, so that the uploader's next ones have room whatever else fills it. */
export class AwaitedChunks {
  readonly #counts = new Map<SpoolId, Map<number, number>>()

  count(spool: SpoolId): number {
    return this.#counts.get(spool)?.size ?? 0
  }

  /** Until disposed. */
  await(spool: SpoolId, index: number): Disposable {
    const counts = this.#counts.get(spool) ?? new Map<number, number>()
    this.#counts.set(spool, counts)
    counts.set(index, (counts.get(index) ?? 0) + 1)
    return { [Symbol.dispose]: () => this.#release(spool, counts, index) }
  }

  #release(spool: SpoolId, counts: Map<number, number>, index: number): void {
    const left = (counts.get(index) ?? 0) - 1
    if (left > 0) counts.set(index, left)
    else counts.delete(index)
    if (counts.size === 0 && this.#counts.get(spool) === counts) this.#counts.delete(spool)
  }
}
