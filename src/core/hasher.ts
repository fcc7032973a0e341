/** The content hash. SHA2-256 today; the CID of a root names it (multihash 0x12). */
export interface Hasher {
  /** @returns 32 bytes. */
  digest(bytes: Uint8Array): Uint8Array
  /** The same of a whole chunk, beside the caller's thread. The bytes may be used again when it resolves. */
  digestAside(bytes: Uint8Array): Promise<Uint8Array>
}
