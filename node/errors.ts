/** Why a node does not start, or cannot go on. `advice` says what the person can do. */
export type NodeErrorCode =
  | 'ALREADY_RUNNING'
  | 'BAD_CONFIG'
  | 'UNSAFE_MODE'
  | 'PROFILE_UNUSABLE'
  | 'STORE_DAMAGED'
  | 'STORE_NEWER'

export class NodeError extends Error {
  override readonly name = 'NodeError'
  readonly code: NodeErrorCode
  declare readonly advice?: string
  constructor(
    code: NodeErrorCode,
    message: string,
    options: ErrorOptions & { advice?: string } = {},
  ) {
    super(message, options)
    this.code = code
    // Absent rather than undefined: whoever prints it asks whether there is one.
    if (options.advice !== undefined) this.advice = options.advice
  }
}
