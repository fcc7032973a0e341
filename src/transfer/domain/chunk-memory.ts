import { freeMemory } from '../../core/free-memory.ts'
import { MAX_FREE_CHUNKS, MAX_SEALED_CHUNK_BYTES } from '../limits.ts'

/**
 * Memory for chunks, one after the other, of all transfers: megabytes made anew for each chunk would keep the collector and
 * the kernel busier than the cipher, and V8 lets some 64 MB of them lie before it collects any.
 */
const free: ArrayBuffer[] = []
/** What was made here and is in somebody's hands. */
const taken = new WeakSet<ArrayBufferLike>()

/** Room for a chunk of this length, with whatever was in it before. */
export function takeChunkMemory(length: number): Uint8Array {
  if (length > MAX_SEALED_CHUNK_BYTES) throw new RangeError('longer than any chunk')
  const buffer = free.pop() ?? new ArrayBuffer(MAX_SEALED_CHUNK_BYTES)
  taken.add(buffer)
  return new Uint8Array(buffer, 0, length)
}

/** This one does not look at it any more. What was not taken here, or is back already, is left alone. */
export function giveBackChunkMemory({ buffer }: Uint8Array): void {
  if (!taken.delete(buffer) || !(buffer instanceof ArrayBuffer)) return
  if (free.length < MAX_FREE_CHUNKS) free.push(buffer)
  else freeMemory(new Uint8Array(buffer))
}
