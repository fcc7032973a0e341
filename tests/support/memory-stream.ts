import { Uint8ArrayList } from 'uint8arraylist'
import type { StreamListening, WindowedStream } from '../../src/net/byte-stream.ts'

export type MemoryStreamOptions = Readonly<{
  /** Bytes that may be on the way before the window is renewed. */
  windowBytes: number
  /** The largest piece that is delivered at once. */
  pieceBytes: number
}>

/**
 * One end of an in-memory stream that behaves as a yamux stream does: a window that may be paused, half-close, reset, and a
 * `close` without `remoteCloseWrite` when it is cut. Bytes are copied when they leave, as encryption does.
 */
export class MemoryStream implements WindowedStream {
  status = 'open'
  writeStatus = 'writable'
  remoteWriteStatus = 'writable'
  writableNeedsDrain = false
  /** Bytes that left this end. */
  sentBytes = 0
  /** Called for each piece that leaves, with the place of its first byte: what it returns is delivered. */
  mangle: (piece: Uint8Array, place: number) => Uint8Array = (piece) => piece
  /** The stream is cut when this many bytes have left this end. */
  cutAtBytes: number | undefined
  readonly #options: MemoryStreamOptions
  readonly #events = new EventTarget()
  readonly #unsent = new Uint8ArrayList()
  /** Set by `pair`, the only way to make one. */
  private peer!: MemoryStream
  #credit: number
  /** The window is renewed as bytes arrive, unless paused. */
  #renewing = true
  #owedCredit = 0
  #pumping = false
  #flushed: PromiseWithResolvers<void> | undefined

  private constructor(options: MemoryStreamOptions) {
    this.#options = options
    this.#credit = options.windowBytes
  }

  static pair(options: MemoryStreamOptions): readonly [MemoryStream, MemoryStream] {
    const a = new MemoryStream(options)
    const b = new MemoryStream(options)
    a.peer = b
    b.peer = a
    return [a, b]
  }

  readonly addEventListener: StreamListening = (type: string, listener: unknown) =>
    this.#events.addEventListener(type, listener as EventListener)
  readonly removeEventListener: StreamListening = (type: string, listener: unknown) =>
    this.#events.removeEventListener(type, listener as EventListener)

  /** Its reader has what has come. */
  readonly readBufferLength = 0

  /** Bytes that left the other end. */
  get receivedBytes(): number {
    return this.peer.sentBytes
  }

  /** Bytes that `send` took and that have not left. */
  get unsentBytes(): number {
    return this.#unsent.byteLength
  }

  send(data: Uint8ArrayList): boolean {
    if (this.writeStatus !== 'writable') throw new Error(`the stream is ${this.writeStatus}`)
    this.#unsent.append(data)
    this.writableNeedsDrain = this.#unsent.byteLength > 0
    this.#pump()
    return !this.writableNeedsDrain
  }

  sendPause(): void {
    this.#renewing = false
  }

  sendResume(): void {
    this.#renewing = true
    this.#renew(0)
  }

  async close(options: { signal?: AbortSignal } = {}): Promise<void> {
    options.signal?.throwIfAborted()
    if (this.writeStatus !== 'writable') return
    this.writeStatus = 'closing'
    if (this.#unsent.byteLength > 0) {
      this.#flushed = Promise.withResolvers()
      await this.#flushed.promise
    }
    this.writeStatus = 'closed'
    queueMicrotask(() => this.peer.#remoteEnded())
    this.#closeWhenBothEnded()
  }

  abort(error: Error): void {
    if (this.status !== 'open') return
    this.#end('aborted', error)
    this.peer.#reset()
  }

  /** The link goes away under both ends. */
  cut(): void {
    this.#end('closed', undefined)
    this.peer.#end('closed', undefined)
  }

  #reset(): void {
    const error = Object.assign(new Error('stream reset'), { name: 'StreamResetError' })
    this.#end('reset', error)
  }

  #end(status: string, error: Error | undefined): void {
    if (this.status !== 'open') return
    this.status = status
    this.writeStatus = 'closed'
    this.#flushed?.reject(error ?? new Error('the stream was cut'))
    this.#dispatch('close', { error })
  }

  #remoteEnded(): void {
    if (this.status !== 'open') return
    this.remoteWriteStatus = 'closed'
    this.#dispatch('remoteCloseWrite', {})
    this.#closeWhenBothEnded()
  }

  #closeWhenBothEnded(): void {
    if (this.writeStatus === 'closed' && this.remoteWriteStatus === 'closed')
      this.#end('closed', undefined)
  }

  /** Sends one piece per turn of the event loop, as a socket does, so that nobody can count on whole frames. */
  #pump(): void {
    if (this.#pumping || this.status !== 'open') return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      if (this.status !== 'open') return
      const moved = this.#sendPiece()
      if (this.#unsent.byteLength === 0) this.#drained()
      else if (moved) this.#pump()
    })
  }

  #sendPiece(): boolean {
    const room = (this.cutAtBytes ?? Number.MAX_SAFE_INTEGER) - this.sentBytes
    const bytes = Math.min(this.#unsent.byteLength, this.#options.pieceBytes, this.#credit, room)
    if (bytes > 0) {
      const piece = this.#unsent.slice(0, bytes)
      this.#unsent.consume(bytes)
      this.#credit -= bytes
      this.sentBytes += bytes
      this.peer.#take(this.mangle(piece, this.sentBytes - bytes))
    }
    if (this.cutAtBytes !== undefined && this.sentBytes >= this.cutAtBytes) this.cut()
    return bytes > 0
  }

  #drained(): void {
    this.#flushed?.resolve()
    if (!this.writableNeedsDrain) return
    this.writableNeedsDrain = false
    this.#dispatch('drain', {})
  }

  #take(piece: Uint8Array): void {
    this.#dispatch('message', { data: piece })
    this.#renew(piece.length)
  }

  #renew(bytes: number): void {
    this.#owedCredit += bytes
    if (!this.#renewing) return
    this.peer.#credit += this.#owedCredit
    this.#owedCredit = 0
    this.peer.#pump()
  }

  #dispatch(type: string, fields: object): void {
    this.#events.dispatchEvent(Object.assign(new Event(type), fields))
  }
}
