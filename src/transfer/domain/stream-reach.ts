import type { Extent } from '../entity/messages.ts'
import { StreamPlan } from '../entity/stream-plan.ts'
import { TransferError } from '../errors.ts'
import type { ChunkSink } from '../ports.ts'

/** How far a stream has come at its receiver, and the end that its sender may still give it: once, and not before that. */
export class StreamReach {
  readonly #sink: ChunkSink
  /** Behind the last chunk that has come. */
  #chunks: number

  constructor(sink: ChunkSink) {
    this.#sink = sink
    this.#chunks = sink.have.runs.at(-1)?.end ?? 0
  }

  grow(index: number): void {
    this.#chunks = Math.max(this.#chunks, index + 1)
  }

  /** @throws TransferError PROTOCOL */
  close({ size, chunkCount }: Extent): void {
    const { plan } = this.#sink
    if (!(plan instanceof StreamPlan)) throw wrong('an end of what is no stream')
    // What came before the end was known were whole chunks.
    if (plan.isOpen && size < plan.offsetOf(this.#chunks)) throw wrong('an end before what came')
    try {
      plan.close(size)
    } catch (cause) {
      throw wrong('another end than before, or one too far', cause)
    }
    if (plan.count !== chunkCount) throw wrong('an end with another number of chunks')
  }
}

function wrong(message: string, cause?: unknown): TransferError {
  return new TransferError('PROTOCOL', message, { cause })
}
