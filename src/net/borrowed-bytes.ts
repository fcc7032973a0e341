/**
 * What comes in on an encrypted socket lies in one buffer that the next read overwrites (reused-reads.ts). Who promises to
 * have looked at it, or copied it, when its listener returns is lent that buffer itself; everybody else gets a copy.
 */
const borrowers = new WeakSet<object>()

/** `stream` has one listener for messages, and it keeps none of their bytes. */
export function startBorrowing(stream: object): void {
  borrowers.add(stream)
}

/** The bytes as `stream` may have them now: a stream that would keep them, because it is paused or behind, gets a copy. */
export function lent(stream: Lendable, bytes: Uint8Array): Uint8Array {
  const passesOn = stream.readStatus === 'readable' && stream.readBufferLength === 0
  // Not slice(): of a Buffer that is no copy.
  return passesOn && borrowers.has(stream) ? bytes : new Uint8Array(bytes)
}

export type Lendable = { readonly readStatus: string; readonly readBufferLength: number }
