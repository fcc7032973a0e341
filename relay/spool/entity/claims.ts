import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { intersection } from '../../../src/transfer/entity/chunk-algebra.ts'
import { type ChunkSet, chunksBetween, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'

/** A device that downloads, and what it has for good, as it says. */
export type Reader = Readonly<{ device: DeviceId; kept: ChunkSet }>

/**
 * An account that an object is kept for. `isDone`: all of its readers once had everything; it stays so when they are logged
 * out, until another device of it begins to read.
 */
export type Claim = Readonly<{ account: AccountId; isDone: boolean; readers: readonly Reader[] }>

/** What nobody needs any more. An account of which no device has read yet needs everything; without claims nobody does. */
export function goneChunks(claims: readonly Claim[], chunkCount: number): ChunkSet {
  return claims.reduce(
    (gone, claim) => {
      return gone.count === 0 ? gone : intersection(gone, keptBy(claim, chunkCount))
    },
    chunksBetween(0, chunkCount),
  )
}

/** What one account needs no more: what every device of it that reads has. */
function keptBy({ isDone, readers }: Claim, chunkCount: number): ChunkSet {
  if (isDone) return chunksBetween(0, chunkCount)
  const [first, ...others] = readers
  if (first === undefined) return NO_CHUNKS
  return others.reduce((kept, reader) => intersection(kept, reader.kept), first.kept)
}

/** Has every device that reads for it all of it? */
export function isWhole({ readers }: Claim, chunkCount: number): boolean {
  return readers.length > 0 && readers.every(({ kept }) => kept.count === chunkCount)
}
