import type { MemoryDisk } from './memory-disk.ts'
import type { OpenSource, Stage, Stages } from '../../../node/transfer/queue-ports.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { Growth, Waiting } from '../../../src/transfer/ports.ts'
import { LAB_CHUNK_BYTES } from './memory-disk.ts'

/** Where streams of a node grow: what has ended is a file of its disk, and the rest is gone with its process. */
export class MemoryStages implements Stages {
  readonly #disk: MemoryDisk
  readonly #growing = new Map<TransferId, MemoryStage>()
  roomBytes = Number.MAX_SAFE_INTEGER

  constructor(disk: MemoryDisk) {
    this.#disk = disk
  }

  /** Nothing of any stream is left. */
  get isTidy(): boolean {
    return this.#growing.size === 0 && ![...this.#disk.files.keys()].some(isStaged)
  }

  async create(id: TransferId): Promise<Stage> {
    const stage = new MemoryStage(pathOf(id), this.#disk)
    this.#growing.set(id, stage)
    return stage
  }

  async openSource(id: TransferId): Promise<OpenSource> {
    const stage = this.#growing.get(id)
    if (stage === undefined) throw new TransferError('SOURCE_GONE', 'nobody feeds it')
    return stage.source()
  }

  async freeBytes(): Promise<number> {
    return this.roomBytes
  }

  async remove(id: TransferId): Promise<void> {
    this.#growing.delete(id)
    this.#disk.files.delete(pathOf(id))
  }

  async keepOnly(ids: ReadonlySet<TransferId>): Promise<void> {
    const kept = new Set([...ids].map(pathOf))
    for (const path of this.#disk.files.keys()) {
      if (isStaged(path) && !kept.has(path)) this.#disk.files.delete(path)
    }
  }
}

class MemoryStage implements Stage, Growth {
  readonly #path: string
  readonly #disk: MemoryDisk
  readonly #plan = new StreamPlan({ chunkBytes: LAB_CHUNK_BYTES })
  readonly #grown = new Signal()
  #content: Buffer = Buffer.alloc(0)
  #hasFailed = false

  constructor(path: string, disk: MemoryDisk) {
    this.#path = path
    this.#disk = disk
  }

  get bytes(): number {
    return this.#content.length
  }

  get chunks(): number {
    return this.#plan.isOpen ? Math.floor(this.bytes / LAB_CHUNK_BYTES) : this.#plan.count
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#check()
    this.#content = Buffer.concat([this.#content, bytes])
    this.#grown.notify()
  }

  async force() {
    this.#disk.put(this.#path, new Uint8Array(this.#content))
    const found = await this.#disk.identify(this.#path)
    if (found.kind === 'refused') throw new Error('it was just written')
    return { size: this.bytes, path: this.#path, identity: found.identity }
  }

  async end(): Promise<void> {
    this.#plan.close(this.bytes)
    this.#grown.notify()
  }

  async fail(): Promise<void> {
    this.#hasFailed = this.#plan.isOpen
    this.#grown.notify()
  }

  source(): OpenSource {
    const plan = this.#plan
    return {
      plan,
      growth: this,
      confirm: async () => this.#check(),
      read: async (index) => {
        const at = plan.offsetOf(index)
        return new Uint8Array(this.#content.subarray(at, at + plan.lengthOf(index)))
      },
      rootBuilder: () => fileRootBuilder({ hasher: sha256Hasher }),
      [Symbol.asyncDispose]: async () => undefined,
    }
  }

  async reaches(index: number, options: Waiting): Promise<boolean> {
    for (;;) {
      this.#check()
      if (index < this.chunks) return true
      if (!this.#plan.isOpen) return false
      await this.#grown.next(options)
    }
  }

  #check(): void {
    if (this.#hasFailed) throw new TransferError('SOURCE_GONE', 'it broke off')
  }
}

function pathOf(id: TransferId): string {
  return `/streams/${id}`
}

function isStaged(path: string): boolean {
  return path.startsWith('/streams/')
}
