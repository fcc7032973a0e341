import type { Logger } from '../../../src/core/logger.ts'
import type { Answer, Ask, CallName, Push } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { decodeReply, encodeRequest, readAnswer } from '../../../src/wire/home-codec.ts'
import { LinkError } from '../errors.ts'
import { MAX_WAITING_PUSHES } from '../limits.ts'
import type { HomeLine, Waiting } from '../ports.ts'

/** What this needs of src/net's StreamChannel. */
export interface FrameChannel {
  send(frame: Uint8Array, options?: { signal?: AbortSignal }): Promise<void>
  receive(): Promise<Uint8Array | undefined>
  close(options?: { signal?: AbortSignal }): Promise<void>
  reset(reason: string): void
}

type Pending = Readonly<{ settle(raw: object): void; fail(err: Error): void }>
type Reader = Readonly<{ take(push: Push): void; fail(err: Error): void }>

/** A HomeLine over a stream of frames: ids for requests, a bounded queue for pushes. Begins to read when made. */
export class WireHomeLine implements HomeLine {
  readonly #channel: FrameChannel
  readonly #onReset: () => void
  readonly #log: Logger
  readonly #pending = new Map<number, Pending>()
  readonly #pushes: Push[] = []
  #reader: Reader | undefined
  #lastId = 0
  #frames = 0
  #ended: LinkError | undefined

  constructor(channel: FrameChannel, options: Readonly<{ onReset: () => void; log: Logger }>) {
    this.#channel = channel
    this.#onReset = options.onReset
    this.#log = options.log
    // Never rejects: whatever ends the reading ends the line, and is told to everybody who waits.
    void this.#read()
  }

  framesSeen(): number {
    return this.#frames
  }

  async ask<K extends CallName>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>> {
    if (this.#ended !== undefined) throw this.#ended
    options.signal.throwIfAborted()
    const id = this.#nextId()
    const answered = this.#answerTo(id, options.signal)
    try {
      await Promise.race([this.#send(encodeRequest(id, call, ask), options.signal), answered])
      return this.#checked(id, call, await answered)
    } finally {
      this.#pending.delete(id)
    }
  }

  nextPush(options: Waiting): Promise<Push> {
    const push = this.#pushes.shift()
    if (push !== undefined) return Promise.resolve(push)
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended)
      if (options.signal.aborted) return reject(options.signal.reason)
      const stop = () => finish(() => reject(options.signal.reason))
      const finish = (settle: () => void) => {
        options.signal.removeEventListener('abort', stop)
        this.#reader = undefined
        settle()
      }
      options.signal.addEventListener('abort', stop, { once: true })
      this.#reader = {
        take: (next) => finish(() => resolve(next)),
        fail: (err) => finish(() => reject(err)),
      }
    })
  }

  async close(options: Waiting): Promise<void> {
    await this.#channel.close(options)
  }

  reset(reason: string): void {
    this.#end(new LinkError('CUT', reason))
    this.#channel.reset(reason)
    this.#onReset()
  }

  async #read(): Promise<void> {
    try {
      for (;;) {
        const frame = await this.#channel.receive()
        if (frame === undefined) break
        this.#frames++
        this.#take(frame)
      }
      this.#end(new LinkError('CUT', 'the home closed the link'))
    } catch (cause) {
      this.#end(lineError(cause))
      this.#channel.reset('the home broke the protocol, or the line broke')
    }
  }

  #take(frame: Uint8Array): void {
    const reply = decodeReply(frame)
    if (reply.kind === 'push') return this.#takePush(reply.push)
    // An answer that nobody waits for any more came late; one to a request that was never made is a broken home.
    if (reply.id > this.#lastId) throw new LinkError('PROTOCOL', 'an answer without a request')
    this.#pending.get(reply.id)?.settle(reply.raw)
  }

  #takePush(push: Push): void {
    if (this.#reader !== undefined) return this.#reader.take(push)
    if (this.#pushes.length >= MAX_WAITING_PUSHES) {
      throw new LinkError('PROTOCOL', 'the home pushed more than its window')
    }
    this.#pushes.push(push)
  }

  #answerTo(id: number, signal: AbortSignal): Promise<object> {
    const { promise, resolve, reject } = Promise.withResolvers<object>()
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    const done = () => signal.removeEventListener('abort', stop)
    this.#pending.set(id, { settle: resolve, fail: reject })
    // `ask` awaits it in time in every case but one: when sending fails first. That failure is then the one reported.
    promise.then(done, done)
    return promise
  }

  async #send(frame: Uint8Array, signal: AbortSignal): Promise<void> {
    try {
      await this.#channel.send(frame, { signal })
    } catch (cause) {
      signal.throwIfAborted()
      throw this.#ended ?? lineError(cause)
    }
  }

  #checked<K extends CallName>(id: number, call: K, raw: object): Answer<K> {
    const read = this.#parsed(call, raw)
    if (read.kind === 'answered') return read.answer
    const { code, retryAfterMs, limit } = read.refusal
    // The relay's lines about it have the same number.
    this.#log.info({ request: id, call, code }, 'the home refused a request')
    throw new HomeRefusal(code, { retryAfterMs, limit })
  }

  #parsed<K extends CallName>(call: K, raw: object) {
    try {
      return readAnswer(call, raw)
    } catch (cause) {
      this.reset('the home sent a malformed answer')
      throw new LinkError('PROTOCOL', 'the home sent a malformed answer', { cause })
    }
  }

  #nextId(): number {
    this.#lastId++
    return this.#lastId
  }

  #end(err: LinkError): void {
    if (this.#ended !== undefined) return
    this.#ended = err
    for (const pending of this.#pending.values()) pending.fail(err)
    this.#pending.clear()
    this.#reader?.fail(err)
  }
}

function lineError(cause: unknown): LinkError {
  if (cause instanceof LinkError) return cause
  if (cause instanceof Error && cause.name === 'WireError') {
    return new LinkError('PROTOCOL', 'the home sent what is no message', { cause })
  }
  return new LinkError('CUT', 'the line to the home was cut', { cause })
}
