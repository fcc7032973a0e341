import { type ChunkSet, hasChunk, type Run } from '../entity/chunk-set.ts'

/** `here`: it has come, and is being written. */
type How = 'bytes' | 'digest' | 'here'

/** What one line was asked for, and has not kept yet. */
export class Asked {
  readonly #chunks = new Map<number, How>()

  get count(): number {
    return this.#chunks.size
  }

  get indices(): Iterable<number> {
    return this.#chunks.keys()
  }

  /** Some of it is still to come: of all, or of what is not in this set. */
  isAwaited(without?: ChunkSet): boolean {
    return [...this.#chunks].some(
      ([index, how]) => how !== 'here' && !(without && hasChunk(without, index)),
    )
  }

  how(index: number): How | undefined {
    return this.#chunks.get(index)
  }

  add({ start, end }: Run, how: How): void {
    for (let index = start; index < end; index++) this.#chunks.set(index, how)
  }

  remove(index: number): void {
    this.#chunks.delete(index)
  }

  /** What was asked for beyond the end will not come. */
  endAt(chunkCount: number): void {
    for (const index of this.#chunks.keys()) if (index >= chunkCount) this.#chunks.delete(index)
  }
}
