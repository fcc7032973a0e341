import { freemem } from 'node:os'
import { getHeapStatistics } from 'node:v8'
import type { LoadFacts } from '../entity/shedding.ts'
import { LATE_TRANSACTION_MS } from '../limits.ts'
import type { LoadSource } from '../ports.ts'

/** How often the event loop's lag is measured: a few thousandths of a percent of a core. Milliseconds. */
const LAG_EVERY_MS = 50

type Database = Readonly<{ unfinished(olderThanMs: number): number }>

/** Of this process and its machine. Until disposed. */
export class ProcessLoad implements LoadSource, Disposable {
  readonly #database: Database
  readonly #timer: NodeJS.Timeout
  /** Since the last look. Node's own histogram loses what it measures across a reset, so all when the loop is blocked. */
  #lags: number[] = []
  #measuredMs = performance.now()

  constructor(deps: Readonly<{ database: Database }>) {
    this.#database = deps.database
    this.#timer = setInterval(() => this.#measure(), LAG_EVERY_MS)
    this.#timer.unref()
  }

  look(): LoadFacts {
    // Whichever of the two timers comes first after a block.
    if (performance.now() - this.#measuredMs > LAG_EVERY_MS) this.#measure()
    const lags = this.#lags.toSorted((a, b) => a - b)
    this.#lags = []
    return {
      lagMs: lags[Math.floor(lags.length * 0.75)] ?? 0,
      lateTransactions: this.#database.unfinished(LATE_TRANSACTION_MS),
      freeMemoryBytes: freeMemoryBytes(),
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }

  #measure(): void {
    const nowMs = performance.now()
    this.#lags.push(Math.max(0, nowMs - this.#measuredMs - LAG_EVERY_MS))
    this.#measuredMs = nowMs
  }
}

/** A control group's own number counts pages of files that it would give back, so what this process has is taken from its limit. */
function freeMemoryBytes(): number {
  const { heap_size_limit, used_heap_size } = getHeapStatistics()
  const group = process.constrainedMemory()
  const ofGroup = group > 0 ? group - process.memoryUsage.rss() : Number.MAX_VALUE
  return Math.max(0, Math.min(freemem(), ofGroup, heap_size_limit - used_heap_size))
}
