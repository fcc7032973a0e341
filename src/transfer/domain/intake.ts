import type { Clock } from '../../core/clock.ts'
import { ACK_CHUNKS, ACK_MS, WRITES_IN_FLIGHT } from '../limits.ts'
import type { ChunkSink, Progress, TransferChannel, VerifiedChunk } from '../ports.ts'
import type { Conversation } from './conversation.ts'

type Deps = Readonly<{
  sink: ChunkSink
  channel: TransferChannel
  conversation: Conversation
  clock: Clock
}>
type Settings = Readonly<{ toldBytes: number; onProgress?: (progress: Progress) => void }>

/**
 * Verified chunks on their way into the sink, a few at once, while the next ones arrive; each is acknowledged when it is
 * kept. A write that fails ends the conversation. Disposal waits for the writes that have begun, so nothing touches the
 * sink afterwards.
 */
export class Intake {
  readonly #deps: Deps
  readonly #settings: Settings
  readonly #writing = new Set<Promise<void>>()
  #verifiedChunks = 0
  #verifiedBytes: number
  #ackedChunks = 0
  #ackedAtMs = 0
  #isAcking = false

  constructor(deps: Deps, settings: Settings) {
    this.#deps = deps
    this.#settings = settings
    this.#verifiedBytes = settings.toldBytes
  }

  /** Of the whole file. */
  get verifiedBytes(): number {
    return this.#verifiedBytes
  }

  /** Resolves when the next one may come. */
  async accept(chunk: VerifiedChunk): Promise<void> {
    const write = this.#keep(chunk).finally(() => this.#writing.delete(write))
    this.#writing.add(write)
    if (this.#writing.size >= WRITES_IN_FLIGHT) await Promise.race(this.#writing)
    this.#deps.conversation.signal.throwIfAborted()
  }

  /** Resolves when all are kept and acknowledged. */
  async settle(): Promise<void> {
    await Promise.all(this.#writing)
    this.#deps.conversation.signal.throwIfAborted()
    await this.#acknowledge(1)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#writing)
  }

  async #keep(chunk: VerifiedChunk): Promise<void> {
    const { sink, channel, conversation } = this.#deps
    try {
      await sink.write(chunk, conversation)
      this.#verifiedChunks++
      this.#verifiedBytes += chunk.bytes.length
      channel.release?.(chunk.bytes)
      this.#settings.onProgress?.({ verifiedBytes: this.#verifiedBytes })
      await this.#acknowledge(this.#isAckDue() ? 1 : ACK_CHUNKS)
    } catch (err) {
      conversation.fail(err)
    }
  }

  #isAckDue(): boolean {
    return this.#deps.clock.monotonicMs() - this.#ackedAtMs >= ACK_MS
  }

  /** As soon as so many are not acknowledged; one Ack at a time, each with the newest count. */
  async #acknowledge(leastChunks: number): Promise<void> {
    if (this.#isAcking) return
    this.#isAcking = true
    try {
      while (this.#verifiedChunks - this.#ackedChunks >= leastChunks) {
        const value = { verifiedChunks: this.#verifiedChunks, verifiedBytes: this.#verifiedBytes }
        this.#ackedAtMs = this.#deps.clock.monotonicMs()
        await this.#deps.conversation.say({ kind: 'ack', value })
        this.#ackedChunks = value.verifiedChunks
      }
    } finally {
      this.#isAcking = false
    }
  }
}
