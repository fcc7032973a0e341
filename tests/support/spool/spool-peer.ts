import { randomBytes } from 'node:crypto'
import { TRANSFER_PROTOCOL } from '../../../relay/spool/handler.ts'
import { spoolBegin, spoolPlan } from '../../../relay/spool/entity/spool-plan.ts'
import { type SpoolId, parseTransferId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { openTransfer } from '../../../src/transfer/domain/opening.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { addChunk, type ChunkSet, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import {
  type ChunkMessage,
  type EndMessage,
  sealedChunk,
} from '../../../src/transfer/entity/messages.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../../src/transfer/limits.ts'
import type { ChunkSink, Finisher, HeldChunk, Holder, Opener } from '../../../src/transfer/ports.ts'
import type { HomeClient } from '../home-client.ts'

/** Sealed chunks as a spool sees them: bytes that mean nothing. */
export type Sealed = Readonly<{ chunks: readonly Uint8Array[]; bytes: number; end: Uint8Array }>

export function sealedContent(chunkCount: number, chunkBytes: number): Sealed {
  const chunks = Array.from({ length: chunkCount }, () => randomBytes(chunkBytes))
  return { chunks, bytes: chunkCount * chunkBytes, end: randomBytes(100) }
}

export const sizesOf = ({ chunks, bytes }: Sealed) => ({ chunks: chunks.length, bytes })

const ROOT = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' as Root
const NEVER = new AbortController().signal

/** A stream of the transfer protocol to the relay, with Open said. */
export async function openLine(
  client: HomeClient,
  relay: Parameters<HomeClient['host']['open']>[0],
  opening: Readonly<{ spool: SpoolId; role: 'sender' | 'receiver'; ticket: Uint8Array }>,
): Promise<FramedChannel> {
  const stream = await client.host.open(relay, TRANSFER_PROTOCOL, {
    signal: AbortSignal.timeout(30_000),
    maxFrameBytes: MAX_TRANSFER_FRAME_BYTES,
    idleMs: TRANSFER_IDLE_MS,
  })
  const channel = new FramedChannel(stream)
  const { spool, role, ticket } = opening
  const transferId = parseTransferId(spool)
  await openTransfer(channel, { transferId, role, ticket }, { signal: NEVER })
  return channel
}

/** A node's sealed content, which counts what it was asked for, and may hold chunks back. */
export class UploadHolder implements Holder {
  readonly begin
  readonly asked: number[] = []
  /** Asked before each chunk goes. */
  onChunk: (index: number) => Promise<void> = async () => undefined
  readonly #content: Sealed

  constructor(content: Sealed) {
    this.#content = content
    this.begin = spoolBegin(sizesOf(content))
  }

  async ready(): Promise<void> {}

  async chunk(index: number): Promise<HeldChunk> {
    this.asked.push(index)
    await this.onChunk(index)
    const bytes = this.#content.chunks[index] as Uint8Array
    return { value: sealedChunk(index, bytes.length), bytes }
  }

  async end(): Promise<EndMessage> {
    return { kind: 'sealedDone', value: { sealed: this.#content.end } }
  }
}

/** Where a node's download goes: kept in memory, durable at once unless a test says otherwise. */
export class MemorySink implements ChunkSink, Finisher {
  readonly plan
  readonly got = new Map<number, Uint8Array>()
  onDurable?: () => void
  /** Whether what is written survives a power cut at once. */
  isDurable = true
  /** Asked before each write counts. */
  onWrite: (index: number) => Promise<void> = async () => undefined
  end: EndMessage | undefined
  #have: ChunkSet = NO_CHUNKS

  constructor(content: Sealed) {
    this.plan = spoolPlan(sizesOf(content))
  }

  get have(): ChunkSet {
    return this.#have
  }

  get durable(): ChunkSet {
    return this.isDurable ? this.#have : NO_CHUNKS
  }

  async prepare(): Promise<void> {}

  async write({ index, bytes }: Readonly<{ index: number; bytes: Uint8Array }>): Promise<void> {
    await this.onWrite(index)
    this.got.set(index, Uint8Array.from(bytes))
    this.#have = addChunk(this.#have, index)
    this.onDurable?.()
  }

  async finish(end: EndMessage) {
    this.end = end
    return { reply: { kind: 'verified', value: { root: ROOT } } as const, root: ROOT, name: 'x' }
  }

  // biome-ignore lint/correctness/useYield: there are none
  async *entries(): AsyncGenerator<never, void> {}

  rootBuilder(): never {
    throw new Error('no root')
  }

  async commit(): Promise<string> {
    return 'x'
  }

  async discard(): Promise<void> {}
}

const opener: Opener = {
  from: 'spool',
  open: ({ value, bytes }: ChunkMessage) => ({ index: value.index, leaves: value.digest, bytes }),
  openEnd: (end) => end,
}

type LineOptions = Readonly<{ signal?: AbortSignal; ticket?: Uint8Array }>

/** One device's part at the spool of one relay. */
export class SpoolPeer {
  readonly client: HomeClient
  readonly #relay: Parameters<HomeClient['host']['open']>[0]

  constructor(client: HomeClient, relay: Parameters<HomeClient['host']['open']>[0]) {
    this.client = client
    this.#relay = relay
  }

  open(opening: Parameters<typeof openLine>[2]): Promise<FramedChannel> {
    return openLine(this.client, this.#relay, opening)
  }

  async upload(
    spool: SpoolId,
    holder: Holder,
    ticket: Uint8Array,
    options: LineOptions = {},
  ): Promise<Outcome> {
    const channel = await this.open({ spool, role: 'sender', ticket })
    const signal = options.signal ?? NEVER
    return await send({ holder, channel, clock: systemClock }, { signal })
  }

  async download(spool: SpoolId, sink: MemorySink, options: LineOptions = {}): Promise<Outcome> {
    const ticket = options.ticket ?? (await this.client.ask('spoolGet', { spool })).ticket
    const channel = await this.open({ spool, role: 'receiver', ticket })
    await using receiver = new Receiver({ sink, finisher: sink, clock: systemClock })
    return await receiver.line({
      channel,
      opener,
      checkBegin: () => undefined,
      signal: options.signal ?? NEVER,
    })
  }
}
