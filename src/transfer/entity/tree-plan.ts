import { CHUNK_BYTES, MAX_CHUNK_LEAVES } from '../limits.ts'
import type { ChunkPlan } from './chunk-plan.ts'
import type { ChunkSet } from './chunk-set.ts'
import type { Listing } from './listing.ts'

/** A leaf, or what a chunk holds of a file: never more than one leaf of each. */
export type Piece = Readonly<{ entry: number; offset: number; length: number }>

/**
 * How a folder is cut. Its first chunks are its listing, 1 MiB each. Then come the files in the order of the listing, as if
 * they were one row of bytes: every whole leaf of 1 MiB is a chunk of its own; what is left of a file (of a small one: all)
 * shares a chunk with what is left of the next ones, as long as they fit and no whole leaf stands between.
 *
 *   listing  | A: 2.3 MiB          B  C  D     | E: 1.1 MiB     F
 *   [0] [1]  | [A 1] [A 2] [A .3 · B · C · D]  | [E 1] [E .1 · F]
 *
 * So a chunk is a range of that row, and each file is complete before the next one begins. Two neighbours together are
 * larger than 1 MiB, or the first one has MAX_CHUNK_LEAVES leaves. An empty file has no leaf.
 */
export class TreePlan implements ChunkPlan {
  readonly count: number
  /** The first chunks, which are the listing. */
  readonly listingChunks: number
  readonly #listingBytes: number
  #content: Content | undefined

  constructor(settings: Readonly<{ listingBytes: number; chunkCount: number }>) {
    this.#listingBytes = settings.listingBytes
    this.listingChunks = Math.ceil(settings.listingBytes / CHUNK_BYTES)
    this.count = settings.chunkCount
  }

  get size(): number {
    return this.#listingBytes + (this.#content?.bytes ?? 0)
  }

  get known(): number {
    return this.#content === undefined ? this.listingChunks : this.count
  }

  /** From now on all is known. @throws RangeError when it is not the content that was announced. */
  learn(listing: Listing): void {
    const content = contentOf(listing)
    if (this.listingChunks + content.count !== this.count) {
      throw new RangeError('another number of chunks')
    }
    this.#content = content
  }

  offsetOf(index: number): number {
    if (index <= this.listingChunks) return Math.min(index * CHUNK_BYTES, this.#listingBytes)
    return this.#listingBytes + contentOffset(this.#known(), index - this.listingChunks)
  }

  lengthOf(index: number): number {
    this.#checkIndex(index)
    return this.offsetOf(index + 1) - this.offsetOf(index)
  }

  leavesOf(index: number): readonly number[] {
    if (index < this.listingChunks) return [this.lengthOf(index)]
    return this.piecesOf(index).map((piece) => piece.length)
  }

  /** What a chunk after the listing holds. */
  piecesOf(index: number): readonly Piece[] {
    this.#checkIndex(index)
    return piecesOf(this.#known(), index - this.listingChunks)
  }

  /** Chunks without a byte of the wanted entries, which are 1. In steps: there may be a million small files. */
  *unwantedChunks(wanted: Uint8Array): Generator<void, ChunkSet> {
    const { chunks, entries, isWhole, count } = this.#known()
    const runs: { start: number; end: number }[] = []
    for (let at = 0; at < chunks.length; at++) {
      if (at % STRETCHES_PER_STEP === 0) yield
      const start = this.listingChunks + (chunks[at] as number)
      const isWanted =
        isWhole[at] === true
          ? wanted[entries[at] as number] === 1
          : this.piecesOf(start).some(({ entry }) => wanted[entry] === 1)
      if (isWanted) continue
      const end = this.listingChunks + (chunks[at + 1] ?? count)
      const last = runs.at(-1)
      if (last?.end === start) last.end = end
      else runs.push({ start, end })
    }
    return { count: runs.reduce((sum, run) => sum + run.end - run.start, 0), runs }
  }

  #known(): Content {
    if (this.#content === undefined) throw new RangeError('the listing is not there yet')
    return this.#content
  }

  #checkIndex(index: number): void {
    if (index < 0 || index >= this.known) throw new RangeError('no such chunk')
  }
}

const STRETCHES_PER_STEP = 64

/** The number of chunks of a folder with this listing. */
export function chunkCountOf(listing: Listing, listingBytes: number): number {
  return Math.ceil(listingBytes / CHUNK_BYTES) + contentOf(listing).count
}

/**
 * Stretches of the row: the whole leaves of one file, or one chunk of several leaves. A petabyte in one file is one
 * stretch, and a million small files are ten thousand.
 */
type Content = Readonly<{
  sizes: Float64Array
  count: number
  bytes: number
  /** Of each stretch: its first chunk, its first byte, the entry in which it begins, and whether it is whole leaves. */
  chunks: readonly number[]
  offsets: readonly number[]
  entries: readonly number[]
  isWhole: readonly boolean[]
}>

function contentOf({ sizes }: Listing): Content {
  const chunks: number[] = []
  const offsets: number[] = []
  const entries: number[] = []
  const isWhole: boolean[] = []
  let count = 0
  let bytes = 0
  /** What is in the chunk that is still open. */
  let leaves = 0
  let filled = 0
  const begin = (entry: number, whole: boolean): void => {
    chunks.push(count)
    offsets.push(bytes)
    entries.push(entry)
    isWhole.push(whole)
    leaves = 0
    filled = 0
  }
  for (let entry = 0; entry < sizes.length; entry++) {
    const size = sizes[entry] as number
    const whole = Math.floor(size / CHUNK_BYTES)
    if (whole > 0) {
      begin(entry, true)
      count += whole
      bytes += whole * CHUNK_BYTES
    }
    const rest = size - whole * CHUNK_BYTES
    if (rest === 0) continue
    if (leaves === 0 || leaves === MAX_CHUNK_LEAVES || filled + rest > CHUNK_BYTES) {
      begin(entry, false)
      count++
    }
    leaves++
    filled += rest
    bytes += rest
  }
  return { sizes, count, bytes, chunks, offsets, entries, isWhole }
}

function contentOffset(content: Content, chunk: number): number {
  if (chunk >= content.count) return content.bytes
  const at = stretchOf(content, chunk)
  const inside = chunk - (content.chunks[at] as number)
  return (content.offsets[at] as number) + inside * CHUNK_BYTES
}

function piecesOf(content: Content, chunk: number): readonly Piece[] {
  const at = stretchOf(content, chunk)
  const entry = content.entries[at] as number
  if (content.isWhole[at] === true) {
    const inside = chunk - (content.chunks[at] as number)
    return [{ entry, offset: inside * CHUNK_BYTES, length: CHUNK_BYTES }]
  }
  const end = content.offsets[at + 1] ?? content.bytes
  const pieces: Piece[] = []
  let left = end - (content.offsets[at] as number)
  for (let each = entry; left > 0; each++) {
    const size = content.sizes[each] as number
    const length = size % CHUNK_BYTES
    if (length === 0) continue
    pieces.push({ entry: each, offset: size - length, length })
    left -= length
  }
  return pieces
}

/** The last stretch that begins at or before this chunk. */
function stretchOf({ chunks }: Content, chunk: number): number {
  let low = 0
  let high = chunks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((chunks[middle] as number) <= chunk) low = middle + 1
    else high = middle
  }
  return low - 1
}
