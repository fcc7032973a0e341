import type { ByteStream, StreamMessage } from './byte-stream.ts'
import { InboundBytes } from './inbound-bytes.ts'
import { READ_AHEAD_BYTES } from './limits.ts'

/**
 * What a stream delivered before its reader asked. Beyond READ_AHEAD_BYTES the stream is paused: its window is no longer
 * renewed, runs out, and the peer's sends wait.
 */
export class ReadAhead extends InboundBytes {
  readonly #stream: ByteStream
  #paused = false

  constructor(stream: ByteStream) {
    super()
    this.#stream = stream
  }

  get paused(): boolean {
    return this.#paused
  }

  /** Takes in a delivery; a reader that waits for more than READ_AHEAD_BYTES gets it. */
  deliver(data: StreamMessage['data'], neededBytes: number): void {
    if (data instanceof Uint8Array) this.push(data)
    else for (const piece of data) this.push(piece)
    if (this.length >= Math.max(READ_AHEAD_BYTES, neededBytes)) this.#pause()
  }

  override take(count: number, into?: Uint8Array): Uint8Array {
    const bytes = super.take(count, into)
    if (this.#paused && this.length < READ_AHEAD_BYTES / 2) this.resume()
    return bytes
  }

  resume(): void {
    if (!this.#paused) return
    this.#paused = false
    if (this.#stream.readStatus !== 'paused') return
    try {
      this.#stream.resume()
    } catch {
      // What was held back has been delivered; only the window update found the link gone, and `close` tells of that.
    }
  }

  #pause(): void {
    if (this.#paused || this.#stream.readStatus !== 'readable') return
    this.#paused = true
    this.#stream.pause()
  }
}
