import type { Spool, SpoolUpload } from '../../../node/transfer/queue-ports.ts'
import { SpoolRefused } from '../../../node/transfer/errors.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  addChunk,
  type ChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import type { ChunkMessage, EndMessage } from '../../../src/transfer/entity/messages.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type {
  ChunkSink,
  Finisher,
  Holder,
  Opener,
  TransferChannel,
  Waiting,
} from '../../../src/transfer/ports.ts'
import { channelPair } from '../channel-pair.ts'
import type { MemoryStream } from '../memory-stream.ts'
import { LabChannel } from './lab-network.ts'

type Kept = {
  readonly owner: DeviceId
  readonly plan: ChunkPlan
  receivers: readonly AccountId[]
  readonly chunks: Map<number, Uint8Array>
  end?: EndMessage
  readonly changed: Signal
  /** What each reading device has for good. */
  readonly readers: Map<DeviceId, ChunkSet>
  gone: ChunkSet
}

/** The relay's store of sealed chunks, in memory, with the real sender and receiver. Everybody's line to it can be cut. */
export class LabSpool {
  isUp = true
  /** Objects may hold no more chunks than this at once. */
  roomChunks = Number.MAX_SAFE_INTEGER
  readonly objects = new Map<SpoolId, Kept>()
  readonly #clock: Clock
  readonly #streams = new Set<Readonly<{ device: DeviceId; stream: MemoryStream }>>()
  readonly #all: MemoryStream[] = []

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  get movedBytes(): number {
    return this.#all.reduce((sum, stream) => sum + stream.sentBytes, 0)
  }

