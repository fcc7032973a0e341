import { WRITES_IN_FLIGHT } from '../limits.ts'
import type { ChunkSink, Progress, VerifiedChunk, Waiting } from '../ports.ts'

type Settings = Readonly<{
  haveChunks: number
  haveBytes: number
  onProgress: (progress: Progress) => void
  onFailure: (failure: unknown) => void
}>

/** Verified chunks on their way into the sink, a few at once, from all lines, while the next ones arrive. */
export class Intake {
  readonly #sink: ChunkSink
  readonly #settings: Settings
  readonly #writing = new Set<Promise<void>>()
  #verifiedChunks: number
  #verifiedBytes: number

  constructor(sink: ChunkSink, settings: Settings) {
    this.#sink = sink
    this.#settings = settings
    this.#verifiedChunks = settings.haveChunks
    this.#verifiedBytes = settings.haveBytes
  }

  /** Of the whole content. */
  get verifiedBytes(): number {
    return this.#verifiedBytes
  }

  get verifiedChunks(): number {
    return this.#verifiedChunks
  }

  get isWhole(): boolean {
    const { plan } = this.#sink
    return !plan.isOpen && this.#verifiedChunks === plan.count
  }

  /** As much as there may be at most, and still no end. */
  get isEndless(): boolean {
    const { plan } = this.#sink
    return plan.isOpen === true && this.#verifiedChunks === plan.count
  }

  /** Resolves when the next one may come; `kept` is called when this one is. A write that fails is everybody's failure. */
  async accept(chunk: VerifiedChunk, kept: () => void, options: Waiting): Promise<void> {
    const write = this.#keep(chunk, kept, options).finally(() => this.#writing.delete(write))
    this.#writing.add(write)
    while (this.#writing.size >= WRITES_IN_FLIGHT) await Promise.race(this.#writing)
    options.signal.throwIfAborted()
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing)
  }

  async #keep(chunk: VerifiedChunk, kept: () => void, options: Waiting): Promise<void> {
    try {
      await this.#sink.write(chunk, options)
    } catch (err) {
      // An end of its own line is no failure of the sink.
      if (!options.signal.aborted) this.#settings.onFailure(err)
      return
    }
    this.#verifiedChunks++
    this.#verifiedBytes += chunk.bytes.length
    this.#settings.onProgress({ verifiedBytes: this.#verifiedBytes })
    kept()
  }
}
