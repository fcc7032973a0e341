import type { ExitName } from './exit-codes.ts'

/** Why a command ends without having done what was asked: a sentence, what to do next, and the exit code by name. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exit: ExitName
  readonly advice: string | undefined
  /** What scripts compare, when finer than the exit's name. */
  readonly code: string
  readonly reason: string | undefined
  constructor(
    exit: ExitName,
    message: string,
    options: ErrorOptions & {
      advice?: string | undefined
      code?: string
      reason?: string | undefined
    } = {},
  ) {
    super(message, options)
    this.exit = exit
    this.advice = options.advice
    this.code = options.code ?? exit
    this.reason = options.reason
  }
}

export function noNode(cause?: unknown): CliError {
  return new CliError('no-node', 'no node is running for this profile; run: homing up --detach', {
    cause,
  })
}
