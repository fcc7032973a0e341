import type { Clock } from '../../../src/core/clock.ts'
import { IdError, parseSpoolId, type SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { Blobs } from '../../blobs/ports.ts'
import { ORPHAN_AGE_MS, SWEEP_EVERY_MS, SWEEP_PAGE } from '../limits.ts'
import type { SpoolStore } from '../ports.ts'
import type { Freeing } from './freeing.ts'
import type { StoredChunks } from './stored-chunks.ts'

type SweeperDeps = Readonly<{
  store: SpoolStore
  blobs: Blobs
  freeing: Freeing
  stored: StoredChunks
  clock: Clock
  log: Logger
}>

export type Swept = Readonly<{ ended: number; orphans: number; lost: number; unfinished: number }>

/**
 * Takes away what nobody needs or has: what is expired, ownerless, or of a friendship or device that ended; bytes without a
 * row, which a crash left between its two steps, or in the middle of the first; rows without their bytes, which then count as
 * missing again.
 */
export class SpoolSweeper {
  readonly #deps: SweeperDeps

  constructor(deps: SweeperDeps) {
    this.#deps = deps
  }

  /** Pass after pass, until the signal. One that fails is logged; the next one makes up for it. */
  async run(options: Waiting & Readonly<{ isFirstDue: boolean }>): Promise<never> {
    const { clock, log } = this.#deps
    for (let isDue = options.isFirstDue; ; isDue = false) {
      if (!isDue) await clock.sleep(SWEEP_EVERY_MS, options)
      try {
        await this.sweep(options)
      } catch (err) {
        options.signal.throwIfAborted()
        log.warn({ err }, 'sweeping the spool failed')
      }
    }
  }

  /** @param options.orphans all of them at the start, when nothing is being written, here or by another relay. */
  async sweep(options: Waiting & Readonly<{ orphans?: 'old' | 'all' }>): Promise<Swept> {
    const ended = await this.#endWhatIsOver(options)
    const lost = await this.#forgetLost(options)
    const orphans = await this.#removeOrphans(options.orphans ?? 'old', options)
    const unfinished = await this.#deps.blobs.tidy()
    const swept = { ended, orphans, lost, unfinished }
    if (ended + orphans + lost + unfinished > 0) this.#deps.log.info(swept, 'spool was swept')
    return swept
  }

  async #endWhatIsOver({ signal }: Waiting): Promise<number> {
    const { store, freeing, clock } = this.#deps
    let ended = 0
    for (;;) {
      signal.throwIfAborted()
      const freed = await store.sweep(clock.nowMs(), SWEEP_PAGE)
      if (freed.length === 0) return ended
      await freeing.free(freed)
      ended += freed.length
    }
  }

  async #forgetLost({ signal }: Waiting): Promise<number> {
    const { store } = this.#deps
    let lost = 0
    for (let after = ''; ; ) {
      const spools = await store.spools(after, SWEEP_PAGE)
      for (const spool of spools) {
        signal.throwIfAborted()
        lost += await this.#forgetLostOf(spool)
      }
      const last = spools.at(-1)
      if (last === undefined) return lost
      after = last
    }
  }

  async #forgetLostOf(spool: SpoolId): Promise<number> {
    const { store, blobs, stored, log } = this.#deps
    // In this order: what comes after the rows were read is no loss.
    const rows = await store.stored(spool)
    if (rows.length === 0) return 0
    const there = new Set((await blobs.list(spool)).map(({ name }) => name))
    const gone = rows.filter(({ blob }) => !there.has(blob))
    if (gone.length === 0) return 0
    // Only what its rows still say: the others were dropped, or came again, meanwhile.
    const indices = await store.lose(spool, gone)
    if (indices.length > 0) log.error({ spool, chunks: indices.length }, 'chunks are missing')
    stored.removed({ spool, indices, isWhole: false })
    return indices.length
  }

  async #removeOrphans(which: 'old' | 'all', { signal }: Waiting): Promise<number> {
    let orphans = 0
    for await (const folder of this.#deps.blobs.folders()) {
      signal.throwIfAborted()
      const spool = spoolOf(folder)
      if (spool !== undefined) orphans += await this.#removeOrphansOf(spool, which)
    }
    return orphans
  }

  async #removeOrphansOf(spool: SpoolId, which: 'old' | 'all'): Promise<number> {
    const { store, blobs } = this.#deps
    const entries = await blobs.list(spool)
    const rows = new Set((await store.stored(spool)).map(({ blob }) => blob))
    const names = entries
      .filter(({ name, ageMs }) => !rows.has(name) && (which === 'all' || ageMs >= ORPHAN_AGE_MS))
      .map(({ name }) => name)
    if (names.length > 0) await blobs.delete(spool, names)
    return names.length
  }
}

/** Undefined for what somebody else put there. */
function spoolOf(folder: string): SpoolId | undefined {
  try {
    return parseSpoolId(folder)
  } catch (err) {
    if (err instanceof IdError) return undefined
    throw err
  }
}
