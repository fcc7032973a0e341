import type { Hasher } from '../../core/hasher.ts'
import { DIGEST_BYTES, type Digest } from './root.ts'

/**
 * The digests of a chunk's UnixFS leaves, in order, 32 bytes each: what is kept of a chunk, because the root is made of
 * leaves. The digest that vouches for a chunk on the wire is that of its only leaf, or the digest of all their digests; so
 * every byte is hashed once on each side.
 */
export type Leaves = Uint8Array

export function hashLeaves(hasher: Hasher, bytes: Uint8Array, lengths: readonly number[]): Leaves {
  if (lengths.length === 1) return hasher.digest(bytes)
  const leaves = new Uint8Array(lengths.length * DIGEST_BYTES)
  let offset = 0
  for (const [at, length] of lengths.entries()) {
    leaves.set(hasher.digest(bytes.subarray(offset, offset + length)), at * DIGEST_BYTES)
    offset += length
  }
  return leaves
}

export function chunkDigest(hasher: Hasher, leaves: Leaves): Digest {
  return leaves.length === DIGEST_BYTES ? leaves : hasher.digest(leaves)
}

export function leafAt(leaves: Leaves, at: number): Digest {
  return leaves.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)
}
