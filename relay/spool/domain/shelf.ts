import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import type { Blobs } from '../../blobs/ports.ts'
import type { Checksum, ChunkBlob, SpoolStore, StoredChunk } from '../ports.ts'

type ShelfDeps = Readonly<{
  blobs: Blobs
  store: SpoolStore
  checksum: Checksum
  random: Random
  log: Logger
}>

/** Two chunks of one object with the same name would be one in 10^19. */
const NAME_BYTES = 8

/**
 * The bytes of the chunks that the store knows. A row comes after its bytes and goes before them: so what has a row is there,
 * whenever the process ends, and bytes without a row are rubbish. A chunk that comes again has another name: so the bytes that are
 * still being removed, here or by another relay, are never those of its row.
 */
export class Shelf {
  readonly #deps: ShelfDeps

  constructor(deps: ShelfDeps) {
    this.#deps = deps
  }

  /** Resolves when it is durable, but for its name, with what its row shall say. */
  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<StoredChunk> {
    const { blobs, checksum, random } = this.#deps
    const blob = `${index}.${random.bytes(NAME_BYTES).toHex()}`
    await blobs.put(spool, blob, bytes)
    return { index, blob, bytes: bytes.length, checksum: checksum.of(bytes) }
  }

  /** Whatever was put of this object is durable under its name. */
  async settle(spool: SpoolId): Promise<void> {
    await this.#deps.blobs.settle(spool)
  }

  /**
   * `missing`: the store of bytes does not have these any more, so the chunk counts as missing. `changed`: it was dropped, or came
   * again, while it was being read.
   */
  async read(spool: SpoolId, chunk: StoredChunk): Promise<Uint8Array | 'missing' | 'changed'> {
    const { blobs, store, checksum, log } = this.#deps
    const bytes = takeChunkMemory(chunk.bytes)
    let isThere = false
    let isWhole = false
    try {
      isThere = await blobs.get(spool, chunk.blob, bytes)
      isWhole = isThere && sameDigest(checksum.of(bytes), chunk.checksum)
    } finally {
      if (!isWhole) this.release(bytes)
    }
    if (isWhole) return bytes
    const lost = await store.lose(spool, [chunk])
    if (lost.length === 0) return 'changed'
    log.error({ spool, index: chunk.index, found: isThere }, 'stored chunk was damaged')
    await this.remove(spool, [chunk])
    return 'missing'
  }

  /** What `read` gave has been sent: its memory is for the next one, of whatever object. */
  release(bytes: Uint8Array): void {
    giveBackChunkMemory(bytes)
  }

  /** After their rows are gone, or when they got none. A failure leaves rubbish for the sweep. */
  async remove(spool: SpoolId, chunks: readonly ChunkBlob[]): Promise<void> {
    if (chunks.length === 0) return
    const { blobs, log } = this.#deps
    const names = chunks.map(({ blob }) => blob)
    try {
      await blobs.delete(spool, names)
    } catch (err) {
      log.warn({ err, spool }, 'chunks could not be removed')
    }
  }
}
