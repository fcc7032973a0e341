import { startBorrowing } from './borrowed-bytes.ts'
import type { ByteStream, StreamMessage, WindowedStream } from './byte-stream.ts'
import { InboundBytes } from './inbound-bytes.ts'
import { READ_AHEAD_BYTES } from './limits.ts'

export type ReadAheadOptions = Readonly<{
  /** Taken in before anybody asks for it. Absent: READ_AHEAD_BYTES. */
  readAheadBytes?: number | undefined
}>

/**
 * What a stream delivered before its reader asked. Beyond `limitBytes` its window is no longer renewed: it runs out, and the
 * peer's sends wait. What the window had promised still comes, and is taken in like everything else.
 */
export class ReadAhead extends InboundBytes {
  /** What the waiting reader needs: it gets that much even beyond the limit. */
  neededBytes = 0
  readonly #stream: WindowedStream
  readonly #limitBytes: number
  #isPaused = false

  constructor(stream: ByteStream, options: ReadAheadOptions) {
    super()
    this.#stream = stream as WindowedStream
    this.#limitBytes = options.readAheadBytes ?? READ_AHEAD_BYTES
    startBorrowing(stream)
  }

  get paused(): boolean {
    return this.#isPaused
  }

  deliver(data: StreamMessage['data']): void {
    if (data instanceof Uint8Array) this.push(data)
    else for (const piece of data) this.push(piece)
    if (this.length >= Math.max(this.#limitBytes, this.neededBytes)) this.#pause()
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

  /** Renews the window. */
  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (this.#stream.status !== 'open') return
    try {
      this.#stream.sendResume()
    } catch {
      // The link is gone, and `close` tells of that.
    }
  }

  /** Not the stream's own pause(), which would keep what still comes in copies, and copy them once more afterwards. */
  #pause(): void {
    if (this.#isPaused || this.#stream.status !== 'open') return
    this.#isPaused = true
    this.#stream.sendPause()
  }

  #resumeWhenRead(): void {
    if (this.length < this.#limitBytes / 2) this.resume()
  }
}
