import type { Clock } from '../../../src/core/clock.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Place } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { SpoolStore, StoredChunk } from '../ports.ts'
import type { AccountQuota } from './quotas.ts'
import type { Shelf } from './shelf.ts'

type Deps = Readonly<{
  shelf: Shelf
  quota: AccountQuota
  store: SpoolStore
  clock: Clock
  log: Logger
}>

/** A chunk that its sender puts into the bucket. Its place in the quota is held until it is disposed. */
export type Placement = Disposable & Readonly<{ chunk: StoredChunk }>

/**
 * What one upload puts into the bucket itself, from the question where to the word that it is there. A URL is given only for
 * what fits the quota. What was asked for and never became a chunk is taken away at the end of the line, and counts for
 * the month: else URLs would be room that nobody pays for.
 */
export class Placements implements AsyncDisposable {
  readonly #deps: Deps
  readonly #spool: SpoolId
  readonly #placed = new Map<number, Placement>()
  readonly #asking = new Map<number, Promise<string>>()
  readonly #over = new AbortController()
  /** One for the whole line. */
  #until: AbortSignal | undefined

  constructor(deps: Deps, spool: SpoolId) {
    this.#deps = deps
    this.#spool = spool
  }

  has(index: number): boolean {
    return this.#placed.has(index) || this.#asking.has(index)
  }

  /** @returns a URL, or an empty text when its bytes must come here. @throws as AccountQuota.place. */
  async ask(place: Place, { signal }: Waiting): Promise<string> {
    if (this.#placed.size + this.#asking.size >= WINDOW_CHUNKS) {
      throw new TransferError('PROTOCOL', 'more places were asked for than a window')
    }
    this.#until ??= AbortSignal.any([signal, this.#over.signal])
    const asking = this.#ask(place, this.#until)
    this.#asking.set(place.index, asking)
    try {
      return await asking
    } finally {
      this.#asking.delete(place.index)
    }
  }

  /**
   * The sender says that it is there, or sends it all the same; from now on it is the caller's.
   * @throws TransferError PROTOCOL while it is still asking where.
   */
  take(index: number): Placement | undefined {
    if (this.#asking.has(index)) throw new TransferError('PROTOCOL', 'a chunk before its place')
    const placement = this.#placed.get(index)
    this.#placed.delete(index)
    return placement
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#over.abort(new Error('the line is over'))
    await Promise.allSettled(this.#asking.values())
    const left = [...this.#placed.values()]
    this.#placed.clear()
    if (left.length === 0) return
    const { shelf, store, quota, clock, log } = this.#deps
    const chunks = left.map(({ chunk }) => chunk)
    await shelf.remove(this.#spool, chunks)
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0)
    try {
      await store.charge(quota.account, bytes, clock.nowMs())
    } catch (err) {
      log.warn({ err, spool: this.#spool, bytes }, 'what was placed in vain could not be charged')
    }
    for (const placement of left) placement[Symbol.dispose]()
  }

  async #ask(place: Place, signal: AbortSignal): Promise<string> {
    const { shelf, quota, log } = this.#deps
    const spool = this.#spool
    using parts = new DisposableStack()
    parts.use(await quota.place({ spool, bytes: place.length }, { signal }))
    try {
      const placed = await shelf.place(spool, place)
      signal.throwIfAborted()
      if (placed === undefined) return ''
      const held = parts.move()
      const { chunk, url } = placed
      this.#placed.set(place.index, { chunk, [Symbol.dispose]: () => held.dispose() })
      return url
    } catch (err) {
      signal.throwIfAborted()
      log.warn({ err, spool }, 'no place could be given')
      return ''
    }
  }
}
