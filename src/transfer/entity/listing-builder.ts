import {
  MAX_FILE_BYTES,
  MAX_FOLDER_ENTRIES,
  MAX_LINK_TARGET_BYTES,
  MAX_NAME_BYTES,
  MAX_PATH_BYTES,
  MAX_PATH_DEPTH,
} from '../limits.ts'
import { type Entry, FOLDER, KINDS, LINK, type Listing, TOP, type Top } from './listing.ts'
import { utf8Bytes, utf8Order } from './utf8.ts'

export class ListingError extends Error {
  override readonly name = 'ListingError'
}

/** A folder that is still open: more entries may come into it. */
type Open = { at: number; pathBytes: number; last: string | undefined }

/** Takes entries one by one, in their order, and refuses what is no listing, before it is kept. */
export class ListingBuilder {
  readonly #maxEntries: number
  readonly #names: string[] = []
  readonly #targets = new Map<number, string>()
  readonly #open: Open[] = [{ at: TOP, pathBytes: 0, last: undefined }]
  #parents = new Int32Array(FIRST_ROOM)
  #ends = new Uint32Array(FIRST_ROOM)
  #kinds = new Uint8Array(FIRST_ROOM)
  #sizes = new Float64Array(FIRST_ROOM)
  #modes = new Uint16Array(FIRST_ROOM)
  #mtimesMs = new Float64Array(FIRST_ROOM)
  #contentBytes = 0

  constructor(settings: Readonly<{ maxEntries: number }> = { maxEntries: MAX_FOLDER_ENTRIES }) {
    this.#maxEntries = Math.min(settings.maxEntries, MAX_FOLDER_ENTRIES)
  }

  /** @throws ListingError */
  add(entry: Entry): void {
    const at = this.#names.length
    if (at >= this.#maxEntries) throw new ListingError('more entries than allowed')
    const kind = KINDS.indexOf(entry.kind)
    this.#checkNumbers(entry)
    this.#closeTo(entry.depth)
    const folder = this.#open.at(-1) as Open
    const pathBytes = this.#enter(folder, entry.name)
    if (at === this.#sizes.length) this.#grow()
    this.#names.push(entry.name)
    this.#parents[at] = folder.at
    this.#ends[at] = at + 1
    this.#kinds[at] = kind
    this.#sizes[at] = entry.size
    this.#modes[at] = entry.mode
    this.#mtimesMs[at] = entry.mtimeMs
    this.#contentBytes += entry.size
    if (!Number.isSafeInteger(this.#contentBytes)) throw new ListingError('too many bytes')
    if (kind === LINK) this.#targets.set(at, entry.target)
    if (kind === FOLDER) this.#open.push({ at, pathBytes, last: undefined })
  }

  done(top: Top): Listing {
    checkWhole(top.mtimeMs, Number.MAX_SAFE_INTEGER, 'a time')
    checkWhole(top.mode, 0o777, 'a mode')
    this.#closeTo(0)
    const count = this.#names.length
    return {
      count,
      top: { mode: top.mode, mtimeMs: top.mtimeMs },
      names: this.#names,
      parents: this.#parents.subarray(0, count),
      ends: this.#ends.subarray(0, count),
      kinds: this.#kinds.subarray(0, count),
      sizes: this.#sizes.subarray(0, count),
      modes: this.#modes.subarray(0, count),
      mtimesMs: this.#mtimesMs.subarray(0, count),
      targets: this.#targets,
      contentBytes: this.#contentBytes,
    }
  }

  #checkNumbers(entry: Entry): void {
    checkWhole(entry.depth, MAX_PATH_DEPTH - 1, 'a depth')
    checkWhole(entry.size, entry.kind === 'file' ? MAX_FILE_BYTES : 0, 'a size')
    checkWhole(entry.mode, 0o777, 'a mode')
    checkWhole(entry.mtimeMs, Number.MAX_SAFE_INTEGER, 'a time')
    const isLink = entry.kind === 'link'
    if (isLink !== entry.target.length > 0) throw new ListingError('a target of no link, or none')
    if (isLink) checkText(entry.target, MAX_LINK_TARGET_BYTES, 'a target')
  }

  /** The folders deeper than `depth` get no more entries. */
  #closeTo(depth: number): void {
    if (depth >= this.#open.length) throw new ListingError('an entry of no folder')
    while (this.#open.length > depth + 1) {
      const { at } = this.#open.pop() as Open
      this.#ends[at] = this.#names.length
    }
  }

  /** @returns the bytes of its path. */
  #enter(folder: Open, name: string): number {
    const nameBytes = checkText(name, MAX_NAME_BYTES, 'a name')
    if (folder.last !== undefined && utf8Order(folder.last, name) >= 0) {
      throw new ListingError('names that do not ascend')
    }
    folder.last = name
    const pathBytes = folder.pathBytes + nameBytes + Number(folder.at !== TOP)
    if (pathBytes > MAX_PATH_BYTES) throw new ListingError('a path too long')
    return pathBytes
  }

  #grow(): void {
    this.#parents = new Int32Array(doubled(this.#parents))
    this.#ends = new Uint32Array(doubled(this.#ends))
    this.#kinds = new Uint8Array(doubled(this.#kinds))
    this.#sizes = new Float64Array(doubled(this.#sizes))
    this.#modes = new Uint16Array(doubled(this.#modes))
    this.#mtimesMs = new Float64Array(doubled(this.#mtimesMs))
  }
}

/** Entries for which there is room at first; it doubles. */
const FIRST_ROOM = 64

/** `transfer` gives the smaller one back at once: left to the collector, they lie for long, and are as much again. */
function doubled({ buffer }: Readonly<{ buffer: ArrayBuffer }>): ArrayBuffer {
  return buffer.transfer(buffer.byteLength * 2)
}

function checkWhole(value: number, max: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > max) {
    throw new ListingError(`${what} out of bounds`)
  }
}

function checkText(text: string, maxBytes: number, what: string): number {
  const bytes = utf8Bytes(text)
  if (bytes === 0 || bytes > maxBytes || !text.isWellFormed()) {
    throw new ListingError(`${what} that is none`)
  }
  return bytes
}
