/** Passes a copy of `bytes` on and writes over it afterwards, as the next read of a socket does. */
export function lendOnce(bytes: Uint8Array, take: (lent: Uint8Array) => void): void {
  const lent = new Uint8Array(bytes)
  take(lent)
  lent.fill(0xdd)
}
