import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import { fileRootBuilder } from '../../../src/transfer/data/unixfs-root.ts'
import { type ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { addChunk, bytesOf, type ChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { zeroDigest } from '../../../src/transfer/entity/zeros.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import type {
  Candidate,
  ChunkSink,
  LeafEntry,
  RootBuilder,
  VerifiedChunk,
  Waiting,
} from '../../../src/transfer/ports.ts'
import type { Found, Named } from './disk-sink-open.ts'
import { Checkpoints } from './checkpoints.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'
import { onDisk } from './disk-failure.ts'
import { FileCandidates } from './file-candidates.ts'
import { inodeOf } from './final-folder.ts'
import { giveFinalName } from './final-name.ts'
import { type FreeBytes, freeBytesAt } from './free-space.ts'
import { fileMode, STREAM_MODE } from './local-mode.ts'
import { isThereAlready } from './same-content.ts'
import { readAgain } from './trusted-chunks.ts'
import { writeWhole } from './write-whole.ts'

export type DiskSinkDeps = Readonly<{
  chunks: ChunkSetStore
  hasher: Hasher
  clock: Clock
  freeBytes?: FreeBytes
}>

/** A file that grows in staging, chunk by chunk in any order, and gets its name when it is whole. */
export class DiskSink implements ChunkSink, AsyncDisposable {
  readonly plan: ChunkPlan
  readonly have: ChunkSet
  /** Absent where nothing lies at the wanted name. */
  candidate?: (index: number, options: Waiting) => Promise<Candidate | undefined>
  onDurable?: () => void
  readonly #deps: DiskSinkDeps
  readonly #target: Named
  readonly #checkpoints: Checkpoints
  /** What counts from earlier runs without having been read in this one. */
  readonly #unread: ChunkSet
  /** Recorded, in order to be marked durable. */
  #recorded: ChunkSet
  #durable: ChunkSet
  #file: FileHandle | undefined
  #committed: string | undefined
  #isPrepared = false
  #isNameDurable = false
  /** From this offset on, nothing was ever written: what reads as zeros needs no writing. */
  #untouchedFrom: number

  constructor(deps: DiskSinkDeps, target: Named, found: Found) {
    this.#deps = deps
    this.#target = target
    this.plan = found.plan
    this.have = found.have
    if (target.isThere) {
      const path = join(target.folder, target.name)
      const candidates = new FileCandidates(deps, { path, plan: this.plan })
      this.candidate = async (...asked) => await candidates.find(...asked)
    }
    this.#recorded = found.have
    this.#durable = found.durable
    this.#unread = found.durable
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
    const { transferId } = this.#target
    const entries = this.#deps.chunks.entries(transferId, options)
    if (this.#committed !== undefined || this.#file === undefined) return entries
    const staged = { transferId, plan: this.plan, file: this.#file }
    return readAgain(this.#deps, staged, { entries, unread: this.#unread })
  }

  async commit(options: Waiting): Promise<string> {
    options.signal.throwIfAborted()
    this.#committed ??= await onDisk(this.#giveName(options), 'cannot give the file its name')
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

  async #giveName(options: Waiting): Promise<string> {
    const { manifest, folder, name, staging } = this.#target
    const file = this.#openFile()
    await this.#checkpoints.flush()
    const there = join(folder, name)
    if (await isThereAlready(staging.path, there, options)) {
      await this.#intend(name, await inodeOf(there))
      await this.#close()
      await staging.remove()
      return name
    }
    await file.utimes(new Date(), new Date(manifest.mtimeMs))
    await file.chmod(fileMode(manifest.kind === 'file' ? manifest.mode : STREAM_MODE))
    await file.sync()
    const inode = String((await file.stat({ bigint: true })).ino)
    await this.#close()
    const given = await giveFinalName({
      staged: staging.path,
      folder,
      name,
      onTry: async (tried) => await this.#intend(tried, inode),
    })
    await staging.remove()
    return given
  }

  async #intend(name: string, inode: string): Promise<void> {
    const intent = { name, inode, size: this.plan.size, root: undefined }
    await this.#deps.chunks.intendCommit(this.#target.transferId, intent)
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
