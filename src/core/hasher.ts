/** The content hash. SHA2-256 today; the CID of a root names it (multihash 0x12). */
export interface Hasher {
  /** @returns 32 bytes. */
  digest(bytes: Uint8Array): Uint8Array
}
