import type { Clock } from '../../../src/core/clock.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { StopReason } from '../../../src/transfer/domain/outcome.ts'
import { union, withoutChunk } from '../../../src/transfer/entity/chunk-algebra.ts'
import {
  addChunk,
  type ChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import {
  type Begin,
  directChunkOf,
  type EndMessage,
  sealedChunk,
} from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { HeldChunk, Holder, Waiting } from '../../../src/transfer/ports.ts'
import { spoolBegin } from '../entity/spool-plan.ts'
import { CHARGE_BYTES, HELD_EVERY_MS, KEPT_EVERY_MS, POLL_MS } from '../limits.ts'
import type {
  DownloadStart,
  FoundChunk,
  FoundEnd,
  SpoolMeter,
  SpoolObject,
  SpoolStore,
  StoredChunk,
} from '../ports.ts'
import type { Bell } from './bell.ts'
import type { Freeing } from './freeing.ts'
import type { Line } from './lines.ts'
import type { News } from './news.ts'
import type { AccountQuota } from './quotas.ts'
import type { Shelf } from './shelf.ts'
import type { StoredView } from './stored-chunks.ts'

type HolderDeps = Readonly<{
  store: SpoolStore
  shelf: Shelf
  /** What lies here of the object now. */
  here: StoredView
  /** The reader's. */
  quota: AccountQuota
  bell: Bell
  news: News
  freeing: Freeing
  meter: SpoolMeter
  clock: Clock
  /** Uploads that believe a chunk to be here, or needless. */
  believers: (index: number) => ReadonlySet<Line>
}>

const NOTHING = new Uint8Array()

type HolderSettings = Readonly<{ device: DeviceId; maxBytes: number; signal: AbortSignal }>

/** What the spool holds for one reader: chunks as they were sealed, those that are here and those that are still to come. */
export class SpoolHolder implements Holder {
  readonly begin: Begin
  onHeld?: () => void
  readonly #deps: HolderDeps
  readonly #settings: HolderSettings
  readonly #object: SpoolObject
  /** What the reader has. Its first word on a line is the whole truth: it may have lost something since the last one. */
  #kept: ChunkSet
  #hasSpoken = false
  #isRecorded = true
  #recording: Promise<void> | undefined
  #writing: Promise<void> = Promise.resolve()
  #telling: Promise<void> | undefined
  readonly #over = new AbortController()
  #servedBytes = 0
  /** Of which the reader got a URL: what of it is asked for again is given as bytes, and was counted. */
  #sentFor: ChunkSet = NO_CHUNKS
  #directBytes = 0
  #unchargedBytes = 0

  constructor(deps: HolderDeps, { object, kept }: DownloadStart, settings: HolderSettings) {
    this.#deps = deps
    this.#object = object
    this.#settings = settings
    this.#kept = kept
    this.begin = spoolBegin(object)
  }

  get servedBytes(): number {
    return this.#servedBytes
  }

  async ready(): Promise<void> {
    if (this.#deps.quota.isMonthOver) throw new StopReason('paused')
    this.#telling ??= this.#tellHeld()
  }

  held(): ChunkSet {
    return this.#deps.here.set
  }

  async chunk(
    index: number,
    options: Waiting & Readonly<{ direct?: boolean }>,
  ): Promise<HeldChunk> {
    this.#ask(index)
    const isHere = () => hasChunk(this.held(), index)
    using hearing = this.#deps.bell.hear(this.#object.spool, isHere)
    for (;;) {
      // Before looking: an upload that brings it meanwhile believes so rightly.
      const believers = this.#deps.believers(index)
      const found = await this.#find(index, options)
      if (found !== undefined) return found
      const wait = () => hearing.wait({ ...options, atMostMs: POLL_MS })
      await this.#awaitChunk(index, believers, wait)
    }
  }

  release(bytes: Uint8Array): void {
    this.#deps.shelf.release(bytes)
  }

  async end(options: Waiting): Promise<EndMessage> {
    const { store, bell } = this.#deps
    const { spool } = this.#object
    using hearing = bell.hear(spool)
    for (;;) {
      const found: FoundEnd = await orFailed(() => store.endFor(spool, this.#settings.device))
      if (found.kind === 'stored') return { kind: 'sealedDone', value: { sealed: found.sealed } }
      if (found.kind === 'none') throw gone()
      await hearing.wait({ ...options, atMostMs: POLL_MS })
    }
  }

  kept(set: ChunkSet): void {
    this.#changeKept(this.#hasSpoken ? union(this.#kept, set) : set)
    this.#hasSpoken = true
  }

  /** Resolves when all that was said and served is recorded. */
  async settled(): Promise<void> {
    this.#over.abort()
    await this.#telling
    await this.#recording
    await this.#record()
    await this.#charge()
    this.#deps.meter.spoolMoved('out', 'direct', this.#directBytes)
  }

  /** Who asks for a chunk does not have it, whatever an earlier line said; on one line nobody says both. */
  #ask(index: number): void {
    if (!hasChunk(this.#kept, index)) return
    if (this.#hasSpoken) throw new TransferError('PROTOCOL', 'asked for what it keeps')
    this.#changeKept(withoutChunk(this.#kept, index))
  }

  /** However often something comes or goes, a word in a while. */
  async #tellHeld(): Promise<void> {
    const { bell, clock } = this.#deps
    const { signal } = this.#over
    using hearing = bell.hear(this.#object.spool)
    let told = this.held()
    try {
      for (;;) {
        await hearing.wait({ signal, atMostMs: POLL_MS })
        if (this.held() === told) continue
        told = this.held()
        this.onHeld?.()
        await clock.sleep(HELD_EVERY_MS, { signal })
      }
    } catch {
      // The line is over.
    }
  }

  async #find(index: number, how: Readonly<{ direct?: boolean }>): Promise<HeldChunk | undefined> {
    const { store, shelf, news } = this.#deps
    const { spool, owner } = this.#object
    const { device } = this.#settings
    const found: FoundChunk = await orFailed(() => store.chunkFor(spool, device, index))
    if (found.kind === 'none') throw gone()
    if (found.kind === 'awaited') return undefined
    const { chunk } = found
    if (how.direct === true && !hasChunk(this.#sentFor, index)) {
      const direct = await this.#sendFor(chunk)
      if (direct !== undefined) return direct
    }
    const bytes = await orFailed(() => shelf.read(spool, chunk))
    if (bytes === 'changed') return await this.#find(index, how)
    if (bytes === 'missing') {
      await orFailed(() => news.removed({ spool, owner, chunks: [chunk], isWhole: false }))
      return undefined
    }
    if (hasChunk(this.#sentFor, index)) {
      this.#sentFor = withoutChunk(this.#sentFor, index)
      this.#directBytes -= bytes.length
    } else await this.#serve(bytes.length)
    return { value: sealedChunk(index, bytes.length), bytes }
  }

  async #sendFor(chunk: StoredChunk): Promise<HeldChunk | undefined> {
    const { index, bytes: length, checksum: digest } = chunk
    const url = await orFailed(() => this.#deps.shelf.urlOf(this.#object.spool, chunk))
    if (url === undefined) return undefined
    this.#sentFor = addChunk(this.#sentFor, index)
    this.#directBytes += length
    await this.#serve(length)
    return { value: directChunkOf({ index, length, digest, url }), bytes: NOTHING }
  }

  async #awaitChunk(
    index: number,
    believers: ReadonlySet<Line>,
    wait: () => Promise<void>,
  ): Promise<void> {
    const { spool, owner } = this.#object
    const { device } = this.#settings
    // Before an upload looks again: else it would believe the same as before.
    await orFailed(() => this.#record())
    using _awaited = await this.#deps.news.awaits({ spool, owner, device, index }, believers)
    await wait()
  }

  /** A ticket allows each stream the bytes of the object, once; the month counts all. */
  async #serve(bytes: number): Promise<void> {
    this.#servedBytes += bytes
    this.#unchargedBytes += bytes
    if (this.#servedBytes > this.#settings.maxBytes) {
      throw new TransferError('PROTOCOL', 'more was asked for than the ticket allows')
    }
    if (this.#unchargedBytes < CHARGE_BYTES) return
    await this.#charge()
    if (this.#deps.quota.isMonthOver) throw new StopReason('paused')
  }

  async #charge(): Promise<void> {
    const { store, quota, clock } = this.#deps
    const bytes = this.#unchargedBytes
    this.#unchargedBytes = 0
    if (bytes === 0) return
    await store.charge(quota.account, bytes, clock.nowMs())
    await quota.refresh()
  }

  #changeKept(kept: ChunkSet): void {
    this.#kept = kept
    this.#isRecorded = false
    this.#recording ??= this.#recordSoon()
  }

  /** However often it is said, one transaction in a while. Never rejects: what is not recorded is only kept for longer. */
  async #recordSoon(): Promise<void> {
    const { clock } = this.#deps
    const { signal } = this.#settings
    try {
      while (!this.#isRecorded) {
        await this.#record()
        await clock.sleep(KEPT_EVERY_MS, { signal })
      }
    } catch {
      // `settled` tries once more.
    } finally {
      this.#recording = undefined
    }
  }

  /** Resolves when what was said until now is recorded, by whomever. */
  async #record(): Promise<void> {
    await this.#writing.catch(() => undefined)
    if (this.#isRecorded) return
    this.#writing = this.#write()
    await this.#writing
  }

  async #write(): Promise<void> {
    const { store, freeing } = this.#deps
    this.#isRecorded = true
    try {
      const freed = await store.keep(this.#object.spool, this.#settings.device, this.#kept)
      if (freed !== undefined) await freeing.free([freed])
    } catch (err) {
      this.#isRecorded = false
      throw err
    }
  }
}

function gone(): TransferError {
  return new TransferError('SOURCE_GONE', 'the object is not kept for this device any more')
}

/** A store or disk that fails for a moment has lost nothing: the reader comes again. */
async function orFailed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof TransferError) throw cause
    throw new TransferError('SINK_FAILED', 'the spool failed', { cause })
  }
}
