import { CHUNK_BYTES } from '../limits.ts'

/**
 * How a content is cut: the unit of verification, resume and asking. A chunk is one UnixFS leaf, or several whole small ones
 * (a folder's small files travel together). An empty content has none.
 */
export interface ChunkPlan {
  /** Bytes of all chunks that are known. */
  readonly size: number
  readonly count: number
  /** Its end is not known: `count` is what there may be at most. Only a stream's plan is ever open. */
  readonly isOpen?: boolean
  /** Chunks from the first one whose lengths are known: all, but for a folder whose listing has not come yet. */
  readonly known: number
  /** Bytes of all chunks before this one. `count` itself is allowed: the size. */
  offsetOf(index: number): number
  lengthOf(index: number): number
  /** Lengths of the leaves that it holds, in order; together they are its length. */
  leavesOf(index: number): readonly number[]
}

/** A file, or anything else that is one row of bytes: chunks of `chunkBytes`, the last one shorter. */
export function planChunks(size: number, chunkBytes: number = CHUNK_BYTES): ChunkPlan {
  const count = Math.ceil(size / chunkBytes)
  const lengthOf = (index: number): number => {
    if (index < 0 || index >= count) throw new RangeError('no such chunk')
    return Math.min(chunkBytes, size - index * chunkBytes)
  }
  return {
    size,
    count,
    known: count,
    offsetOf: (index) => Math.min(index * chunkBytes, size),
    lengthOf,
    leavesOf: (index) => [lengthOf(index)],
  }
}
