/** Why a link to the home was not made or ended. Its text is for the log and the status of this node alone. */
export type LinkErrorCode =
  | 'BAD_ADDRESS'
  | 'UNREACHABLE'
  | 'CUT'
  | 'SILENT'
  | 'LATE'
  | 'PROTOCOL'
  | 'GAP'

export class LinkError extends Error {
  override readonly name = 'LinkError'
  readonly code: LinkErrorCode
  constructor(code: LinkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
