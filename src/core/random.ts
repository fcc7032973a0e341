/** Randomness as the domain sees it. */
export interface Random {
  /** Cryptographically strong bytes. */
  bytes(count: number): Uint8Array
  /** Uniform in [0, 1). Not for secrets. */
  fraction(): number
}
