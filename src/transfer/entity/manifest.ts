import { choice, count, type Of, record, type Shape, text } from '../../core/shape.ts'
import { MAX_FILE_BYTES, MAX_OFFERED_NAME_CHARS } from '../limits.ts'

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

/**
 * What a source file was when it was offered: size, times and inode as one text, kept with the transfer. Another text
 * means another content, so the transfer ends instead of passing off a mixture as whole.
 */
export type SourceIdentity = string & { readonly __brand: 'SourceIdentity' }

export const sourceIdentity = text({ min: 1, max: 256 }) as Shape<SourceIdentity>
