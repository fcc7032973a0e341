import type { Hasher } from '../../core/hasher.ts'
import { READ_AHEAD_CHUNKS } from '../limits.ts'
import type { ChunkSource, VerifiedChunk, Waiting } from '../ports.ts'

type Deps = Readonly<{ source: ChunkSource; hasher: Hasher }>

/** Chunks in the given order; the next ones are being read and hashed while the present one is used. */
export async function* readAhead(
  deps: Deps,
  indices: Iterable<number>,
  options: Waiting,
): AsyncGenerator<VerifiedChunk, void> {
  const reading: Promise<VerifiedChunk>[] = []
  for (const index of indices) {
    reading.push(handled(readHashed(deps, index, options)))
    if (reading.length > READ_AHEAD_CHUNKS) yield await taken(reading)
  }
  while (reading.length > 0) yield await taken(reading)
}

async function readHashed(
  { source, hasher }: Deps,
  index: number,
  options: Waiting,
): Promise<VerifiedChunk> {
  const bytes = await source.read(index, options)
  return { index, bytes, digest: await hasher.digestAside(bytes) }
}

async function taken(reading: Promise<VerifiedChunk>[]): Promise<VerifiedChunk> {
  const next = reading.shift()
  if (next === undefined) throw new RangeError('nothing is being read')
  return await next
}

/** A read that nobody waits for any more may fail in peace. */
function handled<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined)
  return work
}
