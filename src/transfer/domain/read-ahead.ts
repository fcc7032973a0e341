import { READ_AHEAD_CHUNKS } from '../limits.ts'
import type { ChunkSource, Waiting } from '../ports.ts'

export type ReadChunk = Readonly<{ index: number; bytes: Uint8Array }>

/** Chunks in the given order; the next ones are being read while the present one is used. */
export async function* readAhead(
  source: ChunkSource,
  indices: Iterable<number>,
  options: Waiting,
): AsyncGenerator<ReadChunk, void> {
  const reading: { index: number; bytes: Promise<Uint8Array> }[] = []
  for (const index of indices) {
    reading.push({ index, bytes: handled(source.read(index, options)) })
    if (reading.length > READ_AHEAD_CHUNKS) yield await taken(reading)
  }
  while (reading.length > 0) yield await taken(reading)
}

async function taken(reading: { index: number; bytes: Promise<Uint8Array> }[]): Promise<ReadChunk> {
  const next = reading.shift()
  if (next === undefined) throw new RangeError('nothing is being read')
  return { index: next.index, bytes: await next.bytes }
}

/** A read that nobody waits for any more may fail in peace. */
function handled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}
