import type { SpoolId } from '../../../src/core/ids.ts'
import { giveBackChunkMemory, shareChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { MAX_FRESH_CHUNKS } from '../limits.ts'
import type { ChunkBlob } from '../ports.ts'

type Fresh = Readonly<{ spool: SpoolId; blob: string; bytes: Uint8Array }>

/**
 * The chunks that were stored last, still in memory: a friend who is there reads while the upload goes on, and the bytes need
 * not come from the disk, or from far away, where they have just gone to. The oldest makes room for the next.
 */
export class FreshChunks {
  readonly #all: Fresh[] = []

  /** What cannot be shared is not kept. */
  keep(spool: SpoolId, { blob }: ChunkBlob, bytes: Uint8Array): void {
    if (!shareChunkMemory(bytes)) return
    this.#all.push({ spool, blob, bytes })
    if (this.#all.length > MAX_FRESH_CHUNKS) this.#drop(this.#all.shift())
  }

  /** The very bytes of this chunk, for one who gives them back. */
  read(spool: SpoolId, { blob }: ChunkBlob): Uint8Array | undefined {
    const found = this.#all.find((each) => each.spool === spool && each.blob === blob)
    return found !== undefined && shareChunkMemory(found.bytes) ? found.bytes : undefined
  }

  #drop(fresh: Fresh | undefined): void {
    if (fresh !== undefined) giveBackChunkMemory(fresh.bytes)
  }
}
