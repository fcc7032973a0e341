/** `usage`: the command is wrong. `refused`: it would do harm as things are; nothing was changed. `unsound`: what was looked at is not well. */
export type UpkeepErrorCode = 'usage' | 'refused' | 'unsound'

/** Why a command of the operator did not do it; the message says what to do. */
export class UpkeepError extends Error {
  override readonly name = 'UpkeepError'
  readonly code: UpkeepErrorCode
  constructor(code: UpkeepErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
