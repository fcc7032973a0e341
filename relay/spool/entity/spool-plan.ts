import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { Begin } from '../../../src/transfer/entity/messages.ts'
import { MAX_SEALED_CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { SpoolSize } from './quota.ts'

/**
 * A sealed content as a spool sees it: how many chunks, how many bytes. The length of each is the uploader's secret until it
 * comes, so lengths here are the most it can be.
 */
export function spoolPlan({ bytes, chunks }: SpoolSize): ChunkPlan {
  const offsetOf = (index: number) => Math.min(index * MAX_SEALED_CHUNK_BYTES, bytes)
  return {
    size: bytes,
    count: chunks,
    known: chunks,
    offsetOf,
    lengthOf: () => MAX_SEALED_CHUNK_BYTES,
    leavesOf: () => [MAX_SEALED_CHUNK_BYTES],
  }
}

export function spoolBegin({ bytes, chunks }: SpoolSize): Begin {
  const listing = new Uint8Array()
  return { size: bytes, chunkCount: chunks, mtimeMs: 0, mode: 0, listing, open: false }
}
