import { choice, count, type Of, record, type Shape, text } from '../../core/shape.ts'
import { MAX_FILE_BYTES, MAX_OFFERED_NAME_CHARS } from '../limits.ts'
import type { ChunkPlan } from './chunk-plan.ts'
import type { Begin } from './messages.ts'
import { sameDigest } from './root.ts'

/**
 * What a transfer contains: today one file. `name` is as on the sender's disk and becomes a path only through safe-name.
 * `mode` is the permission bits; what the receiver takes of them is its own choice.
 */
export const manifest = record({
  kind: choice('file'),
  name: text({ min: 1, max: MAX_OFFERED_NAME_CHARS }),
  size: count({ max: MAX_FILE_BYTES }),
  mtimeMs: count(),
  mode: count({ max: 0o777 }),
})
export type Manifest = Of<typeof manifest>

const NO_LISTING = new Uint8Array()

/** The offer, as the sender repeats it at the beginning of each stream. */
export function beginOf({ size, mtimeMs, mode }: Manifest, plan: ChunkPlan): Begin {
  return { size, chunkCount: plan.count, mtimeMs, mode, listing: NO_LISTING }
}

/** Is it what was offered? */
export function isOffered(begin: Begin, manifest: Manifest, plan: ChunkPlan): boolean {
  const offered = beginOf(manifest, plan)
  return (
    begin.size === offered.size &&
    begin.chunkCount === offered.chunkCount &&
    begin.mtimeMs === offered.mtimeMs &&
    begin.mode === offered.mode &&
    sameDigest(begin.listing, offered.listing)
  )
}

/**
 * What a source file was when it was offered: size, times and inode as one text, kept with the transfer. Another text
 * means another content, so the transfer ends instead of passing off a mixture as whole.
 */
export type SourceIdentity = string & { readonly __brand: 'SourceIdentity' }

export const sourceIdentity = text({ min: 1, max: 256 }) as Shape<SourceIdentity>
