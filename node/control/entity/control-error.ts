/**
 * A no from the daemon to a person or script: a code to compare, a sentence, and what to do next. The CLI's exit codes
 * follow from the code (node/cli/exit-codes.ts).
 */
export type ControlErrorCode =
  | 'bad-request'
  | 'signed-out'
  | 'signed-in'
  | 'offline'
  | 'refused'
  | 'not-found'
  | 'ambiguous'
  | 'conflict'
  | 'unreadable'
  | 'internal'

export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly code: ControlErrorCode
  readonly advice: string | undefined
  constructor(
    code: ControlErrorCode,
    message: string,
    options: ErrorOptions & { advice?: string } = {},
  ) {
    super(message, options)
    this.code = code
    this.advice = options.advice
  }
}
