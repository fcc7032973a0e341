import {
  closeSync,
  constants,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { ChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import { type Listing, TOP } from '../../../src/transfer/entity/listing.ts'
import { type LocalNames, localNameOf } from '../../../src/transfer/entity/local-names.ts'
import type { Piece } from '../../../src/transfer/entity/tree-plan.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { isCode } from './disk-failure.ts'
import { fileMode, folderMode } from './local-mode.ts'
import { OpenFiles } from './open-files.ts'
import { SMALL_BYTES } from './slices.ts'
import { writeWhole } from './write-whole.ts'
import { NO_FOLLOW } from './open-flags.ts'

export type TreeContent = Readonly<{
  listing: Listing
  names: LocalNames
  /** 1 for an entry that is to be made here; see wanted-entries.ts. */
  wanted: Uint8Array
  /** Chunks that hold nothing of it; absent where there are none. */
  unwanted?: ChunkSet | undefined
}>

const { O_RDONLY, O_RDWR, O_WRONLY, O_CREAT, O_EXCL } = constants
/** Absent on Windows, where links need a privilege. */
const NEW = O_WRONLY | O_CREAT | O_EXCL | NO_FOLLOW
const ZEROS = new Uint8Array(CHUNK_BYTES)

/**
 * The files of a folder that grows in staging. Nothing here follows a link: there are none before everything else is there,
 * and the folder is ours alone. Small files are written right here, because a thread's round trip for each costs as much as
 * four files.
 */
export class StagedTree implements AsyncDisposable {
  readonly content: TreeContent
  readonly #root: string
  readonly #large = new OpenFiles(async (entry) => await this.#openLarge(entry))
  /** Of a file that an earlier run began: where that run's trusted leaves end. */
  readonly #trustedEnds: ReadonlyMap<number, number>
  /** From these offsets on, nothing was ever written: what is zeros needs no writing. */
  readonly #untouchedFrom = new Map<number, number>()
  #lastFolder: Readonly<{ folder: number; place: string }>

  constructor(
    root: string,
    content: TreeContent,
    trustedEnds: ReadonlyMap<number, number> = new Map(),
  ) {
    this.#root = root
    this.content = content
    this.#trustedEnds = trustedEnds
    this.#lastFolder = { folder: TOP, place: root }
  }

  isWanted(entry: number): boolean {
    return this.content.wanted[entry] === 1
  }

  placeOf(entry: number): string {
    const { listing, names } = this.content
    const folder = listing.parents[entry] as number
    return `${this.#placeOfFolder(folder)}/${localNameOf(listing, names, entry)}`
  }

  /** Is the whole file written in one go? */
  isSmall({ entry, length }: Piece): boolean {
    return length <= SMALL_BYTES && length === this.#sizeOf(entry)
  }

  /** Makes the whole file, its time included. */
  writeSmall({ entry }: Piece, bytes: Uint8Array): void {
    const place = this.placeOf(entry)
    const { listing } = this.content
    const file = this.#create(place, entry)
    try {
      for (let written = 0; written < bytes.length; ) {
        written += writeSync(file, bytes, written, bytes.length - written, written)
      }
      const seconds = (listing.mtimesMs[entry] as number) / 1000
      futimesSync(file, seconds, seconds)
    } finally {
      closeSync(file)
    }
  }

  /** The same by a thread, for as long as the disk lets everybody wait. */
  async writeSmallAside({ entry }: Piece, bytes: Uint8Array): Promise<void> {
    const place = this.placeOf(entry)
    await using file = await this.#createAside(place, entry)
    await writeWhole(file, bytes, 0)
    const seconds = (this.content.listing.mtimesMs[entry] as number) / 1000
    await file.utimes(seconds, seconds)
  }

  async writeLarge({ entry, offset }: Piece, bytes: Uint8Array): Promise<void> {
    await this.#large.use(entry, async (file) => {
      const isUntouched = offset >= (this.#untouchedFrom.get(entry) ?? 0)
      if (isUntouched && isZeros(bytes)) return
      await writeWhole(file, bytes, offset)
    })
  }

  /** Is there a file of the right size? */
  isThere(entry: number): boolean {
    const stats = lstatSync(this.placeOf(entry), { throwIfNoEntry: false })
    return stats?.isFile() === true && stats.size === this.#sizeOf(entry)
  }

  /** `undefined` where there is no such piece. */
  read({ entry, offset, length }: Piece, into: Uint8Array): boolean {
    if (!this.isThere(entry)) return false
    const file = openSync(this.placeOf(entry), O_RDONLY | NO_FOLLOW)
    try {
      for (let filled = 0; filled < length; ) {
        const bytes = readSync(file, into, filled, length - filled, offset + filled)
        if (bytes === 0) return false
        filled += bytes
      }
      return true
    } finally {
      closeSync(file)
    }
  }

  makeEmptyFile(entry: number): void {
    this.writeSmall({ entry, offset: 0, length: 0 }, new Uint8Array())
  }

  /** With those that it lies in. */
  makeFolder(entry: number): void {
    if (entry === TOP) return
    const { listing } = this.content
    try {
      mkdirSync(this.placeOf(entry), { mode: folderMode(listing.modes[entry] as number) })
    } catch (err) {
      if (isCode(err, 'EEXIST')) return
      if (!isCode(err, 'ENOENT')) throw err
      this.makeFolder(listing.parents[entry] as number)
      this.makeFolder(entry)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#large[Symbol.asyncDispose]()
  }

  #create(place: string, entry: number): number {
    const mode = fileMode(this.content.listing.modes[entry] as number)
    try {
      return openSync(place, NEW, mode)
    } catch (err) {
      this.#makeWay(err, place, entry)
      return openSync(place, NEW, mode)
    }
  }

  async #createAside(place: string, entry: number): Promise<FileHandle> {
    const mode = fileMode(this.content.listing.modes[entry] as number)
    try {
      return await open(place, NEW, mode)
    } catch (err) {
      this.#makeWay(err, place, entry)
      return await open(place, NEW, mode)
    }
  }

  #makeWay(err: unknown, place: string, entry: number): void {
    if (isCode(err, 'ENOENT')) this.makeFolder(this.content.listing.parents[entry] as number)
    // What an ended run wrote, and did not record.
    else if (isCode(err, 'EEXIST')) unlinkSync(place)
    else throw err
  }

  async #openLarge(entry: number): Promise<FileHandle> {
    const place = this.placeOf(entry)
    if (this.#untouchedFrom.has(entry)) return await open(place, O_RDWR | NO_FOLLOW)
    await using stack = new AsyncDisposableStack()
    const trustedEnd = this.#trustedEnds.get(entry) ?? 0
    const file =
      trustedEnd > 0
        ? stack.use(await open(place, O_RDWR | NO_FOLLOW))
        : stack.use(await this.#createLarge(place, entry))
    // What an ended run wrote and did not record is cut off, and reads as zeros again.
    await file.truncate(trustedEnd)
    await file.truncate(this.#sizeOf(entry))
    this.#untouchedFrom.set(entry, trustedEnd)
    stack.move()
    return file
  }

  async #createLarge(place: string, entry: number): Promise<FileHandle> {
    closeSync(this.#create(place, entry))
    return await open(place, O_RDWR | NO_FOLLOW)
  }

  #placeOfFolder(folder: number): string {
    if (this.#lastFolder.folder === folder) return this.#lastFolder.place
    const place = folder === TOP ? this.#root : this.placeOf(folder)
    this.#lastFolder = { folder, place }
    return place
  }

  #sizeOf(entry: number): number {
    return this.content.listing.sizes[entry] as number
  }
}

function isZeros(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes, ZEROS.subarray(0, bytes.length)) === 0
}
