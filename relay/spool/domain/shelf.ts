import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { MAX_SEALED_CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { MAX_FREE_CHUNKS } from '../limits.ts'
import type { Checksum, ChunkBlobs, Freed, SpoolStore, StoredChunk } from '../ports.ts'
import type { StoredChunks } from './stored-chunks.ts'

type ShelfDeps = Readonly<{
  blobs: ChunkBlobs
  store: SpoolStore
  stored: StoredChunks
  checksum: Checksum
  log: Logger
}>

/**
 * The bytes of the chunks that the store knows. A row comes after its bytes and goes before them: so what has a row is there,
 * whenever the process ends, and bytes without a row are rubbish.
 */
export class Shelf {
  readonly #deps: ShelfDeps
  /** What is being removed: a chunk that comes again must not be lost with its elder. */
  readonly #removing = new Map<SpoolId, Promise<void>>()

  readonly #free: Uint8Array[] = []

  constructor(deps: ShelfDeps) {
    this.#deps = deps
  }

  /** Resolves when it is durable, with what its row shall say. */
  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<StoredChunk> {
    const { blobs, checksum } = this.#deps
    await this.#removing.get(spool)
    const chunk = { index, bytes: bytes.length, checksum: checksum.of(bytes) }
    await blobs.put(spool, index, bytes)
    return chunk
  }

  /** `undefined` when the disk does not have these very bytes any more: then the chunk counts as missing. */
  async read(spool: SpoolId, chunk: StoredChunk): Promise<Uint8Array | undefined> {
    const { blobs, store, checksum, log } = this.#deps
    const isWhole = chunk.bytes === MAX_SEALED_CHUNK_BYTES
    const bytes = await blobs.get(spool, chunk.index, isWhole ? this.#free.pop() : undefined)
    if (bytes?.length === chunk.bytes && sameDigest(checksum.of(bytes), chunk.checksum))
      return bytes
    const found = await store.stored(spool)
    // Dropped while it was being read.
    if (!found.includes(chunk.index)) return undefined
    log.error({ spool, index: chunk.index, found: bytes !== undefined }, 'stored chunk was damaged')
    await store.lose(spool, [chunk.index])
    this.#deps.stored.removed({ spool, indices: [chunk.index], isWhole: false })
    return undefined
  }

  /** What `read` gave has been sent: its memory is for the next one, of whatever object. */
  release(bytes: Uint8Array): void {
    const isWhole = bytes.length === MAX_SEALED_CHUNK_BYTES
    if (isWhole && this.#free.length < MAX_FREE_CHUNKS) this.#free.push(bytes)
  }

  /** After its rows are gone. A failure leaves rubbish for the sweep. */
  async remove(freed: Freed): Promise<void> {
    const { spool, indices, isWhole } = freed
    if (!isWhole && indices.length === 0) return
    this.#deps.stored.removed(freed)
    const { blobs, log } = this.#deps
    const work = async () => {
      if (isWhole) await blobs.deleteAll(spool)
      else await blobs.delete(spool, indices)
    }
    const before = this.#removing.get(spool) ?? Promise.resolve()
    const removed = before.then(work).catch((err: unknown) => {
      log.warn({ err, spool }, 'chunks could not be removed')
    })
    this.#removing.set(spool, removed)
    await removed
    if (this.#removing.get(spool) === removed) this.#removing.delete(spool)
  }
}
