import type { FileHandle } from 'node:fs/promises'
import { freeMemory } from '../../../src/core/free-memory.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { addChunk, type ChunkSet, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import { localNames } from '../../../src/transfer/entity/local-names.ts'
import type { FolderManifest } from '../../../src/transfer/entity/manifest.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { decodeListing } from '../../../src/wire/listing-codec.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'
import { inSlices } from './slices.ts'
import type { TreeContent } from './staged-tree.ts'
import { type Chosen, wantedEntries } from './wanted-entries.ts'

type Deps = Readonly<{ chunks: ChunkSetStore; hasher: Hasher }>
type Staged = Readonly<{ transferId: TransferId; plan: TreePlan; file: FileHandle }>

/** Which chunks of a staged listing are what was recorded. They are few: all are read and hashed again. */
export async function trustedListing(
  { chunks, hasher }: Deps,
  { transferId, plan, file }: Staged,
  options: Waiting,
): Promise<ChunkSet> {
  let trusted = NO_CHUNKS
  for await (const { index, leaves } of chunks.entries(transferId, options)) {
    if (index >= plan.listingChunks) break
    const bytes = await readAt(file, plan.offsetOf(index), plan.lengthOf(index))
    if (bytes !== undefined && sameDigest(hasher.digest(bytes), leaves)) {
      trusted = addChunk(trusted, index)
    } else await chunks.drop(transferId, index)
  }
  return trusted
}

/**
 * Reads a listing of which every chunk is there, and tells the plan what it says.
 * @throws TransferError PROTOCOL when it is not the listing that was offered, or says another content.
 */
export async function learnListing(
  { hasher }: Pick<Deps, 'hasher'>,
  staged: Pick<Staged, 'plan' | 'file'> &
    Readonly<{ manifest: FolderManifest; chosen: Chosen | undefined }>,
  options: Waiting,
): Promise<TreeContent> {
  const { plan, file, manifest, chosen } = staged
  const bytes = await readAt(file, 0, manifest.listingBytes)
  if (bytes === undefined || hasher.digest(bytes).toHex() !== manifest.listing) {
    throw new TransferError('PROTOCOL', 'not the listing that was offered')
  }
  try {
    const settings = { maxEntries: manifest.entries }
    const listing = await inSlices(decodeListing(bytes, settings), options)
    freeMemory(bytes)
    if (listing.count !== manifest.entries || listing.contentBytes !== manifest.size) {
      throw new RangeError('another content')
    }
    plan.learn(listing)
    const names = await inSlices(localNames(listing), options)
    const wanted = await inSlices(wantedEntries(listing, names, chosen), options)
    const unwanted = await inSlices(plan.unwantedChunks(wanted), options)
    return { listing, names, wanted, unwanted: unwanted.count === 0 ? undefined : unwanted }
  } catch (cause) {
    if (!(cause instanceof WireError || cause instanceof RangeError)) throw cause
    throw new TransferError('PROTOCOL', `a listing that is none: ${cause.message}`, { cause })
  }
}

async function readAt(
  file: FileHandle,
  offset: number,
  length: number,
): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(length)
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) return undefined
    filled += bytesRead
  }
  return bytes
}
