import { RATE_WINDOW_MS } from '../limits.ts'

/** Samples closer than this become one: 50 of them cover the window, however fast the chunks come. */
const SAMPLE_MS = 100

type Sample = Readonly<{ atMs: number; bytes: number }>

export type Pace = Readonly<{ bytesPerSecond: number; etaMs: number | undefined }>

/** The rate over the last seconds, from how much was there when. Time is monotonic. */
export class RateMeter {
  #samples: Sample[]

  constructor(start: Sample) {
    this.#samples = [start]
  }

  add(sample: Sample): void {
    const [before, last] = this.#samples.slice(-2)
    if (before !== undefined && last !== undefined && last.atMs - before.atMs < SAMPLE_MS) {
      this.#samples.pop()
    }
    this.#samples.push(sample)
    const horizon = sample.atMs - RATE_WINDOW_MS
    while (this.#samples.length > 2 && (this.#samples[1]?.atMs ?? 0) <= horizon)
      this.#samples.shift()
  }

  /** Silence counts: a stalled transfer slows down while nothing is added. */
  pace(nowMs: number, leftBytes: number): Pace {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined) return { bytesPerSecond: 0, etaMs: undefined }
    const ms = Math.max(1, nowMs - first.atMs)
    const bytesPerSecond = Math.round(((last.bytes - first.bytes) * 1000) / ms)
    if (bytesPerSecond <= 0) return { bytesPerSecond: 0, etaMs: undefined }
    return {
      bytesPerSecond,
      etaMs: Math.round((leftBytes * 1000) / bytesPerSecond),
    }
  }
}
