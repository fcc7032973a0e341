/** Bytes from a peer that are no message of the protocol. A peer sees a code at most, never this text. */
export type WireErrorCode = 'MALFORMED' | 'TOO_LARGE'

export class WireError extends Error {
  override readonly name = 'WireError'
  readonly code: WireErrorCode
  constructor(code: WireErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
