import type { FileHandle } from 'node:fs/promises'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import {
  type ChunkPlan,
  chunkLength,
  chunkOffset,
} from '../../../src/transfer/entity/chunk-plan.ts'
import {
  addChunk,
  type ChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import type { DigestEntry, Waiting } from '../../../src/transfer/ports.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'

type Deps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher }>
type Staged = Readonly<{ transferId: TransferId; plan: ChunkPlan; file: FileHandle }>

/**
 * Which chunks of a staged file count at resume. Those under the durable mark do. The others were recorded, but a power
 * cut may have taken their bytes: they are read and hashed again, and forgotten when they are not what was recorded.
 */
export async function trustedChunks(
  deps: Deps,
  staged: Staged,
  options: Waiting,
): Promise<ChunkSet> {
  const { transferId, plan, file } = staged
  const isWhole = (await file.stat()).size === plan.size
  const durable = isWhole ? await deps.chunks.durable(transferId, plan.count) : NO_CHUNKS
  const buffer = Buffer.allocUnsafeSlow(plan.chunkBytes)
  let trusted = NO_CHUNKS
  for await (const entry of deps.chunks.entries(transferId, options)) {
    const counts =
      hasChunk(durable, entry.index) || (await isOnDisk(entry, { ...staged, ...deps, buffer }))
    if (counts) trusted = addChunk(trusted, entry.index)
    else await deps.chunks.drop(transferId, entry.index)
  }
  return trusted
}

async function isOnDisk(
  { index, digest }: DigestEntry,
  { plan, file, hasher, buffer }: Staged & Deps & Readonly<{ buffer: Buffer }>,
): Promise<boolean> {
  if (index >= plan.count) return false
  const bytes = buffer.subarray(0, chunkLength(plan, index))
  const { bytesRead } = await file.read(bytes, 0, bytes.length, chunkOffset(plan, index))
  return bytesRead === bytes.length && sameDigest(hasher.digest(bytes), digest)
}
