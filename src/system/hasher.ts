import { hash, webcrypto } from 'node:crypto'
import type { Hasher } from '../core/hasher.ts'

/** Below this, handing the bytes to another thread costs more than hashing them. */
const MIN_ASIDE_BYTES = 64 * 1024

/** SHA2-256 in one call: for inputs up to a chunk it is faster than a hash object. */
export const sha256Hasher: Hasher = { digest, digestAside }

function digest(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(hash('sha256', bytes, 'buffer'))
}

async function digestAside(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes.length < MIN_ASIDE_BYTES) return digest(bytes)
  return new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))
}
