import assert from 'node:assert/strict'
import type {
  Disk,
  Identified,
  OpenSink,
  OpenSource,
  SinkWanted,
  SourceRefused,
  SourceWanted,
} from '../../../node/transfer/queue-ports.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { type ChunkPlan, planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  bytesOf,
  type ChunkSet,
  chunksBetween,
  chunksOf,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { sourceIdentity } from '../../../src/transfer/entity/manifest.ts'
import type { Leaves } from '../../../src/transfer/entity/leaves.ts'
import { safeName } from '../../../src/transfer/entity/safe-name.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { LeafEntry, LeafLedger, VerifiedChunk } from '../../../src/transfer/ports.ts'

/** Small, so that a file of many chunks costs little. */
export const LAB_CHUNK_BYTES = 1024

const rootBuilder = () => fileRootBuilder({ hasher: sha256Hasher })

/** Chunks written since the last checkpoint: what a power cut may cost. */
export const CHECKPOINT_CHUNKS = 8

type Staged = {
  /** Of a stream: that of its newest run. */
  plan: ChunkPlan
  /** Of a stream: they grow. */
  bytes: Uint8Array
  readonly digests: Map<number, Leaves>
  /** What a power cut would leave. */
  durable: ChunkSet
  unforced: number
  tell: () => void
}

/** A disk that outlives its process, fills up and has its files changed on command. */
export class MemoryDisk implements Disk {
  /** What a person sees in folders: path → content. */
  readonly files = new Map<string, Uint8Array>()
  readonly staged = new Map<TransferId, Staged>()
  roomBytes = Number.MAX_SAFE_INTEGER
  /** While set, every sink fails as on a folder that may not be written. */
  isBroken = false
  /** While set, no file gets its final name. */
  failCommit = false
  readonly #openSinks = new Map<TransferId, OpenSink>()
  readonly #sources = new Map<string, number>()
  readonly #committed = new Map<TransferId, string>()
  readonly #committedSizes = new Map<TransferId, number>()
  readonly #ledgers = new Map<TransferId, Map<number, Leaves>>()

  put(path: string, bytes: Uint8Array): void {
    this.files.set(path, bytes)
    this.#sources.set(path, (this.#sources.get(path) ?? 0) + 1)
  }

  /** Nothing staged and nothing remembered. */
  get isTidy(): boolean {
    return this.staged.size === 0 && this.#ledgers.size === 0
  }

  /** A while has passed: everything that is written is forced to the disk. */
  checkpoint(): void {
    for (const staged of this.staged.values()) force(staged)
  }

  losePower(): void {
    for (const { digests, bytes, plan, durable } of this.staged.values()) {
      for (const index of [...digests.keys()].filter((each) => !hasChunk(durable, each))) {
        digests.delete(index)
        bytes.fill(0, plan.offsetOf(index), plan.offsetOf(index) + plan.lengthOf(index))
      }
    }
  }

  async identify(path: string): Promise<Identified | SourceRefused> {
    const bytes = this.files.get(path)
    if (bytes === undefined) return { kind: 'refused', why: 'missing' }
    const name = path.split('/').at(-1) ?? ''
    const manifest = { kind: 'file', name, size: bytes.length, mtimeMs: 1, mode: 0o644 } as const
    return { kind: 'file', manifest, identity: this.#identity(path) }
  }

  async openSource({ path, identity }: SourceWanted): Promise<OpenSource> {
    const confirm = async () => {
      if (!this.files.has(path)) throw new TransferError('SOURCE_GONE', 'no such file')
      if (this.#identity(path) !== identity) throw new TransferError('SOURCE_CHANGED', 'changed')
    }
    await confirm()
    const plan = planChunks(this.files.get(path)?.length ?? 0, LAB_CHUNK_BYTES)
    return {
      plan,
      confirm,
      read: async (index: number) => {
        const at = plan.offsetOf(index)
        const bytes = this.files.get(path)?.slice(at, at + plan.lengthOf(index))
        if (bytes === undefined || bytes.length !== plan.lengthOf(index)) {
          throw new TransferError('SOURCE_CHANGED', 'shorter than it was')
        }
        return bytes
      },
      rootBuilder,
      [Symbol.asyncDispose]: async () => undefined,
    }
  }

  async openSink(wanted: SinkWanted): Promise<OpenSink> {
    if (safeName(wanted.manifest.name).kind === 'refused') {
      throw new TransferError('UNSAFE_NAME', 'no name')
    }
    this.#checkFolder()
    const kept = this.staged.get(wanted.transferId)
    const isWhole = this.#committed.has(wanted.transferId)
    const committed = this.#committedSizes.get(wanted.transferId)
    const { manifest } = wanted
    const plan =
      manifest.kind === 'stream'
        ? new StreamPlan({ size: manifest.size ?? committed, chunkBytes: LAB_CHUNK_BYTES })
        : planChunks(manifest.size, LAB_CHUNK_BYTES)
    // A stream's plan closes on the way.
    const whole = () => chunksBetween(0, plan.count)
    const have = isWhole ? whole() : setOf(kept?.digests ?? new Map())
    const durable = () =>
      this.#committed.has(wanted.transferId) ? whole() : this.durable(wanted.transferId)
    const sink: OpenSink = {
      plan,
      have,
      get durable() {
        return durable()
      },
      rootBuilder,
      prepare: async () => this.#prepare(wanted.transferId, plan, bytesOf(have, plan)),
      write: async (chunk) => this.#write(wanted.transferId, chunk),
      entries: () => this.#digests(wanted.transferId),
      commit: async () => this.#commit(wanted),
      discard: async () => this.discard(wanted),
      [Symbol.asyncDispose]: async () => undefined,
    }
    this.#openSinks.set(wanted.transferId, sink)
    return sink
  }

  /** Chunks of a staged file that a power cut would leave. */
  durable(id: TransferId): ChunkSet {
    return this.staged.get(id)?.durable ?? NO_CHUNKS
  }

  async discard({ transferId }: SinkWanted): Promise<void> {
    this.staged.delete(transferId)
  }

  isWhole(path: string): boolean {
    return path.startsWith('/')
  }

  locate(folder: string, name: string): string {
    return `${folder}/${name}`
  }

  async freeBytes(): Promise<number> {
    return this.roomBytes
  }

  ledger(id: TransferId): LeafLedger {
    const digests = this.#ledgers.get(id) ?? new Map<number, Leaves>()
    this.#ledgers.set(id, digests)
    return {
      record: async (index, leaves) => {
        digests.set(index, leaves)
      },
      entries: () => inOrder(digests),
    }
  }

  async forget(id: TransferId): Promise<void> {
    this.#openSinks.delete(id)
    this.#ledgers.delete(id)
    this.#committed.delete(id)
    this.#committedSizes.delete(id)
  }

  #identity(path: string) {
    return sourceIdentity.check(`${path}:${this.#sources.get(path)}`, 'identity')
  }

  #checkFolder(): void {
    if (this.isBroken) throw new TransferError('SINK_FAILED', 'the folder may not be written')
  }

