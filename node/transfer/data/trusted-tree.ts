import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { addChunk, type ChunkSet, hasChunk } from '../../../src/transfer/entity/chunk-set.ts'
import { leafAt } from '../../../src/transfer/entity/leaves.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { LeafEntry, Waiting } from '../../../src/transfer/ports.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'
import { Slices } from './slices.ts'
import { StagedTree, type TreeContent } from './staged-tree.ts'

type Deps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher }>
type Staged = Readonly<{
  transferId: TransferId
  plan: TreePlan
  root: string
  content: TreeContent
}>

/**
 * Which chunks of a staged folder count at resume, beside those of the listing, and where in each large file they end. Of
 * those under the durable mark every file must be there in its size. The others were recorded, but a power cut may have
 * taken their bytes: they are read and hashed again, and forgotten when they are not what was recorded.
 */
export async function trustedTree(
  deps: Deps,
  { transferId, plan, root, content }: Staged,
  listed: ChunkSet,
  options: Waiting,
): Promise<Readonly<{ have: ChunkSet; durable: ChunkSet; ends: ReadonlyMap<number, number> }>> {
  const marked = await deps.chunks.durable(transferId, plan.count)
  await using tree = new StagedTree(root, content)
  const buffer = new Uint8Array(CHUNK_BYTES)
  const slices = new Slices()
  const ends = new Map<number, number>()
  let have = listed
  let durable = listed
  for await (const chunk of deps.chunks.entries(transferId, options)) {
    if (slices.isOver) await slices.pause(options)
    if (chunk.index < plan.listingChunks) continue
    const isMarked = hasChunk(marked, chunk.index)
    const counts =
      chunk.index < plan.count &&
      (isMarked ? isThere(tree, plan, chunk) : isOnDisk(deps.hasher, tree, plan, chunk, buffer))
    if (!counts) {
      await deps.chunks.drop(transferId, chunk.index)
      continue
    }
    have = addChunk(have, chunk.index)
    if (isMarked) durable = addChunk(durable, chunk.index)
    for (const piece of plan.piecesOf(chunk.index)) {
      if (tree.isWanted(piece.entry) && !tree.isSmall(piece)) {
        ends.set(piece.entry, piece.offset + piece.length)
      }
    }
  }
  return { have, durable, ends }
}

function isThere(tree: StagedTree, plan: TreePlan, { index }: LeafEntry): boolean {
  return plan
    .piecesOf(index)
    .every((piece) => !tree.isWanted(piece.entry) || tree.isThere(piece.entry))
}

/** What is not made here is not there to be read: that it was recorded is enough. */
function isOnDisk(
  hasher: Hasher,
  tree: StagedTree,
  plan: TreePlan,
  { index, leaves }: LeafEntry,
  buffer: Uint8Array,
): boolean {
  return plan.piecesOf(index).every((piece, at) => {
    if (!tree.isWanted(piece.entry)) return true
    const bytes = buffer.subarray(0, piece.length)
    return tree.read(piece, bytes) && sameDigest(hasher.digest(bytes), leafAt(leaves, at))
  })
}
