/**
 * Gives the memory of `bytes` back to the system at once, when they are all that lies in it: nobody can look at it any more.
 * What is left to the collector lies there long, because V8 begins to collect such memory when there are some 64 MB of it.
 */
export function freeMemory({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
