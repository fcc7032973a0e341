import { isCertificateError } from '../../src/core/certificate-error.ts'
import { textOf } from './s3-xml.ts'

export type S3ErrorCode =
  /** No connection, or a server that cannot serve now. */
  | 'unreachable'
  /** No whole answer in time. */
  | 'late'
  /** It asks to be asked less often. */
  | 'busy'
  /** Keys that it does not know or believe, or that may not do this. */
  | 'denied'
  /** There is no such bucket. */
  | 'no-bucket'
  /** It has no room, or the bucket's quota is used up. */
  | 'full'
  /** What answers is no S3, the bucket is in another region, or it belongs to another home. */
  | 'unsuitable'
  /** Anything else. */
  | 'failed'

export class S3Error extends Error {
  override readonly name = 'S3Error'
  readonly code: S3ErrorCode
  constructor(code: S3ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The store says that our clock is wrong, and in its headers what time it is. */
export const WRONG_CLOCK = 'RequestTimeTooSkewed'

/**
 * By the code in an answer. Sources: Amazon S3 API Reference, "Error responses"; Ceph, `rgw_common.cc`; MinIO, `api-errors.go`.
 */
const REPLIES: Readonly<Record<string, S3ErrorCode>> = {
  AccessDenied: 'denied',
  AllAccessDisabled: 'denied',
  ExpiredToken: 'denied',
  InvalidAccessKeyId: 'denied',
  SignatureDoesNotMatch: 'denied',
  UserSuspended: 'denied',
  [WRONG_CLOCK]: 'denied',
  NoSuchBucket: 'no-bucket',
  QuotaExceeded: 'full',
  XMinioAdminBucketQuotaExceeded: 'full',
  XMinioStorageFull: 'full',
  EntityTooLarge: 'failed',
  SlowDown: 'busy',
  SlowDownRead: 'busy',
  SlowDownWrite: 'busy',
  TooManyRequests: 'busy',
  RequestTimeout: 'late',
  AuthorizationHeaderMalformed: 'unsuitable',
  PermanentRedirect: 'unsuitable',
  TemporaryRedirect: 'unreachable',
  InternalError: 'unreachable',
  ServiceUnavailable: 'unreachable',
  OperationAborted: 'unreachable',
}

const STATUSES: Readonly<Record<number, S3ErrorCode>> = {
  301: 'unsuitable',
  401: 'denied',
  403: 'denied',
  408: 'late',
  429: 'busy',
  500: 'unreachable',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
  507: 'full',
}

/** Its own word for what is wrong; empty where something else answered. */
export function replyCodeOf(body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 64 * 1024))
  return text.includes('<Error>') ? (textOf(text, 'Code') ?? '') : ''
}

/** The store said no. Its message is not repeated: it holds what was signed. */
export function s3ErrorOfAnswer(status: number, body: Uint8Array): S3Error {
  const reply = replyCodeOf(body)
  const code = REPLIES[reply] ?? STATUSES[status] ?? 'failed'
  return new S3Error(code, `s3: ${status}${reply === '' ? '' : ` ${reply}`}${ADVICE[code] ?? ''}`)
}

/** What the connection, or a certificate, failed with. */
export function s3ErrorOfFailure(err: unknown): S3Error {
  if (err instanceof S3Error) return err
  const { code = '', message } = err as NodeJS.ErrnoException
  const isOurs = err instanceof TypeError || err instanceof RangeError
  const isTls = isCertificateError(code) || NO_TLS.test(code)
  const kind = isOurs ? 'failed' : isTls ? 'unsuitable' : 'unreachable'
  return new S3Error(kind, `s3: ${message === '' ? code : message}`, { cause: err })
}

const NO_TLS = /^ERR_TLS|^EPROTO$|^ERR_SSL/

const ADVICE: Partial<Record<S3ErrorCode, string>> = {
  denied: '; look at spool.s3.accessKey, its secretKey, and what they may do in the bucket',
  'no-bucket': '; make the bucket, or mend spool.s3.bucket',
  unsuitable: '; look at spool.s3.endpoint and spool.s3.region',
}
