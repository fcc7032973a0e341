import { freeMemory } from '../../core/free-memory.ts'
import { MAX_FREE_CHUNKS, MAX_SEALED_CHUNK_BYTES } from '../limits.ts'

/**
 * Memory for chunks, one after the other, of all transfers: megabytes made anew for each chunk would keep the collector and
 * the kernel busier than the cipher, and V8 lets some 64 MB of them lie before it collects any.
 */
const free: ArrayBuffer[] = []
/** Of what was made here: how many have it in hand. */
const hands = new WeakMap<ArrayBufferLike, number>()

/** Room for a chunk of this length, with whatever was in it before. */
export function takeChunkMemory(length: number): Uint8Array {
  if (length > MAX_SEALED_CHUNK_BYTES) throw new RangeError('longer than any chunk')
  const buffer = free.pop() ?? new ArrayBuffer(MAX_SEALED_CHUNK_BYTES)
  hands.set(buffer, 1)
  return new Uint8Array(buffer, 0, length)
}

/** One more reads it, and gives it back too. @returns false for what was not taken here: that may change at any time. */
export function shareChunkMemory({ buffer }: Uint8Array): boolean {
  const count = hands.get(buffer) ?? 0
  if (count > 0) hands.set(buffer, count + 1)
  return count > 0
}

/** This one does not look at it any more. What was not taken here, or is back already, is left alone. */
export function giveBackChunkMemory({ buffer }: Uint8Array): void {
  const count = hands.get(buffer) ?? 0
  if (count === 0) return
  hands.set(buffer, count - 1)
  if (count > 1 || !(buffer instanceof ArrayBuffer)) return
  if (free.length < MAX_FREE_CHUNKS) free.push(buffer)
  else freeMemory(new Uint8Array(buffer))
}
