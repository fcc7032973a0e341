import { freeMemory } from '../../core/free-memory.ts'
import { MAX_FREE_CHUNKS, MAX_SEALED_CHUNK_BYTES } from '../limits.ts'

/**
 * Memory for chunks, one after the other, of all transfers: megabytes made anew for each chunk would keep the collector and
 * the kernel busier than the cipher, and V8 lets some 64 MB of them lie before it collects any.
 */
const free: ArrayBuffer[] = []
const ours = new WeakSet<ArrayBufferLike>()

/** Room for a chunk of this length, with whatever was in it before. */
export function takeChunkMemory(length: number): Uint8Array {
  if (length > MAX_SEALED_CHUNK_BYTES) throw new RangeError('longer than any chunk')
  return new Uint8Array(free.pop() ?? made(), 0, length)
}

/** Nobody looks at it any more. What did not come from here, or is back already, is left alone. */
export function giveBackChunkMemory({ buffer }: Uint8Array): void {
  if (!isOurs(buffer) || free.includes(buffer)) return
  if (free.length < MAX_FREE_CHUNKS) free.push(buffer)
  else freeMemory(new Uint8Array(buffer))
}

function made(): ArrayBuffer {
  const buffer = new ArrayBuffer(MAX_SEALED_CHUNK_BYTES)
  ours.add(buffer)
  return buffer
}

function isOurs(buffer: ArrayBufferLike): buffer is ArrayBuffer {
  return ours.has(buffer)
}
