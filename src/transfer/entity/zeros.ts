import type { Hasher } from '../../core/hasher.ts'
import { CHUNK_BYTES } from '../limits.ts'
import type { Digest } from './root.ts'

const ZEROS = new Uint8Array(CHUNK_BYTES)
const digests = new Map<number, Digest>()

/** The bytes of a hole of a sparse file. Never to be written into. */
export function zeros(length: number): Uint8Array {
  return ZEROS.subarray(0, length)
}

/** What a hole of `length` bytes hashes to: large files have thousands of the same. */
export function zeroDigest(hasher: Hasher, length: number): Digest {
  const known = digests.get(length)
  if (known !== undefined) return known
  const digest = hasher.digest(zeros(length))
  if (length === CHUNK_BYTES) digests.set(length, digest)
  return digest
}

/** Real data differ within the first few bytes; holes are read ten times as fast as they would be hashed. */
export function isZero(bytes: Uint8Array): boolean {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes.length >>> 2 : 0
  const words = new Uint32Array(bytes.buffer, aligned === 0 ? 0 : bytes.byteOffset, aligned)
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) return false
  for (let at = aligned * 4; at < bytes.length; at++) if (bytes[at] !== 0) return false
  return true
}
