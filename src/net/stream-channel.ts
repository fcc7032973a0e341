import type { Uint8ArrayList } from 'uint8arraylist'
import type { DeviceId } from '../core/ids.ts'
import { untilAborted } from '../core/until-aborted.ts'
import type { ByteStream, StreamClosed, StreamMessage } from './byte-stream.ts'
import { ChannelError, cut, resetByPeer } from './errors.ts'
import { framed, type Parts, readFramePrefix } from './frame.ts'
import { type Expectation, expectation, IdleWait } from './idle-wait.ts'
import { LINGER_MS, MAX_PAYLOAD_BYTES } from './limits.ts'
import { ReadAhead, type ReadAheadOptions } from './read-ahead.ts'

export type ChannelState = 'open' | 'half-closed' | 'closed' | 'failed'
export type ChannelOptions = ReadAheadOptions &
  Readonly<{
    remote: DeviceId
    /** A longer frame is refused before anything is allocated for it, and the stream is reset. */
    maxFrameBytes: number
    /** A wait in which nothing moves for this long ends with IDLE. Absent: only the link's own liveness ends it. */
    idleMs?: number | undefined
    onIdle?: () => void
  }>
type WaitOptions = Readonly<{ signal?: AbortSignal | undefined }>
type PayloadOptions = WaitOptions & Readonly<{ into?: Uint8Array | undefined }>

/**
 * Frames over one libp2p stream, with back-pressure in both directions: varint(length) frame, or that and a payload.
 * A reader that does not read pauses the stream, the peer's window runs out and its `send` waits; memory stays within
 * `readAheadBytes` and the window. Only this code knows `drain` (style 14). Not here: opening streams, what frames mean.
 */
export class StreamChannel implements AsyncDisposable {
  readonly remote: DeviceId
  readonly #stream: ByteStream
  readonly #maxFrameBytes: number
  readonly #wait: IdleWait
  readonly #inbound: ReadAhead
  #write: 'open' | 'closed' = 'open'
  #read: 'open' | 'ended' = 'open'
  #failure: Error | undefined
  /** What becomes of bytes that arrive. */
  #arrivals: 'kept' | 'ignored' | 'thrown-away' = 'kept'
  /** One reader at a time, woken when `neededBytes` are here. */
  #reader: Expectation | undefined
  #drain: Expectation | undefined
  #flush: Expectation | undefined
  /** Settles when the send before has handed over its bytes: frames never interleave. */
  #lastSend: Promise<void> = Promise.resolve()

