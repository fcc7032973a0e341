import { choice, count, type Of, optional, record, text } from '../../../src/core/shape.ts'

/**
 * A no from the daemon to a person or script: a code to compare, a sentence, and what to do next. The CLI's exit codes
 * follow from the code (node/cli/exit-codes.ts).
 */
export const CONTROL_ERROR_CODES = [
  'bad-request',
  'signed-out',
  'signed-in',
  'offline',
  'refused',
  'not-found',
  'ambiguous',
  'conflict',
  'unreadable',
  'internal',
] as const
export type ControlErrorCode = (typeof CONTROL_ERROR_CODES)[number]

/** A no as it travels: `{ "error": … }`. `reason` is the finer code of whoever refused (src/home/entity/refusal.ts). */
export const controlRefusal = record({
  error: record({
    code: choice(...CONTROL_ERROR_CODES),
    message: text({ max: 2048 }),
    advice: optional(text({ max: 1024 })),
    reason: optional(text({ max: 64 })),
    retryAfterMs: optional(count()),
  }),
})
export type ControlRefusal = Of<typeof controlRefusal>

type Details = Readonly<{ advice?: string; reason?: string; retryAfterMs?: number }>

export class ControlError extends Error {
  override readonly name = 'ControlError'
  readonly code: ControlErrorCode
  readonly advice: string | undefined
  readonly reason: string | undefined
  readonly retryAfterMs: number | undefined
  constructor(code: ControlErrorCode, message: string, options: ErrorOptions & Details = {}) {
    super(message, options)
    this.code = code
    this.advice = options.advice
    this.reason = options.reason
    this.retryAfterMs = options.retryAfterMs
  }
}

export function refusalOf(err: ControlError): ControlRefusal {
  const { code, message, advice, reason, retryAfterMs } = err
  return { error: { code, message, advice, reason, retryAfterMs } }
}
