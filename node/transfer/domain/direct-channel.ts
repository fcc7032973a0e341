import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { type LineShare, LineShares } from '../../../src/transfer/domain/line-shares.ts'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import {
  type ChannelMessage,
  type ChunkMessage,
  type DirectChunk,
  directChunkOf,
  sealedChunk,
} from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { Checksum, TransferChannel, Waiting } from '../../../src/transfer/ports.ts'
import { BucketError } from '../errors.ts'
import { DIRECT_CHUNKS, SHARED_DIRECT_CHUNKS } from '../limits.ts'
import type { Bucket } from '../queue-ports.ts'

type Deps = Readonly<{
  inner: TransferChannel
  bucket: Bucket
  checksum: Checksum
  /** A chunk of so many bytes is in the bucket, or has come from it. */
  onChunk: (bytes: number) => void
  /** The bucket does not serve us: the rest of this line goes through the relay. */
  onLeft: (err: BucketError) => void
}>

type Heard = Readonly<{ message: ChannelMessage | undefined; isDirect: boolean }>

/** Of lines whose chunks go to a bucket. */
const shares = new LineShares({ all: SHARED_DIRECT_CHUNKS, least: 1, most: DIRECT_CHUNKS })

/**
 * A line to a spool whose sealed chunks go to the home's bucket and come from it by themselves, where the relay says where. Above it nobody
 * notices: a chunk that is sent goes one way or the other, and one that came direct is handed on as if it had come on the line.
 *   up     chunk → place → url → PUT → chunk, form direct; without a URL, or when the PUT fails, form sealed
 *   down   want, direct → chunk, form direct → GET → chunk, form sealed; when the GET fails it is wanted again, not direct
 * A few chunks are under way at once, so nobody waits for a round trip. Whatever is wrong with the bucket costs that way alone.
 */
