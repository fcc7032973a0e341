import { MeteredChannel } from '../../../node/transfer/domain/metered-channel.ts'
import { SpoolRefused } from '../../../node/transfer/errors.ts'
import type { Spool, SpoolUpload } from '../../../node/transfer/queue-ports.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { ChunkMessage } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Opener, TransferChannel } from '../../../src/transfer/ports.ts'
import { channelPair } from '../channel-pair.ts'
import type { MemoryStream } from '../memory-stream.ts'
import { LabChannel, LINE } from './lab-network.ts'
import { LabObject } from './lab-object.ts'

/** As told of the link to the home. */
export const LAB_SPOOL_ROUND_TRIP_MS = 40

/** A busy home asks to be left alone for so long. */
const RETRY_AFTER_MS = 5000

type Line = Readonly<{ device: DeviceId; object: LabObject; way: Way; stream: MemoryStream }>
type Way = 'put' | 'get'
type Member = Readonly<{ device: DeviceId; account: AccountId; isOnline: () => boolean }>

/** The relay's store of sealed chunks, in memory, with the real sender and receiver. Everything of it can break. */
export class LabSpool {
  /** Objects may hold no more chunks than this at once. */
  roomChunks = Number.MAX_SAFE_INTEGER
  /** While set, nobody gets a ticket. */
  isFull = false
  readonly objects = new Map<SpoolId, LabObject>()
  /** Somebody looked here before there was anything. */
  readonly askedInVain = new Set<SpoolId>()
  /** Nodes that are told when the home comes or goes. */
  onChange: () => void = () => undefined
  readonly #clock: Clock
  readonly #lines = new Set<Line>()
  #isUp = true
  #movedBytes = 0

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  get movedBytes(): number {
    return [...this.#lines].reduce((sum, { stream }) => sum + bytesOf(stream), this.#movedBytes)
  }

  get isUp(): boolean {
    return this.#isUp
  }

  set isUp(isUp: boolean) {
    this.#isUp = isUp
    if (!isUp) for (const { stream } of this.#lines) stream.cut()
    this.onChange()
  }

  /** As this device, which may lose its link to the home. */
  of(node: Member, listeners: Set<() => void>): Spool {
    const isThere = () => this.#isUp && node.isOnline()
    const mayAsk = () => {
      if (!isThere()) throw new Error('the home is away')
    }
    const mayMove = () => {
      mayAsk()
      if (this.isFull) throw new SpoolRefused('spool-full', { retryAfterMs: RETRY_AFTER_MS })
    }
    return {
      get isThere() {
        return isThere()
      },
      roundTripMs: LAB_SPOOL_ROUND_TRIP_MS,
      upload: async (wanted, { signal, carry }) => {
        signal.throwIfAborted()
        mayMove()
        const channel = this.#line(node.device, this.#put(wanted, node.device), 'put')
        return new MeteredChannel(channel, (some) => carry('relay', some))
      },
      download: async (id, { signal, carry }) => {
        signal.throwIfAborted()
        mayMove()
        const object = this.objects.get(id)
        if (object === undefined || !object.receivers.includes(node.account)) {
          this.askedInVain.add(id)
          throw new SpoolRefused('unknown-spool')
        }
        const channel = this.#line(node.device, object, 'get')
        return new MeteredChannel(channel, (some) => carry('relay', some))
      },
      drop: async (id) => {
        mayAsk()
        if (this.objects.get(id)?.owner === node.device) this.expire(id)
      },
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
  }

  cut(device: DeviceId): void {
    this.#cut((line) => line.device === device)
  }

  /** An object is over, with its lines, and nobody knows any more what its readers have. @returns the bytes that had come. */
  expire(id: SpoolId): number {
    const object = this.objects.get(id)
    this.objects.delete(id)
    this.#cut((line) => line.object === object)
    return object?.haveBytes ?? 0
  }

  #cut(isMeant: (line: Line) => boolean): void {
    for (const line of [...this.#lines].filter(isMeant)) line.stream.cut()
  }

  #put({ spool, receivers, chunks, bytes }: SpoolUpload, owner: DeviceId): LabObject {
    const known = this.objects.get(spool)
    if (known !== undefined) {
      known.receivers = [...new Set([...known.receivers, ...receivers])]
      return known
    }
    const object = new LabObject({ owner, receivers, plan: opaquePlan(bytes, chunks) })
    object.disabuse = () => this.#cut((line) => line.object === object && line.way === 'put')
    this.objects.set(spool, object)
    return object
  }

  /** Of one device for one object the newest: an older one is dropped. */
  #line(device: DeviceId, object: LabObject, way: Way): TransferChannel {
    this.#cut((line) => line.device === device && line.object === object && line.way === way)
    const pair = channelPair(LINE)
    const line = { device, object, way, stream: pair.aStream }
    this.#lines.add(line)
    const far = new LabChannel(pair.b, this.#clock)
    const served = way === 'put' ? this.#take(object, far) : this.#give(object, device, far)
    void served
      .catch(() => far.reset())
      .finally(() => {
        this.#lines.delete(line)
        this.#movedBytes += bytesOf(line.stream)
      })
    return new LabChannel(pair.a, this.#clock)
  }

  async #take(object: LabObject, channel: TransferChannel): Promise<void> {
    const sink = object.sink(() => this.roomChunks)
    const finisher = object.finisher()
    using _news = onChange(object, () => sink.onRoom?.())
    await using receiver = new Receiver({ sink, finisher, clock: this.#clock })
    const { signal } = new AbortController()
    await receiver.line({ channel, opener: opaqueOpener, checkBegin: () => undefined, signal })
  }

  async #give(object: LabObject, device: DeviceId, channel: TransferChannel): Promise<void> {
    const holder = object.holder(device)
    using _news = onChange(object, () => holder.onHeld?.())
    const { signal } = new AbortController()
    await send({ holder, channel, clock: this.#clock }, { signal })
  }
}

function bytesOf(stream: MemoryStream): number {
  return stream.sentBytes + stream.receivedBytes
}

function onChange(object: LabObject, listener: () => void): Disposable {
  const over = new AbortController()
  const watch = async () => {
    for (;;) {
      await object.changed.next({ signal: over.signal })
      listener()
    }
  }
  watch().catch(() => undefined)
  return { [Symbol.dispose]: () => over.abort(new Error('nobody listens')) }
}

const opaqueOpener: Opener = {
  from: 'peer',
  open: ({ value, bytes }: ChunkMessage) => {
    if (value.form !== 'sealed') throw new TransferError('PROTOCOL', 'not sealed')
    return { index: value.index, leaves: new Uint8Array(), bytes }
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
