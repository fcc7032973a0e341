import type { Clock } from '../../../src/core/clock.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { addChunk, type ChunkSet, hasChunk } from '../../../src/transfer/entity/chunk-set.ts'
import type { EndMessage, Place } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { SEAL_BYTES } from '../../../src/transfer/limits.ts'
import type {
  ChunkSink,
  Finished,
  Finisher,
  LeafEntry,
  RootBuilder,
  VerifiedChunk,
  Waiting,
} from '../../../src/transfer/ports.ts'
import { isNoRoom } from '../../blobs/entity/no-room.ts'
import { spoolPlan } from '../entity/spool-plan.ts'
import type { Added, SpoolObject, SpoolStore, StoredChunk, UploadStart } from '../ports.ts'
import type { Bell } from './bell.ts'
import type { News } from './news.ts'
import type { Placement, Placements } from './placements.ts'
import type { AccountQuota } from './quotas.ts'
import { RowsTogether } from './rows-together.ts'
import type { Shelf } from './shelf.ts'

type SinkDeps = Readonly<{
  store: SpoolStore
  shelf: Shelf
  news: News
  quota: AccountQuota
  bell: Bell
  placements: Placements
  clock: Clock
}>

type SinkSettings = Readonly<{ keepMs: number; maxBytes: number }>

/**
 * Where an upload goes. What is stored counts, and so does what nobody needs any more; a chunk is there for good when `write`
 * resolves. A write waits while the account is full: so an object larger than its quota slides through, as fast as the
 * readers take it.
 */
export class SpoolSink implements ChunkSink, Finisher, Disposable {
  readonly plan: ChunkPlan
  onDurable?: () => void
  /** There may be more room than before. */
  onRoom?: () => void
  readonly #deps: SinkDeps
  readonly #settings: SinkSettings
  readonly #object: SpoolObject
  readonly #unlisten: () => void
  #have: ChunkSet
  readonly #writing = new Set<number>()
  readonly #rows: RowsTogether
  #receivedBytes = 0

  constructor(deps: SinkDeps, { object, have }: UploadStart, settings: SinkSettings) {
    this.#deps = deps
    this.#object = object
    this.#settings = settings
    this.#have = have
    this.plan = spoolPlan(object)
    this.#rows = new RowsTogether({ record: (chunks) => this.#record(chunks) })
    this.#unlisten = deps.bell.listen(object.owner, () => this.onRoom?.())
  }

  get have(): ChunkSet {
    return this.#have
  }

  get durable(): ChunkSet {
    return this.#have
  }

  /** How many chunks may be asked for and not yet written: fewer than a window only when the account is nearly full. */
  room(): number {
    return this.#deps.quota.roomChunks(this.#object.spool)
  }

  [Symbol.dispose](): void {
    this.#unlisten()
  }

  async prepare(): Promise<void> {
    await this.#deps.quota.check()
  }

  /** Where a chunk may be put by its sender itself: counted as if it came. Before `write`, which is told that it is there. */
  async place(place: Place, options: Waiting): Promise<string> {
    const { index, length } = place
    this.#checkFree(index)
    const isPossible = index < this.plan.count && length > SEAL_BYTES
    if (!isPossible || this.#deps.placements.has(index)) {
      throw new TransferError('PROTOCOL', 'no chunk to be placed')
    }
    this.#receive(length)
    return await this.#deps.placements.ask(place, options)
  }

  /** One without bytes was put where its place is. */
  async write(chunk: VerifiedChunk, options: Waiting): Promise<void> {
    const { index, bytes } = chunk
    this.#checkFree(index)
    const placement = this.#deps.placements.take(index)
    if (placement === undefined) this.#receive(bytes.length)
    this.#writing.add(index)
    try {
      if (bytes.length > 0) await this.#store(chunk, placement, options)
      else await this.#storePlaced(placement)
    } finally {
      this.#writing.delete(index)
    }
    this.#have = addChunk(this.#have, index)
    this.#deps.news.added(this.#object.spool, [index])
    this.onDurable?.()
  }