export class DirectChannel implements TransferChannel {
  readonly #deps: Deps
  readonly #over = new AbortController()
  readonly #stirred = new Signal()
  readonly #share: LineShare = shares.join()
  /** Jobs that hold a chunk's memory. */
  readonly #jobs = new Set<Promise<void>>()
  readonly #urls = new Map<number, PromiseWithResolvers<string>>()
  readonly #toGet: DirectChunk[] = []
  readonly #heard: Heard[] = []
  #reading: Promise<void> | undefined
  #isLeft = false
  /** The relay, when it receives, gives places. */
  #givesPlaces = false
  #failure: Readonly<{ cause: unknown }> | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async send(message: ChannelMessage, options: Waiting): Promise<void> {
    this.#throwFailure()
    const { inner } = this.#deps
    if (message.kind === 'want') {
      const value = { ...message.value, direct: !this.#isLeft }
      return await inner.send({ kind: 'want', value }, options)
    }
    const mayGo = message.kind === 'chunk' && message.value.form === 'sealed'
    if (!mayGo || !this.#givesPlaces || this.#isLeft) return await inner.send(message, options)
    await this.#turn(options)
    // Its sender is done with it as soon as this returns.
    const bytes = takeChunkMemory(message.bytes.length)
    bytes.set(message.bytes)
    this.#run(async (until) => {
      await this.#put({ ...message, bytes }, until)
      giveBackChunkMemory(bytes)
    })
  }

  async receive(options: Waiting): Promise<ChannelMessage | undefined> {
    for (;;) {
      this.#throwFailure()
      this.#getMore()
      this.#read(options)
      const heard = this.#heard.shift()
      if (heard !== undefined) return heard.message
      await this.#stirred.next(options)
    }
  }

  release(bytes: Uint8Array): void {
    this.#deps.inner.release?.(bytes)
  }

  async finish(): Promise<void> {
    this.#end()
    await this.#deps.inner.finish()
  }

  reset(): void {
    this.#end()
    this.#deps.inner.reset()
  }

  #end(): void {
    this.#over.abort(new Error('the line is over'))
    this.#share[Symbol.dispose]()
    for (const { message } of this.#heard.splice(0)) {
      if (message?.kind === 'chunk') giveBackChunkMemory(message.bytes)
    }
  }

  /** Ahead of whoever listens only by what is no chunk of bytes: these would lie in memory. */
  #read(options: Waiting): void {
    if (this.#reading !== undefined || this.#heard.some(({ isDirect }) => !isDirect)) return
    this.#reading = this.#readOn(options)
      .catch((err: unknown) => this.#fail(err))
      .finally(() => {
        this.#reading = undefined
        this.#stirred.notify()
      })
  }

  async #readOn(options: Waiting): Promise<void> {
    for (;;) {
      const message = await this.#deps.inner.receive(options)
      if (message?.kind === 'want') this.#givesPlaces = message.value.direct
      if (message?.kind === 'url') this.#placed(message.value)
      else if (message?.kind === 'chunk' && message.value.form === 'direct') {
        this.#announced(message.value)
        this.#getMore()
      } else return void this.#heard.push({ message, isDirect: false })
    }
  }

  #placed({ index, url }: Readonly<{ index: number; url: string }>): void {
    const asked = this.#urls.get(index)
    if (asked === undefined) throw new TransferError('PROTOCOL', 'a place that was not asked for')
    this.#urls.delete(index)
    asked.resolve(url)
  }

  #announced(chunk: DirectChunk): void {
    const count = this.#toGet.length + this.#jobs.size + this.#heard.length
    // One more: a chunk is kept, and another wanted, before its job is seen to be over.
    if (count >= 2 * WINDOW_CHUNKS) throw new TransferError('PROTOCOL', 'more than was wanted')
    this.#toGet.push(chunk)
  }

  /** What has come and nobody took yet is in memory too. */
  #getMore(): void {
    while (this.#jobs.size + this.#heard.length < this.#share.chunks) {
      const chunk = this.#toGet.shift()
      if (chunk === undefined) return
      this.#run((until) => this.#get(chunk, until))
    }
  }

  async #put(message: ChunkMessage, options: Waiting): Promise<void> {
    const { inner, bucket, checksum } = this.#deps
    const { index, length } = message.value
    const md5 = checksum.md5(message.bytes)
    const url = await this.#placeOf({ index, length, md5 }, options)
    const isThere =
      url !== '' && (await this.#tried(() => bucket.put(url, message.bytes, { ...options, md5 })))
    if (isThere) this.#deps.onChunk(length)
    const value = directChunkOf({ index, length })
    await inner.send(isThere ? { kind: 'chunk', value, bytes: NOTHING } : message, options)
  }

  async #placeOf(
    place: Readonly<{ index: number; length: number; md5: Uint8Array }>,
    options: Waiting,
  ): Promise<string> {
    const asked = Promise.withResolvers<string>()
    this.#urls.set(place.index, asked)
    const ended = () => asked.reject(options.signal.reason)
    options.signal.addEventListener('abort', ended, { once: true })
    try {
      await this.#deps.inner.send({ kind: 'place', value: place }, options)
      return await asked.promise
    } finally {
      options.signal.removeEventListener('abort', ended)
    }
  }

  async #get({ index, length, digest, url }: DirectChunk, options: Waiting): Promise<void> {
    const { inner, bucket, checksum } = this.#deps
    const bytes = takeChunkMemory(length)
    const isGot = await this.#tried(() => bucket.get(url, bytes, options))
    if (isGot) this.#deps.onChunk(length)
    if (isGot && checksum.fits(bytes, digest)) {
      const message = { kind: 'chunk', value: sealedChunk(index, length), bytes } as const
      return void this.#heard.push({ message, isDirect: true })
    }
    giveBackChunkMemory(bytes)
    // The relay looks for itself what is wrong with it.
    const value = { first: index, count: 1, digestsOnly: false, direct: false }
    await inner.send({ kind: 'want', value }, options)
  }

  /** What is missing there may be one chunk's trouble; everything else is the bucket's. */
  async #tried(work: () => Promise<void>): Promise<boolean> {
    if (this.#isLeft) return false
    try {
      await work()
      return true
    } catch (err) {
      if (!(err instanceof BucketError)) throw err
      if (err.code === 'missing' || this.#isLeft) return false
      this.#isLeft = true
      this.#deps.onLeft(err)
      return false
    }
  }

  async #turn(options: Waiting): Promise<void> {
    while (this.#jobs.size >= this.#share.chunks) {
      await this.#stirred.next(options)
      this.#throwFailure()
    }
  }

  /** Until it is done, or the line is finished or reset: whoever uses a line does one of these. */
  #run(work: (options: Waiting) => Promise<void>): void {
    const { signal } = this.#over
    const job = work({ signal })
      .catch((err: unknown) => {
        if (!signal.aborted) this.#fail(err)
      })
      .finally(() => {
        this.#jobs.delete(job)
        this.#stirred.notify()
      })
    this.#jobs.add(job)
  }

  #fail(cause: unknown): void {
    this.#failure ??= { cause }
    this.#stirred.notify()
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.cause
  }
}

const NOTHING = new Uint8Array()
