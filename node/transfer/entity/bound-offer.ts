import type { SpoolId, TransferId } from '../../../src/core/ids.ts'
import type { FileManifest, FolderManifest } from '../../../src/transfer/entity/manifest.ts'

/** A stream goes straight only. */
export type StoredManifest = FileManifest | FolderManifest
/** What a sealed key belongs to, beside the two devices: this transfer, of this content, at this place. */
export type BoundOffer = Readonly<{
  transfer: TransferId
  spool: SpoolId
  manifest: StoredManifest
}>

/**
 * The same on both sides, as proto/README.md says. With name and size in it, the spool gives nothing under a name that the sender
 * did not choose. Only the name may hold a NUL, so it is the last.
 */
export function boundText({ transfer, spool, manifest }: BoundOffer): string {
  return [transfer, spool, ...contentOf(manifest), manifest.name].join('\0')
}

function contentOf(manifest: StoredManifest): readonly (string | number)[] {
  if (manifest.kind === 'file') {
    const { size, mtimeMs, mode } = manifest
    return ['file', size, mtimeMs, mode]
  }
  const { size, entries, chunkCount, listingBytes, listing } = manifest
  return ['folder', size, entries, chunkCount, listingBytes, listing]
}