  /** What a spool is told at the end is as sealed as the rest. */
  async finish(end: EndMessage): Promise<Finished> {
    const { store, news, clock } = this.#deps
    const { spool } = this.#object
    if (end.kind !== 'sealedDone') throw new TransferError('PROTOCOL', 'a plain last word')
    const expiresMs = clock.nowMs() + this.#settings.keepMs
    await orSinkFailed(async () => {
      if (!(await store.setEnd(spool, end.value.sealed, expiresMs))) throw gone()
    })
    news.added(spool, [])
    return { reply: { kind: 'stored', value: {} }, name: '' }
  }

  // A spool knows no leaves, no root and no names: its end is `finish`.

  // biome-ignore lint/correctness/useYield: there are none
  async *entries(): AsyncGenerator<LeafEntry, void> {}

  rootBuilder(): RootBuilder {
    throw new TransferError('PROTOCOL', 'a spool computes no root')
  }

  async commit(): Promise<string> {
    return ''
  }

  async discard(): Promise<void> {}

  /** `placement`: its sender could not put it there. */
  async #store(
    { index, bytes }: VerifiedChunk,
    placement: Placement | undefined,
    options: Waiting,
  ): Promise<void> {
    const { shelf, quota } = this.#deps
    const { spool } = this.#object
    if (placement !== undefined && placement.chunk.bytes !== bytes.length) {
      throw new TransferError('PROTOCOL', 'another length than a place was asked for')
    }
    if (placement !== undefined) await shelf.remove(spool, [placement.chunk])
    using _place = placement ?? (await quota.place({ spool, bytes: bytes.length }, options))
    await this.#add(() => shelf.put(spool, index, bytes))
  }

  async #storePlaced(placement: Placement | undefined): Promise<void> {
    if (placement === undefined) throw new TransferError('PROTOCOL', 'no place was asked for')
    using held = placement
    const { chunk } = held
    await this.#add(async () => {
      if (await this.#deps.shelf.isPut(this.#object.spool, chunk)) return chunk
      throw new TransferError('PROTOCOL', 'a chunk that is not at its place')
    })
  }

  async #add(write: () => Promise<StoredChunk>): Promise<void> {
    await orSinkFailed(async () => {
      let chunk: StoredChunk | undefined
      const added = await this.#rows.add(async () => (chunk = await write()))
      if (added !== 'added') await this.#refuse(added, chunk)
    }).catch((err: unknown) => {
      if (err instanceof TransferError && err.code === 'DISK_FULL') this.#deps.quota.diskIsFull()
      throw err
    })
  }

  async #record(chunks: readonly StoredChunk[]): Promise<readonly Added[]> {
    const { store, shelf, quota, clock } = this.#deps
    const { spool } = this.#object
    await shelf.settle(spool)
    const nowMs = clock.nowMs()
    const when = { nowMs, expiresMs: nowMs + this.#settings.keepMs }
    const { added, replaced } = await store.add(spool, chunks, when)
    await shelf.remove(spool, replaced)
    await quota.refresh()
    return added
  }

  /** Two that race for one place would be counted as two. */
  #checkFree(index: number): void {
    if (!hasChunk(this.#have, index) && !this.#writing.has(index)) return
    throw new TransferError('PROTOCOL', 'a chunk that is here already')
  }

  /** A ticket allows each stream the bytes of the object, once. */
  #receive(bytes: number): void {
    this.#receivedBytes += bytes
    if (this.#receivedBytes > this.#settings.maxBytes) {
      throw new TransferError('PROTOCOL', 'more bytes than the ticket allows')
    }
  }

  async #refuse(added: Exclude<Added, 'added'>, chunk: StoredChunk | undefined): Promise<never> {
    await this.#deps.shelf.remove(this.#object.spool, chunk === undefined ? [] : [chunk])
    if (added === 'too-much') throw new TransferError('PROTOCOL', 'more bytes than the object has')
    throw gone()
  }
}

function gone(): TransferError {
  return new TransferError('SINK_FAILED', 'the object is not kept any more')
}

/** What is wrong with our disk or store is our matter: the uploader hears that it failed, and comes again. */
async function orSinkFailed(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    if (cause instanceof TransferError) throw cause
    throw new TransferError(isNoRoom(cause) ? 'DISK_FULL' : 'SINK_FAILED', 'the spool failed', {
      cause,
    })
  }
}
