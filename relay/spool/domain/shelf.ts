import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import type { Checksum, ChunkBlobs, Freed, SpoolStore, StoredChunk } from '../ports.ts'
import { FreshChunks } from './fresh-chunks.ts'
import type { StoredChunks } from './stored-chunks.ts'

type ShelfDeps = Readonly<{
  blobs: ChunkBlobs
  store: SpoolStore
  stored: StoredChunks
  checksum: Checksum
  log: Logger
}>

type Removal = Readonly<{ concerns: (index: number) => boolean; over: Promise<void> }>

/**
 * The bytes of the chunks that the store knows. A row comes after its bytes and goes before them: so what has a row is there,
 * whenever the process ends, and bytes without a row are rubbish.
 */
export class Shelf {
  readonly #deps: ShelfDeps
  readonly #fresh = new FreshChunks()
  /** What is being removed: a chunk that comes again must not be lost with its elder. */
  readonly #removing = new Map<SpoolId, Set<Removal>>()

  constructor(deps: ShelfDeps) {
    this.#deps = deps
  }

  /** Resolves when it is durable, but for its name, with what its row shall say. */
  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<StoredChunk> {
    const { blobs, checksum } = this.#deps
    for (const removal of this.#removing.get(spool) ?? []) {
      if (removal.concerns(index)) await removal.over
    }
    const chunk = { index, bytes: bytes.length, checksum: checksum.of(bytes) }
    await blobs.put(spool, index, bytes)
    this.#fresh.keep(spool, chunk, bytes)
    return chunk
  }

  /** Whatever was put of this object is durable under its name. */
  async settle(spool: SpoolId): Promise<void> {
    await this.#deps.blobs.settle(spool)
  }

  /** `undefined` when the disk does not have these very bytes any more: then the chunk counts as missing. */
  async read(spool: SpoolId, chunk: StoredChunk): Promise<Uint8Array | undefined> {
    const { blobs, store, checksum, log } = this.#deps
    const fresh = this.#fresh.read(spool, chunk)
    if (fresh !== undefined) return fresh
    const bytes = takeChunkMemory(chunk.bytes)
    const isThere = await blobs.get(spool, chunk.index, bytes)
    if (isThere && sameDigest(checksum.of(bytes), chunk.checksum)) return bytes
    this.release(bytes)
    const found = await store.stored(spool)
    // Dropped while it was being read.
    if (!found.includes(chunk.index)) return undefined
    log.error({ spool, index: chunk.index, found: isThere }, 'stored chunk was damaged')
    await store.lose(spool, [chunk.index])
    this.#deps.stored.removed({ spool, indices: [chunk.index], isWhole: false })
    return undefined
  }

  /** What `read` gave has been sent: its memory is for the next one, of whatever object. */
  release(bytes: Uint8Array): void {
    giveBackChunkMemory(bytes)
  }

  /** After its rows are gone. A failure leaves rubbish for the sweep. */
  async remove(freed: Freed): Promise<void> {
    const { spool, indices, isWhole } = freed
    if (!isWhole && indices.length === 0) return
    const { stored, log } = this.#deps
    stored.removed(freed)
    const going = new Set(indices)
    const over = this.#removed(freed).catch((err: unknown) => {
      log.warn({ err, spool }, 'chunks could not be removed')
    })
    const removal = { concerns: (index: number) => isWhole || going.has(index), over }
    const removing = this.#removing.get(spool) ?? new Set()
    this.#removing.set(spool, removing.add(removal))
    await over
    removing.delete(removal)
    if (removing.size === 0 && this.#removing.get(spool) === removing) this.#removing.delete(spool)
  }

  async #removed({ spool, indices, isWhole }: Freed): Promise<void> {
    const { blobs } = this.#deps
    if (isWhole) await blobs.deleteAll(spool)
    else await blobs.delete(spool, indices)
  }
}
