import type { Clock } from '../../../src/core/clock.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import {
  COOL_EVERY_MS,
  DAY_MS,
  MAX_COOLED_TOGETHER,
  SEGMENT_ORPHAN_MS,
  SWEEP_PAGE_LOGS,
} from '../limits.ts'
import type { Blobs } from '../../blobs/ports.ts'
import type { ColdStore, Segments } from '../ports.ts'

type HistoryCoolerDeps = Readonly<{
  store: ColdStore
  segments: Segments
  blobs: Blobs
  clock: Clock
  log: Logger
}>

/** `coldAfterDays` undefined: nothing more gets cold; what is cold stays so. */
export type CoolingSettings = Readonly<{ coldAfterDays: number | undefined; keepNewest: number }>
export type Cooled = Readonly<{ segments: number; messages: number; bytes: number }>

type Options = Readonly<{ signal: AbortSignal }>

/**
 * Closed history goes from the table into segments.
 *   segment written, forced, read again · one transaction: where it is, its rows gone
 * A death in between leaves a segment that nothing tells of, which a later pass takes away; or, after the COMMIT, nothing to do. Several
 * relays may do the same at once: the one whose transaction comes first is right.
 */
export class HistoryCooler {
  readonly #deps: HistoryCoolerDeps
  readonly #settings: CoolingSettings

  constructor(deps: HistoryCoolerDeps, settings: CoolingSettings) {
    this.#deps = deps
    this.#settings = settings
  }

  /** Pass after pass, until the signal. One that fails is logged; the next one makes up for it. */
  async run(options: Options): Promise<never> {
    const { clock, log } = this.#deps
    for (;;) {
      try {
        const cooled = await this.cool(options)
        if (cooled.segments > 0) log.info(cooled, 'history went to segments')
        const orphans = await this.sweep(options)
        if (orphans > 0) log.info({ orphans }, 'segments of nothing were removed')
      } catch (err) {
        options.signal.throwIfAborted()
        log.warn({ err }, 'moving history to segments failed')
      }
      await clock.sleep(COOL_EVERY_MS, options)
    }
  }

  /** One pass over all conversations. */
  async cool(options: Options): Promise<Cooled> {
    const { coldAfterDays, keepNewest } = this.#settings
    let cooled: Cooled = { segments: 0, messages: 0, bytes: 0 }
    if (coldAfterDays === undefined) return cooled
    await this.#checkFolder()
    const beforeMs = this.#deps.clock.nowMs() - coldAfterDays * DAY_MS
    for await (const conversation of this.#conversations(options)) {
      for (let n = 0; n < MAX_COOLED_TOGETHER; n++) {
        options.signal.throwIfAborted()
        const one = await this.#coolOne(conversation, { beforeMs, keepNewest })
        if (one === undefined) break
        cooled = sum(cooled, one)
      }
    }
    return cooled
  }

  /** Segments that no row tells of, old enough that nobody is about to. @returns how many. */
  async sweep({ signal }: Options): Promise<number> {
    const { blobs, store } = this.#deps
    let removed = 0
    for await (const conversation of blobs.folders()) {
      signal.throwIfAborted()
      const there = await blobs.list(conversation)
      const known = await store.segmentNames(conversation)
      const orphans = there.filter(
        ({ name, ageMs }) => ageMs > SEGMENT_ORPHAN_MS && !known.has(name),
      )
      await blobs.delete(
        conversation,
        orphans.map(({ name }) => name),
      )
      removed += orphans.length
    }
    return removed
  }

  /** Into a folder that lacks what is cold already, not mounted or another relay's, nothing more goes. @throws HomeRefusal. */
  async #checkFolder(): Promise<void> {
    const place = await this.#deps.store.someSegment()
    if (place !== undefined) await this.#deps.segments.read(place)
  }

  /** Undefined: there is none to be made, or another relay made it. */
  async #coolOne(
    conversation: ConversationId,
    limits: Readonly<{ beforeMs: number; keepNewest: number }>,
  ): Promise<Cooled | undefined> {
    const { store, segments } = this.#deps
    const messages = await store.closed(conversation, limits)
    if (messages.length === 0) return undefined
    const place = await segments.write(conversation, messages)
    if (!(await store.settle(place, messages))) return undefined
    return { segments: 1, messages: messages.length, bytes: place.bytes }
  }

  async *#conversations({ signal }: Options): AsyncGenerator<ConversationId> {
    for (let after = ''; ; ) {
      signal.throwIfAborted()
      const { keepNewest } = this.#settings
      const page = { after, limit: SWEEP_PAGE_LOGS, keepNewest }
      const found = await this.#deps.store.longOnes(page)
      yield* found
      const last = found.at(-1)
      if (last === undefined) return
      after = last
    }
  }
}

function sum(a: Cooled, b: Cooled): Cooled {
  return {
    segments: a.segments + b.segments,
    messages: a.messages + b.messages,
    bytes: a.bytes + b.bytes,
  }
}
