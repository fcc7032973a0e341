import { assertNever } from '../../core/assert-never.ts'
import { choice, count, type Of, optional, record, type Shape, text } from '../../core/shape.ts'
import {
  MAX_FILE_BYTES,
  MAX_FOLDER_ENTRIES,
  MAX_LISTING_BYTES,
  MAX_OFFERED_NAME_CHARS,
} from '../limits.ts'
import type { ChunkPlan } from './chunk-plan.ts'
import type { Begin } from './messages.ts'
import { sameDigest } from './root.ts'

/** `name` is as on the sender's disk and becomes a path only through safe-name. */
const offeredName = text({ min: 1, max: MAX_OFFERED_NAME_CHARS })

/** `mode` is the permission bits; what the receiver takes of them is its own choice. */
export const fileManifest = record({
  kind: choice('file'),
  name: offeredName,
  size: count({ max: MAX_FILE_BYTES }),
  mtimeMs: count(),
  mode: count({ max: 0o777 }),
})
export type FileManifest = Of<typeof fileManifest>

/** The first chunks of a folder are its listing, of which the digest is promised here; modes and times are in it. */
export const folderFields = {
  kind: choice('folder'),
  name: offeredName,
  /** Bytes of all its files. */
  size: count({ max: MAX_FILE_BYTES }),
  entries: count({ max: MAX_FOLDER_ENTRIES }),
  /** With those of the listing. */
  chunkCount: count({ min: 1, max: MAX_FILE_BYTES }),
  listingBytes: count({ min: 1, max: MAX_LISTING_BYTES }),
  /** SHA2-256, in hexadecimal. */
  listing: text({ min: 64, max: 64, pattern: /^[0-9a-f]*$/, allowed: 'a SHA2-256 in hexadecimal' }),
}
export const folderManifest = record(folderFields)
export type FolderManifest = Of<typeof folderManifest>

/** What is read as it comes, so that nobody knows how long it will be. `size`: once its end is known. */
export const streamManifest = record({
  kind: choice('stream'),
  name: offeredName,
  /** When it was offered. */
  mtimeMs: count(),
  size: optional(count({ max: MAX_FILE_BYTES })),
})
export type StreamManifest = Of<typeof streamManifest>

/** What a transfer contains: one file, one folder with all that is in it, or a stream. */
export type Manifest = FileManifest | FolderManifest | StreamManifest

/** Of all its chunks: what is told as progress, and takes part in it. Of a stream whose end is not known: nothing yet. */
export function bytesIn(manifest: Manifest): number {
  switch (manifest.kind) {
    case 'file':
      return manifest.size
    case 'folder':
      return manifest.listingBytes + manifest.size
    case 'stream':
      return manifest.size ?? 0
    default:
      return assertNever(manifest)
  }
}

const NO_LISTING = new Uint8Array()

/** The offer, as the sender repeats it at the beginning of each stream. */
export function beginOf(manifest: Manifest, plan: ChunkPlan): Begin {
  const chunkCount = plan.count
  switch (manifest.kind) {
    case 'file': {
      const { size, mtimeMs, mode } = manifest
      return { size, chunkCount, mtimeMs, mode, listing: NO_LISTING, open: false }
    }
    case 'folder': {
      const listing = Uint8Array.fromHex(manifest.listing)
      return { size: bytesIn(manifest), chunkCount, mtimeMs: 0, mode: 0, listing, open: false }
    }
    case 'stream': {
      // The same before and after its end is known: that is told apart, by Extent.
      const { mtimeMs } = manifest
      return { size: 0, chunkCount: 0, mtimeMs, mode: 0, listing: NO_LISTING, open: true }
    }
    default:
      return assertNever(manifest)
  }
}

/** Is it what was offered? */
export function isOffered(begin: Begin, manifest: Manifest, plan: ChunkPlan): boolean {
  const offered = beginOf(manifest, plan)
  return (
    begin.size === offered.size &&
    begin.chunkCount === offered.chunkCount &&
    begin.mtimeMs === offered.mtimeMs &&
    begin.mode === offered.mode &&
    begin.open === offered.open &&
    sameDigest(begin.listing, offered.listing)
  )
}

/**
 * What a source was when it was offered, as one text, kept with the transfer: of a file its size, times and inode; of a
 * folder a digest over those of everything in it. Another text means another content, so the transfer ends instead of
 * passing off a mixture as whole.
 */
export type SourceIdentity = string & { readonly __brand: 'SourceIdentity' }

export const sourceIdentity = text({ min: 1, max: 256 }) as Shape<SourceIdentity>
