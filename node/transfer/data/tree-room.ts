import { difference } from '../../../src/transfer/entity/chunk-algebra.ts'
import { bytesOf, type ChunkSet, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import type { FolderManifest } from '../../../src/transfer/entity/manifest.ts'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { MAX_CHUNK_LEAVES } from '../../../src/transfer/limits.ts'

/** Disk space that a file takes beside its bytes: a block that is not full, and what the system notes about it. */
const BYTES_PER_FILE = 4096

/** What the rest of a folder will take of the disk: of a million files of a byte each that is four gigabytes. */
export function missingBytes(
  manifest: FolderManifest,
  plan: TreePlan,
  { have, unwanted = NO_CHUNKS }: Readonly<{ have: ChunkSet; unwanted?: ChunkSet | undefined }>,
): number {
  const rest = difference(unwanted, have)
  const left = manifest.listingBytes + manifest.size - bytesOf(have, plan) - bytesOf(rest, plan)
  const chunks = plan.count - have.count - rest.count
  const files = Math.min(manifest.entries, chunks * MAX_CHUNK_LEAVES)
  return left + files * BYTES_PER_FILE
}
