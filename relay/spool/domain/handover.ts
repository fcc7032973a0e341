import type { SpoolId } from '../../../src/core/ids.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { MAX_HANDED_CHUNKS } from '../limits.ts'
import type { StoredChunk } from '../ports.ts'

type Handed = Readonly<{ chunk: StoredChunk; bytes: Uint8Array }>

/**
 * Chunks for whom a reader waits while they are stored: it need not read them from the disk again. Each for one reader; others
 * find it on the disk.
 */
export class Handover {
  readonly #handed = new Map<string, Handed>()

  /** @returns the memory of one that nobody has fetched. */
  lay(spool: SpoolId, handed: Handed): Uint8Array | undefined {
    const key = keyOf(spool, handed.chunk.index)
    const same = this.#handed.get(key)
    this.#handed.delete(key)
    this.#handed.set(key, handed)
    if (same !== undefined) return same.bytes
    const [oldest] = this.#handed
    if (oldest === undefined || this.#handed.size <= MAX_HANDED_CHUNKS) return undefined
    this.#handed.delete(oldest[0])
    return oldest[1].bytes
  }

  /** The caller's from now on. Only for the very row that was made of it: what was laid and got none is never given. */
  take(spool: SpoolId, chunk: StoredChunk): Uint8Array | undefined {
    const key = keyOf(spool, chunk.index)
    const handed = this.#handed.get(key)
    if (handed === undefined) return undefined
    this.#handed.delete(key)
    return sameDigest(handed.chunk.checksum, chunk.checksum) ? handed.bytes : undefined
  }
}

function keyOf(spool: SpoolId, index: number): string {
  return `${spool} ${index}`
}
