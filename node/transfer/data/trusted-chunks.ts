import type { FileHandle } from 'node:fs/promises'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  addChunk,
  type ChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import { hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { LeafEntry, Waiting } from '../../../src/transfer/ports.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'

type Deps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher }>
type Staged = Readonly<{
  transferId: TransferId
  plan: ChunkPlan
  file: FileHandle
  /** It is as long as what has come. Others have their size from the beginning. */
  isStream?: boolean
}>

/**
 * Which chunks of a staged file count at resume. Those under the durable mark do. The others were recorded, but a power
 * cut may have taken their bytes: they are read and hashed again, and forgotten when they are not what was recorded.
 * Those under the mark are read before the whole gets its name (`readAgain`): a resume does not wait for that.
 */
export async function trustedChunks(
  deps: Deps,
  staged: Staged,
  options: Waiting,
): Promise<Readonly<{ have: ChunkSet; durable: ChunkSet }>> {
  const { transferId, plan, file, isStream = false } = staged
  const { size } = await file.stat()
  const isWhole = isStream || size === plan.size
  const marked = isWhole ? await deps.chunks.durable(transferId, plan.count) : NO_CHUNKS
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  let have = NO_CHUNKS
  let durable = NO_CHUNKS
  for await (const entry of deps.chunks.entries(transferId, options)) {
    const isDurable = hasChunk(marked, entry.index) && plan.offsetOf(entry.index + 1) <= size
    if (isDurable) durable = addChunk(durable, entry.index)
    const counts = isDurable || (await isOnDisk(entry, { ...staged, ...deps, buffer }))
    if (counts) have = addChunk(have, entry.index)
    else await deps.chunks.drop(transferId, entry.index)
  }
  return { have, durable }
}

/**
 * Entries as they were recorded, each unread one compared with the disk, which somebody or old age may have changed since.
 * @throws TransferError SINK_SPOILED, once all of them that are not what they were are forgotten.
 */
export async function* readAgain(
  deps: Deps,
  staged: Staged,
  { entries, unread }: Readonly<{ entries: AsyncIterable<LeafEntry>; unread: ChunkSet }>,
): AsyncGenerator<LeafEntry> {
  const buffer = unread.count > 0 ? Buffer.allocUnsafeSlow(CHUNK_BYTES) : Buffer.alloc(0)
  const spoiled: number[] = []
  for await (const entry of entries) {
    const isRead = !hasChunk(unread, entry.index)
    const isSame = isRead || (await isOnDisk(entry, { ...staged, ...deps, buffer }))
    if (!isSame) spoiled.push(entry.index)
    yield entry
  }
  for (const index of spoiled) await deps.chunks.drop(staged.transferId, index)
  if (spoiled.length > 0) {
    throw new TransferError('SINK_SPOILED', `${spoiled.length} chunks changed on the disk`)
  }
}

async function isOnDisk(
  { index, leaves }: LeafEntry,
  { plan, file, hasher, buffer }: Staged & Deps & Readonly<{ buffer: Buffer }>,
): Promise<boolean> {
  if (index >= plan.count) return false
  const bytes = buffer.subarray(0, plan.lengthOf(index))
  const { bytesRead } = await file.read(bytes, 0, bytes.length, plan.offsetOf(index))
  if (bytesRead !== bytes.length) return false
  return sameDigest(hashLeaves(hasher, bytes, plan.leavesOf(index)), leaves)
}
