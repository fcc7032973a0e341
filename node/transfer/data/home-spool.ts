import type { Clock } from '../../../src/core/clock.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { parseTransferId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import type { Answer, Ask, CallName } from '../../../src/home/entity/calls.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Host } from '../../../src/net/host.ts'
import { AeadSeal } from '../../../src/transfer/data/aead-seal.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { openTransfer } from '../../../src/transfer/domain/opening.ts'
import type { Opening } from '../../../src/transfer/entity/messages.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'
import { keyBytes } from '../entity/spool-key.ts'
import { DirectChannel } from '../domain/direct-channel.ts'
import { MeteredChannel } from '../domain/metered-channel.ts'
import { type BucketError, SPOOL_REFUSALS, SpoolRefused } from '../errors.ts'
import { BUCKET_RETRY_MS } from '../limits.ts'
import type { Bucket, MakeSeal, Spool, SpoolUpload, SpoolWaiting } from '../queue-ports.ts'
import { TRANSFER_PROTOCOL } from './host-lines.ts'

/** The home answers us already: what takes longer than this is a wall between, and chunks take the home link. */
const BULK_DIAL_MS = 5_000

type HomeSpoolDeps = Readonly<{
  links: Pick<Host, 'connected' | 'roundTripMs' | 'dial' | 'open'>
  home: Readonly<{
    /** The device of our home while there is a link to it. */
    device(): DeviceId | undefined
    ask<K extends CallName>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>>
    onLink(listener: () => void): () => void
  }>
  bucket: Bucket
  clock: Clock
  log: Logger
}>

/**
 * The spool of our home: tickets by the home protocol, chunks by the transfer protocol on a link of their own. That one has
 * TLS, which takes a quarter of the time of the home link's Noise, and chat never waits behind chunks. It is closed soon
 * after its last chunk, because it costs the home more memory.
 */
export class HomeSpool implements Spool {
  readonly #deps: HomeSpoolDeps
  #bucketAfterMs = Number.NEGATIVE_INFINITY

  constructor(deps: HomeSpoolDeps) {
    this.#deps = deps
  }

  get isThere(): boolean {
    return this.#deps.home.device() !== undefined
  }

  get roundTripMs(): number | undefined {
    const device = this.#deps.home.device()
    return device && this.#deps.links.roundTripMs(device)
  }

  async upload({ spool, receivers, bytes, chunks }: SpoolUpload, options: SpoolWaiting) {
    const ask = { spool, receivers, bytes, chunks }
    const { ticket } = await this.#ask('spoolPut', ask, options)
    return await this.#open({ spool, role: 'sender', ticket }, options)
  }

  async download(spool: SpoolId, options: SpoolWaiting) {
    const { ticket } = await this.#ask('spoolGet', { spool }, options)
    return await this.#open({ spool, role: 'receiver', ticket }, options)
  }

  async drop(spool: SpoolId, options: Waiting): Promise<void> {
    try {
      await this.#ask('spoolDrop', { spool }, options)
    } catch (err) {
      if (!(err instanceof SpoolRefused) || err.code !== 'unknown-spool') throw err
    }
  }

  onChange(listener: () => void): () => void {
    return this.#deps.home.onLink(listener)
  }

  async #ask<K extends CallName>(call: K, ask: Ask<K>, options: Waiting): Promise<Answer<K>> {
    try {
      return await this.#deps.home.ask(call, ask, options)
    } catch (cause) {
      const code = SPOOL_REFUSALS.find(
        (known) => cause instanceof HomeRefusal && cause.code === known,
      )
      if (code === undefined || !(cause instanceof HomeRefusal)) throw cause
      throw new SpoolRefused(code, { cause, retryAfterMs: cause.retryAfterMs })
    }
  }

  async #open(
    { spool, role, ticket }: Pick<Opening, 'role' | 'ticket'> & Readonly<{ spool: SpoolId }>,
    options: SpoolWaiting,
  ): Promise<TransferChannel> {
    const device = this.#deps.home.device()
    if (device === undefined) throw new Error('there is no link to the home')
    const limits = { maxFrameBytes: MAX_TRANSFER_FRAME_BYTES, idleMs: TRANSFER_IDLE_MS }
    await this.#linkForBulk(device, options)
    const stream = await this.#deps.links.open(device, TRANSFER_PROTOCOL, {
      ...options,
      ...limits,
      encryption: 'tls',
    })
    const { carry } = options
    const channel = new MeteredChannel(new FramedChannel(stream), (some) => carry('relay', some))
    // On a spool's stream the object stands where the transfer does between nodes.
    await openTransfer(channel, { transferId: parseTransferId(spool), role, ticket }, options)
    return this.#direct(channel, (some) => carry('bucket', some))
  }

  /** With the home's bucket, where it has one, and unless we could not reach it a moment ago. */
  #direct(inner: TransferChannel, onChunk: (bytes: number) => void): TransferChannel {
    const { bucket, clock, log } = this.#deps
    if (clock.monotonicMs() < this.#bucketAfterMs) return inner
    const onLeft = (err: BucketError) => {
      this.#bucketAfterMs = clock.monotonicMs() + BUCKET_RETRY_MS
      log.warn({ err }, 'the bucket of the home was left: chunks go through the relay')
    }
    return new DirectChannel({ inner, bucket, checksum: spoolChecksum, onChunk, onLeft })
  }

  /** Where the home link came through, TLS does too, unless a WebSocket was the way; then chunks take the home link. */
  async #linkForBulk(device: DeviceId, { signal }: Waiting): Promise<void> {
    const { links } = this.#deps
    const address = links.connected(device)?.address
    if (address === undefined) return
    const within = AbortSignal.any([signal, AbortSignal.timeout(BULK_DIAL_MS)])
    try {
      await links.dial(device, [address], { signal: within, encryption: 'tls', spare: true })
    } catch {
      signal.throwIfAborted()
    }
  }
}

export function makeSeals(deps: Readonly<{ random: Random }>): MakeSeal {
  return ({ id, key, chunkCount }) =>
    new AeadSeal(deps, { key: keyBytes(key), spool: id, chunkCount })
}
