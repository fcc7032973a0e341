import { bytesOf, type ChunkSet, hasChunk, setWithout } from '../entity/chunk-set.ts'
import { WRITES_IN_FLIGHT } from '../limits.ts'
import type { ChunkSink, Progress, VerifiedChunk, Waiting } from '../ports.ts'

type Settings = Readonly<{
  onProgress: (progress: Progress) => void
  onFailure: (failure: unknown) => void
}>

/** `lay`: its bytes were here already. `kept`: called when it is. */
type Taken = Readonly<{ chunk: VerifiedChunk; lay: boolean; kept: () => void }>

/** Verified chunks on their way into the sink, a few at once, from all lines, while the next ones arrive. */
export class Intake {
  readonly #sink: ChunkSink
  readonly #settings: Settings
  readonly #writing = new Set<Promise<void>>()
  #verifiedChunks: number
  #wholeBytes: number
  #verifiedBytes: number
  #heldBytes = 0
  #chosen: Readonly<{ without: ChunkSet; bytes: number }> | undefined

  constructor(sink: ChunkSink, settings: Settings) {
    this.#sink = sink
    this.#settings = settings
    const { have, plan, unwanted } = sink
    this.#verifiedChunks = have.count
    this.#wholeBytes = bytesOf(have, plan)
    this.#verifiedBytes =
      unwanted === undefined ? this.#wholeBytes : bytesOf(setWithout(have, unwanted), plan)
  }

  /** Of what was chosen. */
  get verifiedBytes(): number {
    return this.#verifiedBytes
  }

  get verifiedChunks(): number {
    return this.#verifiedChunks
  }

  /** Of the whole content, what was not chosen included. */
  get wholeBytes(): number {
    return this.#wholeBytes
  }

  get progress(): Progress {
    const ofBytes = this.#chosenBytes()
    const progress = { verifiedBytes: this.#verifiedBytes, heldBytes: this.#heldBytes }
    return ofBytes === undefined ? progress : { ...progress, ofBytes }
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

  /** Resolves when the next one may come. A write that fails is everybody's failure. */
  async accept(taken: Taken, options: Waiting): Promise<void> {
    const write = this.#keep(taken, options).finally(() => this.#writing.delete(write))
    this.#writing.add(write)
    while (this.#writing.size >= WRITES_IN_FLIGHT) await Promise.race(this.#writing)
    options.signal.throwIfAborted()
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing)
  }

  async #keep({ chunk, lay, kept }: Taken, options: Waiting): Promise<void> {
    try {
      await this.#sink.write(chunk, options)
    } catch (err) {
      // An end of its own line is no failure of the sink.
      if (!options.signal.aborted) this.#settings.onFailure(err)
      return
    }
    this.#count(chunk, lay)
    this.#settings.onProgress(this.progress)
    kept()
  }

  #count({ index, bytes }: VerifiedChunk, lay: boolean): void {
    const { plan, unwanted } = this.#sink
    // Of a sealed chunk the plan knows the greatest length only.
    const length = bytes.length > 0 ? bytes.length : plan.lengthOf(index)
    this.#verifiedChunks++
    this.#wholeBytes += length
    if (unwanted !== undefined && hasChunk(unwanted, index)) return
    this.#verifiedBytes += length
    if (lay) this.#heldBytes += length
  }

  /** `undefined` where everything is wanted, or nobody knows yet. */
  #chosenBytes(): number | undefined {
    const { plan, unwanted } = this.#sink
    if (unwanted === undefined) return undefined
    if (this.#chosen?.without !== unwanted) {
      this.#chosen = { without: unwanted, bytes: plan.size - bytesOf(unwanted, plan) }
    }
    return this.#chosen.bytes
  }
}
