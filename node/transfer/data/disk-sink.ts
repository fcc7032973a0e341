import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import { type ChunkPlan, planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  addChunk,
  bytesOf,
  type ChunkSet,
  chunksBetween,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import type { FileManifest, StreamManifest } from '../../../src/transfer/entity/manifest.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { type SafeName, safeName } from '../../../src/transfer/entity/safe-name.ts'
import { zeroDigest } from '../../../src/transfer/entity/zeros.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import type {
  ChunkSink,
  LeafEntry,
  RootBuilder,
  VerifiedChunk,
  Waiting,
} from '../../../src/transfer/ports.ts'
import { Checkpoints } from './checkpoints.ts'
import type { ChunkSetStore, CommitIntent } from './chunk-set-store.ts'
import { onDisk } from './disk-failure.ts'
import { giveFinalName, isFile } from './final-name.ts'
import { type FreeBytes, freeBytesAt } from './free-space.ts'
import { fileMode, STREAM_MODE } from './local-mode.ts'
import { Staging } from './staging.ts'
import { trustedChunks } from './trusted-chunks.ts'
import { writeWhole } from './write-whole.ts'

export type DiskSinkDeps = Readonly<{
  chunks: ChunkSetStore
  hasher: Hasher
  clock: Clock
  freeBytes?: FreeBytes
}>

export type SinkTarget = Readonly<{
  transferId: TransferId
  manifest: FileManifest | StreamManifest
  folder: string
}>

type Found = Readonly<{
  plan: ChunkPlan
  have: ChunkSet
  durable: ChunkSet
  file?: FileHandle
  committed?: string
}>

/** Finds what earlier runs have received. @throws TransferError UNSAFE_NAME, STAGING_UNSAFE or SINK_FAILED. */
export async function openDiskSink(
  deps: DiskSinkDeps,
  target: SinkTarget,
  options: Waiting,
): Promise<DiskSink> {
  const result = safeName(target.manifest.name)
  if (result.kind === 'refused') throw new TransferError('UNSAFE_NAME', result.why)
  const staging = new Staging(target.folder, target.transferId)
  const found = await onDisk(find(deps, { ...target, staging }, options), 'cannot resume')
  return new DiskSink(deps, { ...target, staging, name: result.name }, found)
}

async function find(
  { chunks, hasher }: DiskSinkDeps,
  { transferId, manifest, folder, staging }: SinkTarget & Readonly<{ staging: Staging }>,
  options: Waiting,
): Promise<Found> {
  const plan = planOf(manifest)
  const intent = await chunks.commitIntent(transferId)
  await using stack = new AsyncDisposableStack()
  if (intent !== undefined && (await isFile(join(folder, intent.name), intent.inode))) {
    // Ended between the link and the removal of the staged name, or right after it.
    await staging.remove()
    return { ...everything(manifest, intent), committed: intent.name }
  }
  const file = await staging.reopen()
  if (file === undefined && intent !== undefined) {
    // The name was given; since then the file was moved or renamed by its owner.
    return { ...everything(manifest, intent), committed: intent.name }
  }
  if (file === undefined) {
    await chunks.forget(transferId)
    return { plan, have: NO_CHUNKS, durable: NO_CHUNKS }
  }
  stack.use(file)
  const isStream = manifest.kind === 'stream'
  const staged = { transferId, plan, file, isStream }
  const trusted = await trustedChunks({ chunks, hasher }, staged, options)
  stack.move()
  return { plan, ...trusted, file }
}

function planOf(manifest: SinkTarget['manifest']): ChunkPlan {
  return manifest.kind === 'stream' ? new StreamPlan(manifest) : planChunks(manifest.size)
}

/** The size of a stream may be known from nothing but its commit. */
function everything(
  manifest: SinkTarget['manifest'],
  { size = manifest.size }: CommitIntent,
): Pick<Found, 'plan' | 'have' | 'durable'> {
  const plan = manifest.kind === 'stream' ? new StreamPlan({ size }) : planOf(manifest)
  const all = chunksBetween(0, plan.count)
  return { plan, have: all, durable: all }
}

/** A file that grows in staging, chunk by chunk in any order, and gets its name when it is whole. */
export class DiskSink implements ChunkSink, AsyncDisposable {
  readonly plan: ChunkPlan
  readonly have: ChunkSet
  onDurable?: () => void
  readonly #deps: DiskSinkDeps
  readonly #target: SinkTarget & Readonly<{ staging: Staging; name: SafeName }>
  readonly #checkpoints: Checkpoints
  /** Recorded, in order to be marked durable. */
  #recorded: ChunkSet
  #durable: ChunkSet
  #file: FileHandle | undefined
  #committed: string | undefined
  #isPrepared = false
  #isNameDurable = false
  /** From this offset on, nothing was ever written: what reads as zeros needs no writing. */
  #untouchedFrom: number

