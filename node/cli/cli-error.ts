import { durationText, momentText } from '../../src/system/quantities.ts'
import type { ControlError } from '../control/entity/control-error.ts'
import { type ExitName, exitNameOf } from './exit-codes.ts'

/** Why a command ends without having done what was asked: a sentence, what to do next, and the exit code by name. */
export class CliError extends Error {
  override readonly name = 'CliError'
  readonly exit: ExitName
  readonly advice: string | undefined
  /** What scripts compare, when finer than the exit's name. */
  readonly code: string
  readonly reason: string | undefined
  /** Of several friends, the one that it is about. */
  readonly friend: string | undefined
  /** After which trying again may help. */
  readonly retryAfterMs: number | undefined
  constructor(
    exit: ExitName,
    message: string,
    options: ErrorOptions & {
      advice?: string | undefined
      code?: string
      reason?: string | undefined
      friend?: string
      retryAfterMs?: number | undefined
    } = {},
  ) {
    super(message, options)
    this.exit = exit
    this.advice = options.advice
    this.code = options.code ?? exit
    this.reason = options.reason
    this.friend = options.friend
    this.retryAfterMs = options.retryAfterMs
  }
}

export function noNode(cause?: unknown): CliError {
  return new CliError('no-node', 'no node is running for this profile; run: homing up --detach', {
    cause,
  })
}

/** A no of the node, as a command tells it. */
export function refusedBy(
  cause: ControlError,
  about: Readonly<{ friend?: string }> = {},
): CliError {
  const { code, message, advice = againText(cause), reason, retryAfterMs } = cause
  const details = { code, advice, reason, retryAfterMs, ...about }
  return new CliError(exitNameOf(code), message, { cause, ...details })
}

const LONG_MS = 2 * 3600_000

/** When to come again, where the home said so: in minutes, or a moment that is far off. */
function againText({ retryAfterMs = 0 }: ControlError): string | undefined {
  if (retryAfterMs === 0) return undefined
  if (retryAfterMs < LONG_MS) return `try again in ${durationText(retryAfterMs)}`
  const nowMs = Date.now()
  return `try again after ${momentText(nowMs + retryAfterMs, nowMs)}`
}
