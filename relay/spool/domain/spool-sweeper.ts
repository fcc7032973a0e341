import type { Clock } from '../../../src/core/clock.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { ORPHAN_AGE_MS, SWEEP_EVERY_MS, SWEEP_PAGE } from '../limits.ts'
import type { ChunkBlobs, SpoolStore } from '../ports.ts'
import type { Freeing } from './freeing.ts'
import type { StoredChunks } from './stored-chunks.ts'

type SweeperDeps = Readonly<{
  store: SpoolStore
  blobs: ChunkBlobs
  freeing: Freeing
  stored: StoredChunks
  clock: Clock
  log: Logger
}>

export type Swept = Readonly<{ ended: number; orphans: number; lost: number }>

/**
 * Takes away what nobody needs or has: what is expired, ownerless, or of a friendship or device that ended; chunks without a
 * row, which a crash left between its two steps; rows without their chunk, which then count as missing again.
 */
export class SpoolSweeper {
  readonly #deps: SweeperDeps

  constructor(deps: SweeperDeps) {
    this.#deps = deps
  }

  /** Pass after pass, until the signal. One that fails is logged; the next one makes up for it. */
  async run(options: Waiting): Promise<never> {
    const { clock, log } = this.#deps
    for (;;) {
      await clock.sleep(SWEEP_EVERY_MS, options)
      try {
        await this.sweep(options)
      } catch (err) {
        options.signal.throwIfAborted()
        log.warn({ err }, 'sweeping the spool failed')
      }
    }
  }

  /** @param options.orphans all of them at the start, when nothing is being written. */
  async sweep(options: Waiting & Readonly<{ orphans?: 'old' | 'all' }>): Promise<Swept> {
    const ended = await this.#endWhatIsOver(options)
    const lost = await this.#forgetLost(options)
    const orphans = await this.#removeOrphans(options.orphans ?? 'old', options)
    const swept = { ended, orphans, lost }
    if (ended + orphans + lost > 0) this.#deps.log.info(swept, 'spool was swept')
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
    const { store, blobs, log } = this.#deps
    let lost = 0
    let after = ''
    for (;;) {
      const spools = await store.spools(after, SWEEP_PAGE)
      for (const spool of spools) {
        signal.throwIfAborted()
        // In this order: what comes after the rows were read is no loss.
        const rows = await store.stored(spool)
        const there = new Set((await blobs.list(spool)).map((entry) => entry.index))
        const gone = rows.filter((index) => !there.has(index))
        if (gone.length === 0) continue
        const still = new Set(await store.stored(spool))
        const missing = gone.filter((index) => still.has(index))
        if (missing.length > 0) log.error({ spool, chunks: missing.length }, 'chunks are missing')
        await store.lose(spool, missing)
        this.#deps.stored.removed({ spool, indices: missing, isWhole: false })
        lost += missing.length
      }
      const last = spools.at(-1)
      if (last === undefined) return lost
      after = last
    }
  }

  async #removeOrphans(which: 'old' | 'all', { signal }: Waiting): Promise<number> {
    let orphans = 0
    for await (const spool of this.#deps.blobs.spools()) {
      signal.throwIfAborted()
      orphans += await this.#removeOrphansOf(spool, which)
    }
    return orphans
  }

  async #removeOrphansOf(spool: SpoolId, which: 'old' | 'all'): Promise<number> {
    const { store, blobs, clock } = this.#deps
    const entries = await blobs.list(spool)
    const rows = new Set(await store.stored(spool))
    const oldMs = clock.nowMs() - ORPHAN_AGE_MS
    const indices = entries
      .filter(({ index, storedMs }) => !rows.has(index) && (which === 'all' || storedMs <= oldMs))
      .map((entry) => entry.index)
    const isEmpty = indices.length === entries.length
    // Asked last: whoever made the object meanwhile is writing into its folder.
    if (isEmpty && !(await store.exists(spool))) await blobs.deleteAll(spool)
    else await blobs.delete(spool, indices)
    return indices.length
  }
}
