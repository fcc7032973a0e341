import { crc32 } from 'node:zlib'
import type { Checksum } from '../ports.ts'

/** A tenth of the time of a cryptographic hash. */
export const crc32Checksum: Checksum = {
  of: (bytes) => {
    const sum = crc32(bytes)
    return Uint8Array.of(sum >>> 24, sum >>> 16, sum >>> 8, sum)
  },
}
