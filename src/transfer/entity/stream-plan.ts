import { CHUNK_BYTES, MAX_STREAM_CHUNKS } from '../limits.ts'
import { type ChunkPlan, planChunks } from './chunk-plan.ts'

type Settings = Readonly<{
  /** Known from the beginning. */
  size?: number | undefined
  chunkBytes?: number
  maxChunks?: number
}>

/**
 * How a content of unknown length is cut: like a file that is as long as a file may be, until its end is known. Every chunk
 * that comes before is a whole one, so nothing that was said of it changes then.
 */
export class StreamPlan implements ChunkPlan {
  readonly #chunkBytes: number
  readonly #longest: ChunkPlan
  #closed: ChunkPlan | undefined

  constructor({ size, chunkBytes = CHUNK_BYTES, maxChunks = MAX_STREAM_CHUNKS }: Settings = {}) {
    this.#chunkBytes = chunkBytes
    this.#longest = planChunks(maxChunks * chunkBytes, chunkBytes)
    if (size !== undefined) this.close(size)
  }

  get isOpen(): boolean {
    return this.#closed === undefined
  }

  /** @throws RangeError for a second end that is another one, and for one beyond the longest. */
  close(size: number): void {
    if (size > this.#longest.size) throw new RangeError('longer than a stream may be')
    if (this.#closed !== undefined && this.#closed.size !== size) {
      throw new RangeError('another end than before')
    }
    this.#closed ??= planChunks(size, this.#chunkBytes)
  }

  get size(): number {
    return this.#plan.size
  }

  get count(): number {
    return this.#plan.count
  }

  get known(): number {
    return this.#plan.count
  }

  offsetOf(index: number): number {
    return this.#plan.offsetOf(index)
  }

  lengthOf(index: number): number {
    return this.#plan.lengthOf(index)
  }

  leavesOf(index: number): readonly number[] {
    return this.#plan.leavesOf(index)
  }

  get #plan(): ChunkPlan {
    return this.#closed ?? this.#longest
  }
}