  #prepare(id: TransferId, plan: ChunkPlan, haveBytes: number): void {
    if (this.#committed.has(id)) return
    if (plan.isOpen) {
      this.#stage(id, plan, 0)
      return
    }
    if (plan.size - haveBytes > this.roomBytes) throw new TransferError('DISK_FULL', 'no room')
    this.#stage(id, plan, plan.size)
  }

  #stage(id: TransferId, plan: ChunkPlan, size: number): void {
    const kept = this.staged.get(id)
    if (kept !== undefined) {
      kept.plan = plan
      return
    }
    const tell = () => this.#openSinks.get(id)?.onDurable?.()
    const bytes = new Uint8Array(size)
    const digests = new Map<number, Leaves>()
    this.staged.set(id, { plan, bytes, digests, durable: NO_CHUNKS, unforced: 0, tell })
  }

  #write(id: TransferId, { index, bytes, leaves }: VerifiedChunk): void {
    this.#checkFolder()
    if (bytes.length > this.roomBytes) throw new TransferError('DISK_FULL', 'the disk is full')
    const staged = this.staged.get(id)
    assert.ok(staged, 'written before it was prepared')
    const offset = staged.plan.offsetOf(index)
    if (staged.bytes.length < offset + bytes.length) {
      const grown = new Uint8Array(offset + bytes.length)
      grown.set(staged.bytes)
      staged.bytes = grown
    }
    staged.bytes.set(bytes, offset)
    staged.digests.set(index, leaves)
    staged.unforced += 1
    if (staged.unforced >= CHECKPOINT_CHUNKS) force(staged)
  }

  #digests(id: TransferId): AsyncIterable<LeafEntry> {
    return inOrder(this.staged.get(id)?.digests ?? this.#ledgers.get(id) ?? new Map())
  }

  #commit({ transferId, manifest, folder }: SinkWanted): string {
    if (this.failCommit) throw new TransferError('NO_FREE_NAME', 'every number is taken')
    const known = this.#committed.get(transferId)
    if (known !== undefined) return known
    const staged = this.staged.get(transferId)
    assert.ok(staged, 'nothing is staged')
    const name = this.#freeName(folder, manifest.name)
    this.files.set(`${folder}/${name}`, staged.bytes)
    this.#committed.set(transferId, name)
    this.#committedSizes.set(transferId, staged.bytes.length)
    // Digests stay until the transfer is forgotten: a second run compares the root again.
    this.#ledgers.set(transferId, staged.digests)
    this.staged.delete(transferId)
    return name
  }

  #freeName(folder: string, name: string): string {
    for (let number = 0; ; number += 1) {
      const tried = number === 0 ? name : `${name} (${number})`
      if (!this.files.has(`${folder}/${tried}`)) return tried
    }
  }
}

function force(staged: Staged): void {
  if (staged.unforced === 0) return
  staged.unforced = 0
  staged.durable = setOf(staged.digests)
  staged.tell()
}

function setOf(digests: ReadonlyMap<number, Leaves>): ChunkSet {
  return chunksOf([...digests.keys()].sort((a, b) => a - b))
}

async function* inOrder(digests: ReadonlyMap<number, Leaves>): AsyncGenerator<LeafEntry> {
  for (const [index, leaves] of [...digests].sort(([a], [b]) => a - b)) yield { index, leaves }
}