  constructor(stream: ByteStream, options: ChannelOptions) {
    this.remote = options.remote
    this.#stream = stream
    this.#inbound = new ReadAhead(stream, options)
    this.#maxFrameBytes = options.maxFrameBytes
    this.#wait = new IdleWait(options.idleMs, () => {
      this.#throwAway(new ChannelError('IDLE', `nothing moved for ${options.idleMs} ms`))
      options.onIdle?.()
    })
    // A reset and a link that went away close the peer's side too; only on an open stream is that its end.
    if (stream.status === 'open' && stream.remoteWriteStatus === 'closed') this.#read = 'ended'
    stream.addEventListener('remoteCloseWrite', this.#onRemoteEnd)
    stream.addEventListener('close', this.#onClose)
    stream.addEventListener('drain', this.#onDrain)
    stream.addEventListener('message', this.#onMessage)
    if (stream.status !== 'open') this.#fail(stream.status === 'reset' ? resetByPeer() : cut())
  }

  get state(): ChannelState {
    if (this.#failure !== undefined) return 'failed'
    if (this.#write === 'open') return this.#read === 'open' ? 'open' : 'half-closed'
    return this.#read === 'ended' ? 'closed' : 'half-closed'
  }

  /** Bytes that arrived here and were not read yet. */
  get unreadBytes(): number {
    return this.#inbound.length + this.#stream.readBufferLength
  }

  /** One frame. Resolves when its bytes are encrypted or discarded: the buffers may then be used again. */
  async send(parts: Parts, options: WaitOptions = {}): Promise<void> {
    await this.#sendInTurn(framed(parts), options.signal)
  }

  /** One frame, followed by bytes that are not framed again: the frame tells their number. Nothing is copied. */
  async sendFrameAndPayload(
    parts: Parts,
    payload: Uint8Array,
    options: WaitOptions = {},
  ): Promise<void> {
    const list = framed(parts)
    list.append(payload)
    await this.#sendInTurn(list, options.signal)
  }

  /** The next whole frame, or undefined after the peer's clean end. An aborted wait loses nothing. */
  async receive(options: WaitOptions = {}): Promise<Uint8Array | undefined> {
    for (;;) {
      const prefix = this.#prefix()
      if (prefix === undefined) {
        if (!(await this.#arrived(this.#inbound.length + 1, options.signal))) return undefined
        continue
      }
      await this.#arrived(prefix.prefixBytes + prefix.length, options.signal)
      this.#inbound.skip(prefix.prefixBytes)
      return this.#inbound.take(prefix.length)
    }
  }

  /** Exactly `length` bytes that follow a frame, in one contiguous buffer: `into`, which has that length, or a fresh one. */
  async receivePayload(length: number, options: PayloadOptions = {}): Promise<Uint8Array> {
    const fits = (options.into?.length ?? length) === length
    if (!fits || !Number.isInteger(length) || length < 0 || length > MAX_PAYLOAD_BYTES) {
      throw new RangeError(`no payload, or no buffer for one: ${length} bytes`)
    }
    const { into } = options
    if (into !== undefined) this.#inbound.gather(into)
    try {
      if (!(await this.#arrived(length, options.signal))) throw this.#fail(cut())
      return into ?? this.#inbound.take(length)
    } finally {
      if (into !== undefined) this.#inbound.gathered()
    }
  }

  /** Ends our side once everything sent is on its way; reading goes on. */
  async close(options: WaitOptions = {}): Promise<void> {
    await untilAborted(this.#lastSend, options.signal)
    if (this.#write === 'closed' || this.#failure !== undefined) return
    this.#write = 'closed'
    // libp2p's close() may wait for ever for an event of a stream that broke meanwhile; `#fail` ends this one.
    this.#flush = expectation()
    this.#stream.close().then(this.#flush.resolve, this.#flush.reject)
    try {
      await this.#wait.until(this.#flush, options.signal)
    } catch (cause) {
      options.signal?.throwIfAborted()
      throw this.#fail(new ChannelError('CUT', 'the stream ended before all was sent', { cause }))
    }
  }

  /** Throws both directions away at once. The peer sees a reset; `reason` is for our own waits and log. */
  reset(reason: string): void {
    this.#throwAway(new ChannelError('RESET', reason))
  }

  /** Close, then let the peer end its side for `lingerMs`, throwing away what it still sends; then reset. */
  async finish(options: Readonly<{ lingerMs: number }>): Promise<void> {
    if (this.#failure !== undefined) return
    const signal = AbortSignal.timeout(options.lingerMs)
    this.#arrivals = 'ignored'
    this.#inbound.clear()
    this.#inbound.resume()
    try {
      await this.close({ signal })
      while (await this.#arrived(1, signal)) this.#inbound.clear()
    } catch {
      this.reset('the peer did not end its side')
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.finish({ lingerMs: LINGER_MS })
  }

  #prefix(): ReturnType<typeof readFramePrefix> {
    try {
      const prefix = readFramePrefix(this.#inbound)
      if (prefix !== undefined && prefix.length > this.#maxFrameBytes) {
        throw new ChannelError('FRAME_TOO_LONG', `a frame of ${prefix.length} bytes was refused`)
      }
      return prefix
    } catch (err) {
      throw this.#throwAway(err as ChannelError)
    }
  }

  /** True when `bytes` are here; false when the peer ended cleanly between frames; throws on every other end. */
  async #arrived(bytes: number, signal: AbortSignal | undefined): Promise<boolean> {
    if (this.#inbound.length >= bytes) return true
    if (this.#reader !== undefined) throw new ChannelError('CLOSED', 'two readers on one channel')
    this.#inbound.neededBytes = bytes
    try {
      while (this.#inbound.length < bytes) {
        if (this.#inbound.paused) this.#inbound.resume()
        else if (this.#ended()) return false
        else await this.#wait.until((this.#reader = expectation()), signal)
      }
      return true
    } finally {
      this.#reader = undefined
      this.#inbound.neededBytes = 0
    }
  }

  /** Called when more bytes are needed than are here: true at the peer's clean end, throws at every other one. */
  #ended(): boolean {
    const ended = this.#read === 'ended' && this.#stream.readBufferLength === 0
    if (ended && this.#inbound.length === 0 && this.#arrivals !== 'thrown-away') return true
    if (ended || this.#failure !== undefined) throw this.#fail(cut())
    return false
  }

  async #sendInTurn(list: Uint8ArrayList, signal: AbortSignal | undefined): Promise<void> {
    const before = this.#lastSend
    const over = Promise.withResolvers<void>()
    this.#lastSend = over.promise
    try {
      await untilAborted(before, signal)
      await this.#sendNow(list, signal)
    } finally {
      // Who gave up early hands on the turn only when it comes.
      void before.then(over.resolve)
    }
  }

  async #sendNow(list: Uint8ArrayList, signal: AbortSignal | undefined): Promise<void> {
    await this.#drained(signal)
    signal?.throwIfAborted()
    this.#throwUnlessWritable()
    try {
      this.#stream.send(list)
    } catch (cause) {
      throw this.#fail(new ChannelError('CUT', 'the stream no longer takes bytes', { cause }))
    }
    await this.#drained(signal)
  }

  // libp2p's own onDrain() keeps its first, settled promise for ever, so it is no back-pressure: we wait for the event and
  // look at the flag again.
  async #drained(signal: AbortSignal | undefined): Promise<void> {
    while (this.#stream.writableNeedsDrain) {
      this.#throwUnlessWritable()
      this.#drain ??= expectation()
      await this.#wait.until(this.#drain, signal)
    }
  }

  #throwUnlessWritable(): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#write === 'closed') throw new ChannelError('CLOSED', 'sent after close')
  }

  readonly #onMessage = (event: StreamMessage): void => {
    this.#wait.moved()
    if (this.#failure !== undefined || this.#arrivals !== 'kept') return
    this.#inbound.deliver(event.data)
    // After the peer's end every delivery wakes the reader: it may have been the last.
    if (this.#inbound.length >= this.#inbound.neededBytes || this.#read === 'ended')
      this.#reader?.resolve()
  }

  readonly #onDrain = (): void => {
    this.#wait.moved()
    this.#drain?.resolve()
    this.#drain = undefined
  }

  readonly #onRemoteEnd = (): void => {
    this.#read = 'ended'
    this.#reader?.resolve()
    this.#forgetWhenDone()
  }

  /** `close` without `remoteCloseWrite` before it is a cut, however clean libp2p says it was: the link just went away. */
  readonly #onClose = (event: StreamClosed): void => {
    this.#inbound.resume() // what was held back while paused still counts as arrived
    const ended = this.#read === 'ended' && event.error === undefined
    if (ended && this.#write === 'closed') this.#forgetWhenDone()
    else if (event.error?.name === 'StreamResetError') {
      this.#fail(resetByPeer(event.error))
    } else this.#fail(cut(event.error))
  }

  /** Our own decision against the stream: what arrived before is not delivered any more. */
  #throwAway(error: ChannelError): Error {
    this.#arrivals = 'thrown-away'
    this.#inbound.clear()
    return this.#fail(error)
  }

  #fail(error: Error): Error {
    if (this.#failure !== undefined) return this.#failure
    this.#failure = error
    this.#stream.abort(error)
    this.#reader?.reject(error)
    this.#drain?.reject(error)
    this.#flush?.reject(error)
    this.#forgetListeners()
    return error
  }

  #forgetWhenDone(): void {
    if (this.state === 'closed' && this.#stream.readBufferLength === 0) this.#forgetListeners()
  }

  #forgetListeners(): void {
    const stream = this.#stream
    stream.removeEventListener('remoteCloseWrite', this.#onRemoteEnd)
    stream.removeEventListener('close', this.#onClose)
    stream.removeEventListener('drain', this.#onDrain)
    stream.removeEventListener('message', this.#onMessage)
  }
}
