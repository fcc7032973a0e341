import type { ChunkPlan } from './chunk-plan.ts'
import { leb128, readLeb128 } from './leb128.ts'

/**
 * Which chunks somebody has: ascending, disjoint, non-touching runs. A file that arrives in order is one run, whatever its
 * size. As bytes (on the wire and on disk) it is the smaller of
 *   1, then for each run two LEB128 numbers: the gap after the run before it, and its length
 *   2, then a bitmap, lowest bit first
 */
export type ChunkSet = Readonly<{ count: number; runs: readonly Run[] }>
/** From `start` up to and without `end`. */
export type Run = Readonly<{ start: number; end: number }>

export class ChunkSetError extends Error {
  override readonly name = 'ChunkSetError'
}

const FORMAT_RUNS = 1
const FORMAT_BITMAP = 2

export const NO_CHUNKS: ChunkSet = { count: 0, runs: [] }

export function chunksBetween(start: number, end: number): ChunkSet {
  return start >= end ? NO_CHUNKS : { count: end - start, runs: [{ start, end }] }
}

/** From indices in ascending order. */
export function chunksOf(indices: Iterable<number>): ChunkSet {
  const runs: { start: number; end: number }[] = []
  let count = 0
  for (const index of indices) {
    const last = runs.at(-1)
    if (last !== undefined && index < last.end) throw new ChunkSetError('indices must ascend')
    if (last?.end === index) last.end++
    else runs.push({ start: index, end: index + 1 })
    count++
  }
  return { count, runs }
}

export function hasChunk(set: ChunkSet, index: number): boolean {
  const run = set.runs[runBefore(set.runs, index)]
  return run !== undefined && index < run.end
}

export function addChunk(set: ChunkSet, index: number): ChunkSet {
  const at = runBefore(set.runs, index)
  const before = set.runs[at]
  if (before !== undefined && index < before.end) return set
  const after = set.runs[at + 1]
  const joinsBefore = before?.end === index
  const joinsAfter = after?.start === index + 1
  const run = {
    start: joinsBefore ? before.start : index,
    end: joinsAfter ? after.end : index + 1,
  }
  const from = joinsBefore ? at : at + 1
  const runs = set.runs.toSpliced(from, Number(joinsBefore) + Number(joinsAfter), run)
  return { count: set.count + 1, runs }
}

/** The part from its start of which all is in the set, or nothing is. */
export function alikeIn(set: ChunkSet, { start, end }: Run): Run {
  const run = set.runs[runBefore(set.runs, start)]
  if (run !== undefined && start < run.end) return { start, end: Math.min(end, run.end) }
  const next = set.runs[runBefore(set.runs, start) + 1]
  return { start, end: Math.min(end, next?.start ?? end) }
}

export function bytesOf(set: ChunkSet, plan: ChunkPlan): number {
  return set.runs.reduce(
    (sum, { start, end }) => sum + plan.offsetOf(end) - plan.offsetOf(start),
    0,
  )
}

/** At most `maxBytes`. A set that needs more gives a truthful part of itself: chunks left out are only sent again. */
export function encodeChunkSet(set: ChunkSet, maxBytes: number): Uint8Array {
  const asRuns = encodeRuns(set.runs, maxBytes)
  const bitmapBytes = 1 + Math.ceil((set.runs.at(-1)?.end ?? 0) / 8)
  const runsAreShorter = asRuns.whole && asRuns.bytes.length <= bitmapBytes
  if (runsAreShorter || bitmapBytes > maxBytes) return asRuns.bytes
  return encodeBitmap(set, bitmapBytes)
}

/** @throws ChunkSetError for anything that is no set of chunks of a file of `chunkCount`. */
export function decodeChunkSet(bytes: Uint8Array, chunkCount: number): ChunkSet {
  const body = bytes.subarray(1)
  if (bytes[0] === FORMAT_RUNS) return decodeRuns(body, chunkCount)
  if (bytes[0] === FORMAT_BITMAP) return decodeBitmap(body, chunkCount)
  throw new ChunkSetError('unknown form of a chunk set')
}

/** Position of the last run that begins at or before `index`, or −1. */
function runBefore(runs: readonly Run[], index: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((runs[middle] as Run).start <= index) low = middle + 1
    else high = middle
  }
  return low - 1
}

function encodeRuns(runs: readonly Run[], maxBytes: number): { bytes: Uint8Array; whole: boolean } {
  const bytes = [FORMAT_RUNS]
  let end = 0
  for (const run of runs) {
    const pair = [...leb128(run.start - end), ...leb128(run.end - run.start)]
    if (bytes.length + pair.length > maxBytes)
      return { bytes: Uint8Array.from(bytes), whole: false }
    bytes.push(...pair)
    end = run.end
  }
  return { bytes: Uint8Array.from(bytes), whole: true }
}

function decodeRuns(body: Uint8Array, chunkCount: number): ChunkSet {
  const runs: Run[] = []
  let count = 0
  let end = 0
  const numbers = readNumbers(body)
  for (const gap of numbers) {
    const length = numbers.next().value
    if (length === undefined || length === 0) throw new ChunkSetError('a run without a length')
    if (gap === 0 && runs.length > 0) throw new ChunkSetError('runs that touch')
    const start = end + gap
    end = start + length
    if (end > chunkCount) throw new ChunkSetError('a chunk beyond the end')
    runs.push({ start, end })
    count += length
  }
  return { count, runs }
}

function encodeBitmap(set: ChunkSet, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes[0] = FORMAT_BITMAP
  for (const run of set.runs) {
    for (let index = run.start; index < run.end; index++) {
      const at = 1 + (index >>> 3)
      bytes[at] = (bytes[at] as number) | (1 << (index & 7))
    }
  }
  return bytes
}

function decodeBitmap(body: Uint8Array, chunkCount: number): ChunkSet {
  const set = chunksOf(setBits(body))
  if ((set.runs.at(-1)?.end ?? 0) > chunkCount) throw new ChunkSetError('a chunk beyond the end')
  return set
}

function* setBits(body: Uint8Array): Generator<number, void> {
  for (const [at, byte] of body.entries()) {
    for (let bit = 0; bit < 8; bit++) if ((byte >>> bit) & 1) yield at * 8 + bit
  }
}

function readNumbers(body: Uint8Array): Generator<number, undefined> {
  return readLeb128(body, (what) => new ChunkSetError(what))
}
