import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { FolderManifest } from '../../../src/transfer/entity/manifest.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { RootBuilder } from '../../../src/transfer/ports.ts'

/**
 * A folder that has its name, perhaps since an earlier run: its listing is gone with the staging folder, so its chunks are
 * no longer known one by one. They are all there, and their root was kept; a sender who asks late needs no more.
 */
export function planOfCommitted({ listingBytes, size, chunkCount }: FolderManifest): ChunkPlan {
  const all = listingBytes + size
  return {
    size: all,
    count: chunkCount,
    known: chunkCount,
    offsetOf: (index) => (index >= chunkCount ? all : 0),
    lengthOf: () => 0,
    leavesOf: () => [],
  }
}

export function keptRoot(root: Root | undefined): RootBuilder {
  return {
    add: () => undefined,
    root: async () => {
      if (root === undefined) throw new TransferError('SINK_FAILED', 'the root was not kept')
      return root
    },
  }
}
