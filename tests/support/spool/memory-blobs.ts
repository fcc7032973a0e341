import type { BlobEntry, ChunkBlobs } from '../../../relay/spool/ports.ts'
import type { SpoolId } from '../../../src/core/ids.ts'

/** Chunks in memory, of a disk that may be as full, as slow or as broken as a test wants. */
export class MemoryBlobs implements ChunkBlobs {
  readonly all = new Map<SpoolId, Map<number, Uint8Array>>()
  free = 2 ** 50
  /** Asked before each put; may wait or throw. */
  onPut: (spool: SpoolId, index: number) => Promise<void> = async () => undefined

  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<void> {
    await this.onPut(spool, index)
    const chunks = this.all.get(spool) ?? new Map<number, Uint8Array>()
    this.all.set(spool, chunks)
    chunks.set(index, Uint8Array.from(bytes))
  }

  async settle(): Promise<void> {}

  async get(spool: SpoolId, index: number, into: Uint8Array): Promise<boolean> {
    const bytes = this.all.get(spool)?.get(index)
    if (bytes === undefined || bytes.length < into.length) return false
    into.set(bytes.subarray(0, into.length))
    return true
  }

  async delete(spool: SpoolId, indices: readonly number[]): Promise<void> {
    for (const index of indices) this.all.get(spool)?.delete(index)
  }

  async deleteAll(spool: SpoolId): Promise<void> {
    this.all.delete(spool)
  }

  async *spools(): AsyncGenerator<SpoolId, void> {
    yield* this.all.keys()
  }

  async list(spool: SpoolId): Promise<readonly BlobEntry[]> {
    return [...(this.all.get(spool)?.keys() ?? [])].map((index) => ({ index, storedMs: 0 }))
  }

  async freeBytes(): Promise<number> {
    return this.free
  }
}
