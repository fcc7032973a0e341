import type { SpoolId } from '../../../src/core/ids.ts'
import { giveBackChunkMemory, shareChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { MAX_FRESH_CHUNKS } from '../limits.ts'
import type { StoredChunk } from '../ports.ts'

type Fresh = Readonly<{ spool: SpoolId; chunk: StoredChunk; bytes: Uint8Array }>

/**
 * The chunks that were stored last, still in memory: a friend who is there reads while the upload goes on, and the bytes need
 * not come from the disk, or from far away, where they have just gone to. The oldest makes room for the next.
 */
export class FreshChunks {
  readonly #all: Fresh[] = []

  /** What cannot be shared is not kept. */
  keep(spool: SpoolId, chunk: StoredChunk, bytes: Uint8Array): void {
    if (!shareChunkMemory(bytes)) return
    this.#all.push({ spool, chunk, bytes })
    if (this.#all.length > MAX_FRESH_CHUNKS) this.#drop(this.#all.shift())
  }

  /** The very bytes of this chunk, for one who gives them back. */
  read(spool: SpoolId, chunk: StoredChunk): Uint8Array | undefined {
    const found = this.#all.find((each) => each.spool === spool && isSame(each.chunk, chunk))
    return found !== undefined && shareChunkMemory(found.bytes) ? found.bytes : undefined
  }

  #drop(fresh: Fresh | undefined): void {
    if (fresh !== undefined) giveBackChunkMemory(fresh.bytes)
  }
}

function isSame(a: StoredChunk, b: StoredChunk): boolean {
  return a.index === b.index && a.bytes === b.bytes && sameDigest(a.checksum, b.checksum)
}
