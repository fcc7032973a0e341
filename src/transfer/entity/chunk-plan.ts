import { CHUNK_BYTES } from '../limits.ts'

/** How a file is cut: chunks of `chunkBytes`, the last one shorter. An empty file has none. */
export type ChunkPlan = Readonly<{ size: number; chunkBytes: number; count: number }>

export function planChunks(size: number, chunkBytes: number = CHUNK_BYTES): ChunkPlan {
  return { size, chunkBytes, count: Math.ceil(size / chunkBytes) }
}

export function chunkOffset(plan: ChunkPlan, index: number): number {
  return index * plan.chunkBytes
}

export function chunkLength(plan: ChunkPlan, index: number): number {
  if (index < 0 || index >= plan.count) throw new RangeError('no such chunk')
  return Math.min(plan.chunkBytes, plan.size - chunkOffset(plan, index))
}
