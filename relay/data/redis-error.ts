import { ErrorReply } from '@redis/client'

export type RedisErrorCode =
  /** Not connected, or what is there cannot serve now: it loads, fails over, is a replica. */
  | 'unreachable'
  /** No answer in time. */
  | 'late'
  /** It is out of memory, and refuses to keep more. */
  | 'full'
  /** Wrong user or password, or not allowed to do what the relay needs. */
  | 'denied'
  /** Not what the relay can use: too old, a sentinel, a database number in a cluster. */
  | 'unsuitable'
  /** Anything else. */
  | 'failed'

export class RedisError extends Error {
  override readonly name = 'RedisError'
  readonly code: RedisErrorCode
  constructor(code: RedisErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** By the first word of an error reply. Source: Redis, `server.c`, the shared error objects. */
const REPLIES: Readonly<Record<string, RedisErrorCode>> = {
  OOM: 'full',
  NOAUTH: 'denied',
  WRONGPASS: 'denied',
  NOPERM: 'denied',
  CLUSTERDOWN: 'unreachable',
  LOADING: 'unreachable',
  MASTERDOWN: 'unreachable',
  READONLY: 'unreachable',
  TRYAGAIN: 'unreachable',
  MOVED: 'unreachable',
  ASK: 'unreachable',
}

/** What the client threw, as one of ours. */
export function redisErrorOf(err: unknown): RedisError {
  if (err instanceof RedisError) return err
  if (err instanceof ErrorReply) return ofReply(err.message)
  // A mistake of ours; everything else that the client throws is about the connection.
  const code = err instanceof TypeError || err instanceof RangeError ? 'failed' : 'unreachable'
  return new RedisError(code, `redis: ${(err as Error).message}`, { cause: err })
}

function ofReply(message: string): RedisError {
  const word = /^[A-Z]+/.exec(message)?.[0] ?? ''
  // A server that does not know a command repeats its arguments: in a handshake, the password.
  const said = message.includes('with args beginning with') ? 'unknown command' : message
  return new RedisError(REPLIES[word] ?? 'failed', `redis: ${said}`)
}
