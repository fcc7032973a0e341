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

/**
 * The bucket of the home did not take or give a chunk.
 *   missing      not there, or not of that length: that chunk's trouble
 *   unreachable  no connection, or a store that cannot serve now
 *   untrusted    a certificate that Node does not believe: NODE_EXTRA_CA_CERTS names more authorities
 *   late         no whole answer in time
 *   refused      it said no: an URL too old, or a redirection, which is not followed
 *   forbidden    a place where nothing of ours goes, whatever the home says
 */
export type BucketErrorCode =
  | 'missing'
  | 'unreachable'
  | 'untrusted'
  | 'late'
  | 'refused'
  | 'forbidden'

/** Names no URL: for a while that is all one needs. */
export class BucketError extends Error {
  override readonly name = 'BucketError'
  readonly code: BucketErrorCode
  constructor(code: BucketErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
