import { sameBytes } from '../../core/same-bytes.ts'
import { branded, type Shape } from '../../core/shape.ts'

/** The content id of a file: CIDv1 in base32, SHA2-256, codec raw (one chunk or none) or dag-pb (several). */
export type Root = string & { readonly __brand: 'Root' }

/** The SHA2-256 of a chunk, 32 bytes: the multihash digest of its raw leaf. */
export type Digest = Uint8Array

export const DIGEST_BYTES = 32

const ROOT = /^baf(?:kre|ybe)i[a-z2-7]{52}$/

export const root: Shape<Root> = branded('a root (CIDv1, base32, SHA2-256)', (text) => {
  if (!ROOT.test(text)) throw new RangeError('not a root')
  return text as Root
})

export function sameDigest(a: Digest, b: Digest): boolean {
  return sameBytes(a, b)
}
