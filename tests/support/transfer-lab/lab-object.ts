import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  bytesOf,
  type ChunkSet,
  chunksOf,
  hasChunk,
} from '../../../src/transfer/entity/chunk-set.ts'
import { type EndMessage, sealedChunk } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { ChunkSink, Finisher, Holder, Waiting } from '../../../src/transfer/ports.ts'

/** Above the room, while a reader waits for a chunk that is not there: as the relay has it. */
const RESERVE_CHUNKS = 16

type Made = Readonly<{ owner: DeviceId; receivers: readonly AccountId[]; plan: ChunkPlan }>

/** One sealed content as the relay keeps it: what lies there, and what its readers have for good. */
export class LabObject {
  readonly owner: DeviceId
  readonly plan: ChunkPlan
  readonly chunks = new Map<number, Uint8Array>()
  /** Something came, went or is waited for. */
  readonly changed = new Signal()
  receivers: readonly AccountId[]
  /** Uploads that believe what is no longer so have to look again. */
  disabuse: () => void = () => undefined
  #end: EndMessage | undefined
  #awaited = 0
  readonly #readers = new Map<DeviceId, ChunkSet>()

  constructor({ owner, receivers, plan }: Made) {
    this.owner = owner
    this.receivers = receivers
    this.plan = plan
  }

  /** Is it still to be kept for somebody? With one device an account, as in the lab. */
  isNeeded(index: number): boolean {
    if (this.#readers.size < this.receivers.length) return true
    return ![...this.#readers.values()].every((set) => hasChunk(set, index))
  }

  /** A chunk spoils, as one whose bytes are not what its row says: it is missing. @returns the bytes. */
  lose(index: number): number {
    const { length = 0 } = this.chunks.get(index) ?? {}
    this.chunks.delete(index)
    this.disabuse()
    this.changed.notify()
    return length
  }

  /** What the uploader need not send. */
  have(): ChunkSet {
    return this.#setOf((index) => this.chunks.has(index) || !this.isNeeded(index))
  }

  /** Of what the uploader need not send, as long as this object is there. */
  get haveBytes(): number {
    return bytesOf(this.have(), this.plan)
  }

  held(): ChunkSet {
    return this.#setOf((index) => this.chunks.has(index))
  }

  sink(roomChunks: () => number): ChunkSink {
    const have = () => this.have()
    return {
      plan: this.plan,
      have: have(),
      get durable() {
        return have()
      },
      room: () => {
        const reserve = this.#awaited > 0 ? RESERVE_CHUNKS : 0
        return Math.max(0, roomChunks() + reserve - this.chunks.size)
      },
      prepare: async () => undefined,
      write: async ({ index, bytes }) => {
        if (this.isNeeded(index)) this.chunks.set(index, bytes.slice())
        this.changed.notify()
      },
      entries: async function* () {},
      rootBuilder: () => {
        throw new TransferError('PROTOCOL', 'a spool knows no root')
      },
      commit: async () => '',
      discard: async () => undefined,
    }
  }

  finisher(): Finisher {
    return {
      finish: async (end) => {
        this.#end = end
        this.changed.notify()
        return { reply: { kind: 'stored', value: {} }, name: '' }
      },
    }
  }

  holder(device: DeviceId): Holder {
    const { count: chunkCount, size } = this.plan
    return {
      begin: { size, chunkCount, mtimeMs: 0, mode: 0, listing: new Uint8Array(), open: false },
      ready: async () => undefined,
      held: () => this.held(),
      chunk: async (index, options) => {
        const bytes = await this.#whenThere(options, () => this.chunks.get(index))
        return { value: sealedChunk(index, bytes.length), bytes }
      },
      end: async (options) => await this.#whenThere(options, () => this.#end),
      kept: (set) => this.#kept(device, set),
    }
  }

  /** The newest word of a reader is the whole truth: it may have lost what it had. */
  #kept(device: DeviceId, set: ChunkSet): void {
    const before = this.have()
    this.#readers.set(device, set)
    for (const index of [...this.chunks.keys()]) {
      if (!this.isNeeded(index)) this.chunks.delete(index)
    }
    if (!before.runs.every(({ start, end }) => this.#has(start, end))) this.disabuse()
    this.changed.notify()
  }

  #has(start: number, end: number): boolean {
    return this.have().runs.some((run) => run.start <= start && run.end >= end)
  }

  #setOf(isIn: (index: number) => boolean): ChunkSet {
    return chunksOf(Array.from({ length: this.plan.count }, (_, index) => index).filter(isIn))
  }

  async #whenThere<T>(options: Waiting, find: () => T | undefined): Promise<T> {
    this.#awaited += 1
    this.changed.notify()
    try {
      for (;;) {
        const found = find()
        if (found !== undefined) return found
        await this.changed.next(options)
      }
    } finally {
      this.#awaited -= 1
    }
  }
}