  constructor(
    deps: DiskSinkDeps,
    target: SinkTarget & Readonly<{ staging: Staging; name: SafeName }>,
    found: Found,
  ) {
    this.#deps = deps
    this.#target = target
    this.plan = found.plan
    this.have = found.have
    this.#recorded = found.have
    this.#durable = found.durable
    this.#file = found.file
    this.#committed = found.committed
    this.#untouchedFrom = this.plan.size
    this.#checkpoints = new Checkpoints({
      clock: deps.clock,
      checkpoint: async () => await onDisk(this.#checkpoint(), 'the disk did not keep the data'),
    })
  }

  get durable(): ChunkSet {
    return this.#durable
  }

  /** The final name, once the file has it. */
  get committed(): string | undefined {
    return this.#committed
  }

  async prepare({ signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    if (this.#committed !== undefined || this.#isPrepared) return
    const wantedBytes = this.plan.isOpen ? 0 : this.plan.size - bytesOf(this.have, this.plan)
    await onDisk(this.#makeRoom(wantedBytes), 'cannot make the file')
    this.#isPrepared = true
  }

  async write(chunk: VerifiedChunk, { signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    await onDisk(this.#keep(chunk), 'cannot write the file')
  }

  rootBuilder(): RootBuilder {
    return fileRootBuilder(this.#deps)
  }

  entries(options: Waiting): AsyncIterable<LeafEntry> {
    return this.#deps.chunks.entries(this.#target.transferId, options)
  }

  async commit({ signal }: Waiting): Promise<string> {
    signal.throwIfAborted()
    this.#committed ??= await onDisk(this.#giveName(), 'cannot give the file its name')
    return this.#committed
  }

  async discard(): Promise<void> {
    await this.#close()
    await this.#target.staging.remove()
    await this.#deps.chunks.forget(this.#target.transferId)
  }

  /** Keeps what is resumable. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      if (this.#file !== undefined) await this.#checkpoints.flush()
    } catch {
      // Already reported by the write that failed; what is not marked durable is read again at resume.
    }
    await this.#close()
  }

  async #makeRoom(wantedBytes: number): Promise<void> {
    const { staging } = this.#target
    await this.#checkFree(wantedBytes)
    if (this.#file === undefined) {
      this.#file = await staging.create(this.plan.isOpen ? 0 : this.plan.size)
      this.#untouchedFrom = 0
      return
    }
    // What an ended run wrote and did not record is cut off, and reads as zeros again.
    this.#untouchedFrom = this.plan.offsetOf(this.have.runs.at(-1)?.end ?? 0)
    await this.#file.truncate(this.#untouchedFrom)
    if (!this.plan.isOpen) await this.#file.truncate(this.plan.size)
  }

  async #keep({ index, leaves, bytes }: VerifiedChunk): Promise<void> {
    const { chunks, hasher } = this.#deps
    const offset = this.plan.offsetOf(index)
    const isZero = sameDigest(leaves, zeroDigest(hasher, bytes.length))
    const isHole = isZero && offset >= this.#untouchedFrom
    // A file that is not as long as it will be is as long as its last byte says, and may be that of a hole.
    const isGrown = isHole && this.#target.manifest.kind === 'stream'
    const start = isGrown ? bytes.length - 1 : 0
    if (!isHole || isGrown) {
      await writeWhole(this.#openFile(), bytes.subarray(start), offset + start)
    }
    await chunks.record(this.#target.transferId, index, leaves)
    this.#recorded = addChunk(this.#recorded, index)
    await this.#checkpoints.wrote(bytes.length)
  }

  /** Bytes first, then the mark that says so: the other order would vouch for bytes that a power cut took. */
  async #checkpoint(): Promise<void> {
    const recorded = this.#recorded
    await this.#openFile().datasync()
    if (!this.#isNameDurable) await this.#target.staging.sync()
    this.#isNameDurable = true
    await this.#deps.chunks.markDurable(this.#target.transferId, recorded)
    this.#durable = recorded
    this.onDurable?.()
    await this.#checkFree(0)
  }

  async #giveName(): Promise<string> {
    const { transferId, manifest, folder, name, staging } = this.#target
    const file = this.#openFile()
    await this.#checkpoints.flush()
    await file.utimes(new Date(), new Date(manifest.mtimeMs))
    await file.chmod(fileMode(manifest.kind === 'file' ? manifest.mode : STREAM_MODE))
    await file.sync()
    const inode = String((await file.stat({ bigint: true })).ino)
    await this.#close()
    const given = await giveFinalName({
      staged: staging.path,
      folder,
      name,
      onTry: async (tried) => {
        const { size } = this.plan
        await this.#deps.chunks.intendCommit(transferId, {
          ...{ name: tried, inode, size },
          root: undefined,
        })
      },
    })
    await staging.remove()
    return given
  }

  async #checkFree(wantedBytes: number): Promise<void> {
    const freeBytes = await (this.#deps.freeBytes ?? freeBytesAt)(this.#target.folder)
    if (freeBytes < wantedBytes + KEEP_FREE_BYTES) {
      throw new TransferError('DISK_FULL', 'too little free space for the rest')
    }
  }

  #openFile(): FileHandle {
    if (this.#file === undefined) throw new TransferError('SINK_FAILED', 'not prepared, or closed')
    return this.#file
  }

  async #close(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    await file?.close()
  }
}
