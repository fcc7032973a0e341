/** The home said no to a spool, and why. Later it may say yes. */
export class SpoolRefused extends Error {
  override readonly name = 'SpoolRefused'
  readonly code: SpoolRefusal
  /** Milliseconds after which trying again may help; 0 when nobody can say. */
  readonly retryAfterMs: number
  constructor(code: SpoolRefusal, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(code, options)
    this.code = code
    this.retryAfterMs = options.retryAfterMs ?? 0
  }
}

export const SPOOL_REFUSALS = [
  'spool-off',
  'spool-full',
  'spool-month',
  'spool-disk',
  'unknown-spool',
  'not-friends',
  'slow-down',
  'unavailable',
] as const
export type SpoolRefusal = (typeof SPOOL_REFUSALS)[number]
