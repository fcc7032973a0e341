import { MAX_SEALED_CHUNK_BYTES, SEAL_BYTES } from '../../../src/transfer/limits.ts'
import { MIN_ROOM_BYTES, RESERVE_BYTES } from '../limits.ts'

/** What an account may use. The operator's choice: relay/limits/entity/limit-table.ts. */
export type SpoolQuotas = Readonly<{ storedBytes: number; monthBytes: number }>

export type SpoolSize = Readonly<{ bytes: number; chunks: number }>

/** Can a sealed content have these sizes? Each chunk is its tag and at least one byte. */
export function isPossible({ bytes, chunks }: SpoolSize): boolean {
  return chunks * (SEAL_BYTES + 1) <= bytes && bytes <= chunks * MAX_SEALED_CHUNK_BYTES
}

type Held = Readonly<{ limitBytes: number; heldBytes: number }>

/** May an object of which `missingBytes` are to come begin? It need not fit as a whole: it slides. */
export function mayBegin({ limitBytes, heldBytes }: Held, missingBytes: number): boolean {
  return limitBytes - heldBytes >= Math.min(missingBytes, MIN_ROOM_BYTES)
}

/** Does one more chunk fit? While a reader waits for one of its object, it may use the reserve. */
export function fits(
  { limitBytes, heldBytes }: Held,
  chunk: Readonly<{ bytes: number; isAwaited: boolean }>,
): boolean {
  return heldBytes + chunk.bytes <= limitBytes + (chunk.isAwaited ? RESERVE_BYTES : 0)
}

/** How many chunks may be asked for, of which readers wait for `awaited`. */
export function roomChunks({ limitBytes, heldBytes }: Held, awaited: number): number {
  const whole = (bytes: number) => Math.max(0, Math.floor(bytes / MAX_SEALED_CHUNK_BYTES))
  const plain = whole(limitBytes - heldBytes)
  const reserved = Math.min(awaited, whole(limitBytes + RESERVE_BYTES - heldBytes))
  return Math.max(plain, reserved)
}
