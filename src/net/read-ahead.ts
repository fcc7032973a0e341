import { startBorrowing } from './borrowed-bytes.ts'
import type { ByteStream, StreamMessage } from './byte-stream.ts'
import { InboundBytes } from './inbound-bytes.ts'
import { READ_AHEAD_BYTES } from './limits.ts'

export type ReadAheadOptions = Readonly<{
  /** Taken in before anybody asks for it. Absent: READ_AHEAD_BYTES. */
  readAheadBytes?: number | undefined
}>

/**
 * What a stream delivered before its reader asked. Beyond `limitBytes` the stream is paused: its window is no longer
 * renewed, runs out, and the peer's sends wait.
 */
export class ReadAhead extends InboundBytes {
  /** What the waiting reader needs: it gets that much even beyond the limit. */
  neededBytes = 0
  readonly #stream: ByteStream
  readonly #limitBytes: number
  #flow: 'on' | 'paused' | 'resuming' = 'on'

  constructor(stream: ByteStream, options: ReadAheadOptions) {
    super()
    this.#stream = stream
    this.#limitBytes = options.readAheadBytes ?? READ_AHEAD_BYTES
    startBorrowing(stream)
  }

  get paused(): boolean {
    return this.#flow === 'paused'
  }

  deliver(data: StreamMessage['data']): void {
    if (data instanceof Uint8Array) this.push(data)
    else for (const piece of data) this.push(piece)
    this.#pauseWhenFull()
  }

  override take(count: number): Uint8Array {
    const bytes = super.take(count)
    this.#resumeWhenRead()
    return bytes
  }

  override gathered(): void {
    super.gathered()
    this.#resumeWhenRead()
  }

  /** Takes in what the stream held back, and renews its window. */
  resume(): void {
    if (this.#flow !== 'paused') return
    // libp2p delivers from inside resume() and renews the window after that: a pause in between would be half forgotten,
    // the peer would go on sending, and the stream would be aborted when its buffer is full.
    this.#flow = 'resuming'
    try {
      if (this.#stream.readStatus === 'paused') this.#stream.resume()
    } catch {
      // What was held back has been delivered; only the window update found the link gone, and `close` tells of that.
    }
    this.#flow = 'on'
    this.#pauseWhenFull()
  }

  #pauseWhenFull(): void {
    if (this.#flow !== 'on' || this.length < Math.max(this.#limitBytes, this.neededBytes)) return
    if (this.#stream.readStatus !== 'readable') return
    this.#flow = 'paused'
    this.#stream.pause()
  }

  #resumeWhenRead(): void {
    if (this.length < this.#limitBytes / 2) this.resume()
  }
}
