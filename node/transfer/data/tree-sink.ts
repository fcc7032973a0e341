import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { FolderRoot } from '../../../src/transfer/data/folder-root.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { addChunk, type ChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import type { Root } from '../../../src/transfer/entity/root.ts'
import type { TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
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
import type { FolderReport } from '../../control/entity/folder-report.ts'
import { Checkpoints } from './checkpoints.ts'
import { onDisk } from './disk-failure.ts'
import { giveFinalFolder, inodeOf } from './final-folder.ts'
import { freeBytesAt } from './free-space.ts'
import { folderMode } from './local-mode.ts'
import { isThereAlready } from './same-content.ts'
import { StagedTree } from './staged-tree.ts'
import { missingBytes } from './tree-room.ts'
import { TreeCandidates } from './tree-candidates.ts'
import { keptRoot, planOfCommitted } from './committed-tree.ts'
import { finishTree, type LinkLeftOut } from './tree-finish.ts'
import { learnListing } from './tree-listing.ts'
import { folderReportOf, reportOf, type TreeReport } from './tree-report.ts'
import type { FoundTree, TreeSinkDeps, TreeTarget } from './tree-sink-open.ts'
import { TreeSync } from './tree-sync.ts'
import { piecesOf, writePieces } from './write-pieces.ts'
import { writeWhole } from './write-whole.ts'

/**
 * A folder that grows in staging, and gets its name by one rename when it is whole. Its listing comes first, and says what
 * everything else is; until it is there, no other chunk is known.
 */
export class TreeSink implements ChunkSink, AsyncDisposable {
  readonly have: ChunkSet
  /** Absent where nothing lies at the wanted name. */
  candidate?: (index: number, options: Waiting) => Promise<Candidate | undefined>
  onDurable?: () => void
  readonly #plan: TreePlan
  readonly #deps: TreeSinkDeps
  readonly #target: TreeTarget & Pick<FoundTree, 'name' | 'staging'>
  readonly #checkpoints: Checkpoints
  readonly #sync: TreeSync
  /** Recorded, in order to be marked durable. */
  #recorded: ChunkSet
  #durable: ChunkSet
  /** Chunks recorded since the last checkpoint. */
  #fresh: number[] = []
  #isForcing = false
  #listing: FileHandle | undefined
  #tree: StagedTree | undefined
  #learning: Promise<StagedTree> | undefined
  #candidates: TreeCandidates | undefined
  #linksLeftOut: readonly LinkLeftOut[] = []
  #tried: string | undefined
  #root: Root | undefined
  #committed: string | undefined

  constructor(deps: TreeSinkDeps, target: TreeTarget, found: FoundTree) {
    this.#plan = found.plan
    this.have = found.have
    this.#deps = deps
    this.#target = { ...target, name: found.name, staging: found.staging }
    this.#recorded = found.have
    this.#durable = found.durable
    this.#listing = found.listing
    this.#tried = found.tried
    this.#committed = found.committed
    this.#root = found.root
    if (found.isThere) this.candidate = async (...asked) => await this.#candidate(...asked)
    this.#tree =
      found.content && new StagedTree(found.staging.content, found.content, found.trustedEnds)
    this.#sync = new TreeSync(deps, { ...this.#target, plan: found.plan })
    this.#checkpoints = new Checkpoints({
      clock: deps.clock,
      checkpoint: async () => await onDisk(this.#checkpoint(), 'the disk did not keep the data'),
    })
  }

  get plan(): ChunkPlan {
    return this.#tree === undefined && this.#committed !== undefined
      ? planOfCommitted(this.#target.manifest)
      : this.#plan
  }

  get durable(): ChunkSet {
    return this.#durable
  }

  /** The final name, once the folder has it. */
  get committed(): string | undefined {
    return this.#committed
  }

  /** What is not as the sender has it. Complete after `commit`. */
  get report(): TreeReport | undefined {
    return this.#tree && reportOf(this.#tree.content, this.#linksLeftOut)
  }

  get folderReport(): FolderReport | undefined {
    const { report } = this
    return report && folderReportOf(report)
  }

  get unwanted(): ChunkSet | undefined {
    return this.#tree?.content.unwanted
  }

  async prepare({ signal }: Waiting): Promise<void> {
    signal.throwIfAborted()
    if (this.#committed !== undefined) return
    await onDisk(this.#makeRoom(), 'cannot make the folder')
  }

  async write(chunk: VerifiedChunk, options: Waiting): Promise<void> {
    options.signal.throwIfAborted()
    await onDisk(this.#keep(chunk, options), 'cannot write the folder')
  }

  entries(options: Waiting): AsyncIterable<LeafEntry> {
    return this.#deps.chunks.entries(this.#target.transferId, options)
  }

  rootBuilder(): RootBuilder {
    if (this.#tree === undefined && this.#committed !== undefined) return keptRoot(this.#root)
    const { listing } = this.#openTree().content
    const builder = new FolderRoot(this.#deps, { listing, listingChunks: this.#plan.listingChunks })
    return {
      add: (leaves, lengths) => builder.add(leaves, lengths),
      root: async (options) => (this.#root = await builder.root(options)),
    }
  }

  async commit(options: Waiting): Promise<string> {
    options.signal.throwIfAborted()
    this.#committed ??= await onDisk(this.#finish(options), 'cannot give the folder its name')
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
      if (this.#listing !== undefined) await this.#checkpoints.flush()
    } catch {
      // Already reported by the write that failed; what is not marked durable is read again at resume.
    }
    await this.#close()
  }

  async #candidate(index: number, options: Waiting): Promise<Candidate | undefined> {
    const tree = this.#tree
    if (index < this.#plan.listingChunks || tree === undefined) return undefined
    this.#candidates ??= new TreeCandidates(this.#deps, {
      root: join(this.#target.folder, this.#target.name),
      plan: this.#plan,
      content: tree.content,
    })
    return await this.#candidates.find(index, options)
  }

  async #makeRoom(): Promise<void> {
    const { staging } = this.#target
    await this.#checkFree(this.#missingBytes(this.have))
    if (this.#listing !== undefined) return
    await staging.create(folderMode(0o700))
    this.#listing = await staging.openListing()
  }

  async #keep(chunk: VerifiedChunk, options: Waiting): Promise<void> {
    const { index, bytes, leaves } = chunk
    if (index < this.#plan.listingChunks) {
      await writeWhole(this.#openListing(), bytes, this.#plan.offsetOf(index))
    } else
      await writePieces(this.#openTree(), piecesOf(this.#plan, chunk), {
        ...options,
        aside: this.#isForcing,
      })
    await this.#deps.chunks.record(this.#target.transferId, index, leaves)
    this.#recorded = addChunk(this.#recorded, index)
    this.#fresh.push(index)
    if (index < this.#plan.listingChunks) await this.#learnWhenThere(options)
    await this.#checkpoints.wrote(bytes.length)
  }

  async #learnWhenThere(options: Waiting): Promise<void> {
    const isThere =
      this.#recorded.runs[0]?.start === 0 && this.#recorded.count >= this.#plan.listingChunks
    if (!isThere || this.#tree !== undefined) return
    this.#learning ??= this.#learn(options)
    this.#tree = await this.#learning
    // Only now it is known what was chosen of it.
    if (this.#target.only !== undefined) await this.#checkFree(this.#missingBytes(this.#recorded))
  }

  async #learn(options: Waiting): Promise<StagedTree> {
    const { manifest, staging, only } = this.#target
    const staged = { plan: this.#plan, file: this.#openListing(), manifest, chosen: only }
    return new StagedTree(staging.content, await learnListing(this.#deps, staged, options))
  }

  /** Bytes first, then the mark that says so: the other order would vouch for bytes that a power cut took. */
  async #checkpoint(): Promise<void> {
    const recorded = this.#recorded
    const fresh = this.#fresh
    this.#fresh = []
    this.#isForcing = true
    try {
      await this.#sync.chunks(fresh, this.#tree, this.#openListing())
    } finally {
      this.#isForcing = false
    }
    if (recorded.count < this.#plan.count) await this.#checkFree(0)
    await this.#deps.chunks.markDurable(this.#target.transferId, recorded)
    this.#durable = recorded
    this.onDurable?.()
  }

  async #finish(options: Waiting): Promise<string> {
    const { folder, name, staging } = this.#target
    const tree = this.#openTree()
    await this.#checkpoints.flush()
    this.#linksLeftOut = await finishTree(tree, staging.content, options)
    const there = join(folder, name)
    if (await isThereAlready(staging.content, there, options)) {
      await this.#intend(name, await inodeOf(there))
      await this.#close()
      await staging.remove()
      return name
    }
    await this.#sync.all(tree)
    await this.#close()
    const inode = await inodeOf(staging.content)
    const given = await giveFinalFolder({
      staged: staging.content,
      folder,
      name,
      tried: this.#tried,
      onTry: async (next) => {
        this.#tried = next
        await this.#intend(next, inode)
      },
    })
    await staging.remove()
    return given
  }

  /** The root is kept too: of a committed folder the listing is gone. */
  async #intend(name: string, inode: string): Promise<void> {
    const intent = { name, inode, size: undefined, root: this.#root }
    await this.#deps.chunks.intendCommit(this.#target.transferId, intent)
  }

  #missingBytes(have: ChunkSet): number {
    const isUnknown = this.#target.only !== undefined && this.#tree === undefined
    if (isUnknown) return this.#target.manifest.listingBytes
    return missingBytes(this.#target.manifest, this.#plan, { have, unwanted: this.unwanted })
  }

  async #checkFree(wantedBytes: number): Promise<void> {
    const freeBytes = await (this.#deps.freeBytes ?? freeBytesAt)(this.#target.folder)
    if (freeBytes < wantedBytes + KEEP_FREE_BYTES) {
      throw new TransferError('DISK_FULL', 'too little free space for the rest')
    }
  }

  #openTree(): StagedTree {
    if (this.#tree === undefined) throw new TransferError('SINK_FAILED', 'no listing yet')
    return this.#tree
  }

  #openListing(): FileHandle {
    if (this.#listing === undefined)
      throw new TransferError('SINK_FAILED', 'not prepared, or closed')
    return this.#listing
  }

  async #close(): Promise<void> {
    const listing = this.#listing
    this.#listing = undefined
    await this.#tree?.[Symbol.asyncDispose]()
    await listing?.close()
  }
}