  /** As this device, which may lose its link to the home. */
  of(
    node: Readonly<{ device: DeviceId; account: AccountId; isOnline: () => boolean }>,
    listeners: Set<() => void>,
  ): Spool {
    const mayAsk = () => {
      if (!this.isUp || !node.isOnline()) throw new Error('the home is away')
    }
    const isThere = () => this.isUp && node.isOnline()
    return {
      get isThere() {
        return isThere()
      },
      upload: async (wanted) => {
        mayAsk()
        const kept = this.#put(wanted, node.device)
        return this.#line(node.device, (channel) => this.#take(kept, channel))
      },
      download: async (id) => {
        mayAsk()
        const kept = this.objects.get(id)
        if (kept === undefined || !kept.receivers.includes(node.account)) {
          throw new SpoolRefused('unknown-spool')
        }
        return this.#line(node.device, (channel) => this.#give(kept, node.device, channel))
      },
      drop: async (id) => {
        mayAsk()
        if (this.objects.get(id)?.owner === node.device) this.objects.delete(id)
      },
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }

  cut(device: DeviceId): void {
    for (const line of this.#streams) if (line.device === device) line.stream.cut()
  }

  #put({ spool, receivers, chunks, bytes }: SpoolUpload, owner: DeviceId): Kept {
    const known = this.objects.get(spool)
    if (known !== undefined) {
      known.receivers = [...new Set([...known.receivers, ...receivers])]
      return known
    }
    const kept: Kept = {
      owner,
      receivers,
      plan: opaquePlan(bytes, chunks),
      chunks: new Map(),
      changed: new Signal(),
      readers: new Map(),
      gone: NO_CHUNKS,
    }
    this.objects.set(spool, kept)
    return kept
  }

  #line(device: DeviceId, serve: (channel: TransferChannel) => Promise<unknown>): TransferChannel {
    const pair = channelPair({ windowBytes: 64 * 1024, pieceBytes: 16 * 1024 })
    const line = { device, stream: pair.aStream }
    this.#streams.add(line)
    this.#all.push(pair.aStream, pair.bStream)
    const far = new LabChannel(pair.b, this.#clock)
    void serve(far)
      .catch(() => far.reset())
      .finally(() => this.#streams.delete(line))
    return new LabChannel(pair.a, this.#clock)
  }

  async #take(kept: Kept, channel: TransferChannel): Promise<void> {
    const sink = this.#sinkOf(kept)
    using _news = onChange(kept, () => sink.onRoom?.())
    await using receiver = new Receiver({ sink, finisher: finisherOf(kept), clock: this.#clock })
    const { signal } = new AbortController()
    await receiver.line({ channel, opener: opaqueOpener, checkBegin: () => undefined, signal })
  }

  #sinkOf(kept: Kept): ChunkSink {
    const have = () => [...kept.chunks.keys()].sort((a, b) => a - b).reduce(addChunk, kept.gone)
    const sink: ChunkSink = {
      plan: kept.plan,
      have: have(),
      get durable() {
        return have()
      },
      room: () => Math.max(0, this.roomChunks - kept.chunks.size),
      prepare: async () => undefined,
      write: async ({ index, bytes }) => {
        kept.chunks.set(index, bytes.slice())
        kept.changed.notify()
      },
      entries: async function* () {},
      rootBuilder: () => {
        throw new Error('a spool knows no root')
      },
      commit: async () => '',
      discard: async () => undefined,
    }
    return sink
  }

  async #give(kept: Kept, device: DeviceId, channel: TransferChannel): Promise<void> {
    const chunkCount = kept.plan.count
    const size = kept.plan.size
    const holder: Holder = {
      begin: { size, chunkCount, mtimeMs: 0, mode: 0, listing: new Uint8Array(), open: false },
      ready: async () => undefined,
      held: () => [...kept.chunks.keys()].sort((a, b) => a - b).reduce(addChunk, NO_CHUNKS),
      chunk: async (index, options) => {
        const bytes = await whenThere(kept, options, () => kept.chunks.get(index))
        const digest = sha256Hasher.digest(bytes)
        return { value: { index, length: bytes.length, digest, form: 'bytes' }, bytes }
      },
      end: async (options) => await whenThere(kept, options, () => kept.end),
      kept: (set) => {
        kept.readers.set(device, set)
        drop(kept)
      },
    }
    using _news = onChange(kept, () => holder.onHeld?.())
    const { signal } = new AbortController()
    await send({ holder, channel, clock: this.#clock }, { signal })
  }
}

/** With one reader an account, as in the lab: what all of them have is needed no more. */
function drop(kept: Kept): void {
  if (kept.readers.size < kept.receivers.length) return
  for (const index of [...kept.chunks.keys()]) {
    if (![...kept.readers.values()].every((set) => hasChunk(set, index))) continue
    kept.chunks.delete(index)
    kept.gone = addChunk(kept.gone, index)
  }
  kept.changed.notify()
}

async function whenThere<T>(kept: Kept, options: Waiting, find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    await kept.changed.next(options)
  }
}

function onChange(kept: Kept, listener: () => void): Disposable {
  const over = new AbortController()
  const watch = async () => {
    for (;;) {
      await kept.changed.next({ signal: over.signal })
      listener()
    }
  }
  watch().catch(() => undefined)
  return { [Symbol.dispose]: () => over.abort() }
}

function finisherOf(kept: Kept): Finisher {
  return {
    finish: async (end) => {
      kept.end = end
      kept.changed.notify()
      return { reply: { kind: 'stored', value: {} }, name: '' }
    },
  }
}

const opaqueOpener: Opener = {
  from: 'peer',
  open: ({ value, bytes }: ChunkMessage) => {
    const digest = sha256Hasher.digest(bytes)
    if (!sameDigest(digest, value.digest)) throw new TransferError('BAD_CHUNK', 'damaged')
    return { index: value.index, leaves: digest, bytes }
  },
  openEnd: (end) => end,
}

/** A spool knows how many chunks there are, and not how long each is. */
function opaquePlan(size: number, count: number): ChunkPlan {
  const lengthOf = () => Math.ceil(size / Math.max(1, count))
  return {
    size,
    count,
    known: count,
    offsetOf: (index) => Math.min(size, index * lengthOf()),
    lengthOf,
    leavesOf: () => [lengthOf()],
  }
}
