import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import type { Place } from '../../../src/transfer/entity/messages.ts'
import type { Checksum } from '../../../src/transfer/ports.ts'
import type { Blobs, DirectBlobs } from '../../blobs/ports.ts'
import { DIRECT_URL_S } from '../limits.ts'
import type { ChunkBlob, SpoolMeter, SpoolStore, StoredChunk } from '../ports.ts'

type ShelfDeps = Readonly<{
  blobs: Blobs
  direct?: DirectBlobs | undefined
  store: SpoolStore
  checksum: Checksum
  meter: SpoolMeter
  random: Random
  log: Logger
}>

export type Placed = Readonly<{ chunk: StoredChunk; url: string }>

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
    const { blobs, checksum, meter } = this.#deps
    const blob = this.#newName(index)
    await blobs.put(spool, blob, bytes)
    meter.spoolMoved('in', 'relay', bytes.length)
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
    const { blobs, store, checksum, meter, log } = this.#deps
    const bytes = takeChunkMemory(chunk.bytes)
    let isThere = false
    let isWhole = false
    try {
      isThere = await blobs.get(spool, chunk.blob, bytes)
      isWhole = isThere && checksum.fits(bytes, chunk.checksum)
    } finally {
      if (!isWhole) this.release(bytes)
    }
    if (isWhole) {
      meter.spoolMoved('out', 'relay', bytes.length)
      return bytes
    }
    const lost = await store.lose(spool, [chunk])
    if (lost.length === 0) return 'changed'
    log.error({ spool, index: chunk.index, found: isThere }, 'stored chunk was damaged')
    await this.remove(spool, [chunk])
    return 'missing'
  }

  /** Do nodes move the bytes themselves? */
  get isDirect(): boolean {
    return this.#deps.direct !== undefined
  }

  /** Where a node puts such a chunk itself, and what its row shall say once it is there. */
  async place(spool: SpoolId, { index, length: bytes, md5 }: Place): Promise<Placed | undefined> {
    const { direct } = this.#deps
    if (direct === undefined) return undefined
    const blob = this.#newName(index)
    const url = await direct.presignPut(spool, blob, { bytes, md5 }, DIRECT_URL_S)
    return { url, chunk: { index, blob, bytes, checksum: md5 } }
  }

  /** Is what was placed there now, durable and whole? */
  async isPut(spool: SpoolId, { blob, bytes, checksum: md5 }: StoredChunk): Promise<boolean> {
    const { direct, meter } = this.#deps
    const isThere = (await direct?.holds(spool, blob, { bytes, md5 })) === true
    if (isThere) meter.spoolMoved('in', 'direct', bytes)
    return isThere
  }

  /** Where a node gets it itself; undefined: nowhere but here. */
  async urlOf(spool: SpoolId, { blob }: ChunkBlob): Promise<string | undefined> {
    return await this.#deps.direct?.presignGet(spool, blob, DIRECT_URL_S)
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

  #newName(index: number): string {
    return `${index}.${this.#deps.random.bytes(NAME_BYTES).toHex()}`
  }
}
