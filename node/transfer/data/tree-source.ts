import { closeSync, fstatSync, lstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { freeMemory } from '../../../src/core/free-memory.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import { FolderRoot } from '../../../src/transfer/data/folder-root.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { FOLDER, type Listing, pathOf } from '../../../src/transfer/entity/listing.ts'
import {
  type FolderManifest,
  type SourceIdentity,
  sourceIdentity,
} from '../../../src/transfer/entity/manifest.ts'
import { chunkCountOf, type Piece, TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, SOURCE_CHECK_CHUNKS } from '../../../src/transfer/limits.ts'
import type { ChunkSource, RootBuilder, Waiting } from '../../../src/transfer/ports.ts'
import { encodeListing } from '../../../src/wire/listing-codec.ts'
import { codeOf } from './disk-failure.ts'
import { exclusions } from './exclusions.ts'
import type { LeftOut } from './left-out.ts'
import { OpenFiles } from './open-files.ts'
import { inSlices, SMALL_BYTES, Slices } from './slices.ts'
import type { Stamps } from './stamps.ts'
import { walkTree } from './tree-walk.ts'
import { READ_FILE } from './open-flags.ts'

export type IdentifiedTree = Readonly<{
  manifest: FolderManifest
  identity: SourceIdentity
  /** What cannot be offered, for the person who offers. */
  leftOut: LeftOut
}>

export type TreeWanted = Readonly<{
  path: string
  /** See exclusions.ts. The same ones whenever this source is opened. */
  exclude?: readonly string[] | undefined
}>

type Deps = Readonly<{ hasher: Hasher }>
type Offered = IdentifiedTree &
  Readonly<{ path: string; listing: Listing; stamps: Stamps; listingBytes: Uint8Array }>

/**
 * What a folder is at the moment it is offered. Reads no content.
 * @throws TransferError SOURCE_GONE, and ListingError when there is more in it than a listing holds.
 */
export async function identifyTree(
  deps: Deps,
  wanted: TreeWanted,
  options: Waiting,
): Promise<IdentifiedTree> {
  const { manifest, identity, leftOut, listingBytes, stamps } = await look(deps, wanted, options)
  // They are made again when it is opened, often at once: both would lie here, megabytes each.
  freeMemory(listingBytes)
  freeMemory(stamps.bytes())
  return { manifest, identity, leftOut }
}

/**
 * The listing is made again from the disk: it is the same if the folder is.
 * @throws TransferError SOURCE_CHANGED when it is not what was offered, SOURCE_GONE when there is none.
 */
export async function openTreeSource(
  deps: Deps,
  wanted: TreeWanted & Readonly<{ identity: SourceIdentity }>,
  options: Waiting,
): Promise<TreeSource> {
  const offered = await look(deps, wanted, options)
  if (offered.identity !== wanted.identity) {
    throw new TransferError('SOURCE_CHANGED', 'the folder is not what was offered')
  }
  return new TreeSource(deps, offered)
}

async function look(deps: Deps, wanted: TreeWanted, options: Waiting): Promise<Offered> {
  options.signal.throwIfAborted()
  const stats = await readable(stat(wanted.path))
  if (!stats.isDirectory()) throw new TransferError('SOURCE_GONE', 'not a folder')
  const excluded = exclusions(wanted.exclude ?? [])
  const walked = await readable(walkTree(wanted.path, excluded, options))
  const listingBytes = await inSlices(encodeListing(walked.listing), options)
  const listing = deps.hasher.digest(listingBytes)
  const manifest: FolderManifest = {
    kind: 'folder',
    name: basename(wanted.path),
    size: walked.listing.contentBytes,
    entries: walked.listing.count,
    chunkCount: chunkCountOf(walked.listing, listingBytes.length),
    listingBytes: listingBytes.length,
    listing: listing.toHex(),
  }
  const stamps = deps.hasher.digest(walked.stamps.bytes())
  const identity = sourceIdentity.check(`${listing.toHex()}:${stamps.toHex()}`, 'identity')
  return { ...walked, path: wanted.path, manifest, identity, listingBytes }
}

/** Chunks of a folder that must stay what it was when it was offered. */
export class TreeSource implements ChunkSource, AsyncDisposable {
  readonly plan: TreePlan
  readonly #deps: Deps
  readonly #offered: Offered
  /** Files of a leaf or more. */
  readonly #large = new OpenFiles(async (entry) => await this.#openLarge(entry))

  constructor(deps: Deps, offered: Offered) {
    this.#deps = deps
    this.#offered = offered
    this.plan = new TreePlan(offered.manifest)
    this.plan.learn(offered.listing)
  }

  get manifest(): FolderManifest {
    return this.#offered.manifest
  }

  async read(index: number, options: Waiting): Promise<Uint8Array> {
    options.signal.throwIfAborted()
    const bytes = takeChunkMemory(this.plan.lengthOf(index))
    if (index < this.plan.listingChunks) {
      const offset = this.plan.offsetOf(index)
      bytes.set(this.#offered.listingBytes.subarray(offset, offset + bytes.length))
      return bytes
    }
    const slices = new Slices()
    let filled = 0
    for (const piece of this.plan.piecesOf(index)) {
      const into = bytes.subarray(filled, filled + piece.length)
      const isSmall = piece.length === this.#sizeOf(piece.entry) && piece.length <= SMALL_BYTES
      if (isSmall) this.#readSmall(piece, into)
      else await this.#readLarge(piece, into)
      filled += piece.length
      if (slices.isOver) await slices.pause(options)
    }
    return bytes
  }

  release(bytes: Uint8Array): void {
    giveBackChunkMemory(bytes)
  }

  /**
   * Are the files and links still what was offered? A folder that got more since is not looked at: what was offered is
   * still there, and programs leave passing files everywhere.
   */
  async confirm(options: Waiting): Promise<void> {
    options.signal.throwIfAborted()
    const { listing, stamps } = this.#offered
    const slices = new Slices()
    for (let entry = 0; entry < listing.count; entry++) {
      if (slices.isOver) await slices.pause(options)
      if (listing.kinds[entry] === FOLDER) continue
      stamps.check(entry, lstatSync(this.#placeOf(entry), { throwIfNoEntry: false }))
    }
  }

  rootBuilder(): RootBuilder {
    const { listing } = this.#offered
    return new FolderRoot(this.#deps, { listing, listingChunks: this.plan.listingChunks })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#large[Symbol.asyncDispose]()
  }

  /** Looked at before and after, so that what was read is what was offered. */
  #readSmall({ entry }: Piece, into: Uint8Array): void {
    let file: number | undefined
    try {
      file = openSync(this.#placeOf(entry), READ_FILE)
      this.#offered.stamps.check(entry, fstatSync(file))
      for (let filled = 0; filled < into.length; ) {
        const bytes = readSync(file, into, filled, into.length - filled, filled)
        if (bytes === 0) throw new TransferError('SOURCE_CHANGED', 'a file became shorter')
        filled += bytes
      }
      this.#offered.stamps.check(entry, fstatSync(file))
    } catch (err) {
      throw unreadable(err)
    } finally {
      if (file !== undefined) closeSync(file)
    }
  }

  async #readLarge({ entry, offset, length }: Piece, into: Uint8Array): Promise<void> {
    const isLast = offset + length === this.#sizeOf(entry)
    const isTurn = (offset / CHUNK_BYTES) % SOURCE_CHECK_CHUNKS === SOURCE_CHECK_CHUNKS - 1
    await this.#large.use(entry, async (file) => {
      for (let filled = 0; filled < length; ) {
        const rest = length - filled
        const { bytesRead } = await readable(file.read(into, filled, rest, offset + filled))
        if (bytesRead === 0) throw new TransferError('SOURCE_CHANGED', 'a file became shorter')
        filled += bytesRead
      }
      if (isLast || isTurn) this.#offered.stamps.check(entry, await readable(file.stat()))
    })
  }

  async #openLarge(entry: number): Promise<FileHandle> {
    await using stack = new AsyncDisposableStack()
    const file = stack.use(await readable(open(this.#placeOf(entry), READ_FILE)))
    this.#offered.stamps.check(entry, await readable(file.stat()))
    stack.move()
    return file
  }

  #placeOf(entry: number): string {
    return `${this.#offered.path}/${pathOf(this.#offered.listing, entry).join('/')}`
  }

  #sizeOf(entry: number): number {
    return this.#offered.listing.sizes[entry] as number
  }
}

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (err) {
    throw unreadable(err)
  }
}

/** What the system says about a file; anything else stays what it is. */
function unreadable(cause: unknown): unknown {
  const code = codeOf(cause) ?? ''
  if (!/^E[A-Z0-9]+$/.test(code)) return cause
  return new TransferError('SOURCE_GONE', `a file cannot be read: ${code}`, { cause })
}
