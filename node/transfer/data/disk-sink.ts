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
import type { FileManifest } from '../../../src/transfer/entity/manifest.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { type SafeName, safeName } from '../../../src/transfer/entity/safe-name.ts'
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
import { Checkpoints } from './checkpoints.ts'
import type { ChunkSetStore } from './chunk-set-store.ts'
import { onDisk } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'
import { FileCandidates, isFileThere } from './file-candidates.ts'
import { inodeOf } from './final-folder.ts'
import { giveFinalName, isFile } from './final-name.ts'
import { type FreeBytes, freeBytesAt } from './free-space.ts'
import { fileMode } from './local-mode.ts'
import { isThereAlready } from './same-content.ts'
import { Staging } from './staging.ts'
import { readAgain, trustedChunks } from './trusted-chunks.ts'
import { writeWhole } from './write-whole.ts'

export type DiskSinkDeps = Readonly<{
  chunks: ChunkSetStore
  hasher: Hasher
  clock: Clock
  freeBytes?: FreeBytes
}>

export type SinkTarget = Readonly<{
  transferId: TransferId
  manifest: FileManifest
  folder: string
}>

type Found = Readonly<{ have: ChunkSet; durable: ChunkSet; file?: FileHandle; committed?: string }>
type Named = SinkTarget &
  Readonly<{
    staging: Staging
    name: SafeName
    /** Does a file lie at the wanted name already? */
    isThere: boolean
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
  const isThere = await isFileThere(join(target.folder, result.name))
  return new DiskSink(deps, { ...target, staging, name: result.name, isThere }, found)
}

async function find(
  { chunks, hasher }: DiskSinkDeps,
  { transferId, manifest, folder, staging }: SinkTarget & Readonly<{ staging: Staging }>,
  options: Waiting,
): Promise<Found> {
  const plan = planChunks(manifest.size)
  const intent = await chunks.commitIntent(transferId)
  await using stack = new AsyncDisposableStack()
  if (intent !== undefined && (await isFile(join(folder, intent.name), intent.inode))) {
    // Ended between the link and the removal of the staged name, or right after it; nobody may have forced the new name yet.
    await syncFolder(folder)
    await staging.remove()
    return { ...everything(plan), committed: intent.name }
  }
  const file = await staging.reopen()
  if (file === undefined && intent !== undefined) {
    // The name was given; since then the file was moved or renamed by its owner.
    return { ...everything(plan), committed: intent.name }
  }
  if (file === undefined) {
    await chunks.forget(transferId)
    return { have: NO_CHUNKS, durable: NO_CHUNKS }
  }
  stack.use(file)
  const trusted = await trustedChunks({ chunks, hasher }, { transferId, plan, file }, options)
  stack.move()
  return { ...trusted, file }
}

function everything(plan: ChunkPlan): Pick<Found, 'have' | 'durable'> {
  const all = chunksBetween(0, plan.count)
  return { have: all, durable: all }
}

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
    this.plan = planChunks(target.manifest.size)
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
    const wantedBytes = this.plan.size - bytesOf(this.have, this.plan)
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
      this.#file = await staging.create(this.plan.size)
      this.#untouchedFrom = 0
      return
    }
    // What an ended run wrote and did not record is cut off, and reads as zeros again.
    this.#untouchedFrom = this.plan.offsetOf(this.have.runs.at(-1)?.end ?? 0)
    await this.#file.truncate(this.#untouchedFrom)
    await this.#file.truncate(this.plan.size)
  }

  async #keep({ index, leaves, bytes }: VerifiedChunk): Promise<void> {
    const { chunks, hasher } = this.#deps
    const offset = this.plan.offsetOf(index)
    const isZero = sameDigest(leaves, zeroDigest(hasher, bytes.length))
    const isHole = isZero && offset >= this.#untouchedFrom
    if (!isHole) await writeWhole(this.#openFile(), bytes, offset)
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
    await file.chmod(fileMode(manifest.mode))
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
    const intent = { name, inode, root: undefined }
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
