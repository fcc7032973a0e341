export type NetErrorCode =
  | 'NOT_STARTED'
  | 'BAD_KEY'
  | 'BAD_LISTEN_ADDRESS'
  | 'NO_ADDRESS'
  | 'UNREACHABLE'
  | 'DENIED'
  | 'NOT_CONNECTED'
  | 'UNSUPPORTED'
  | 'STREAM_FAILED'

/** Why one address did not lead to the device. */
export type DialFailure = Readonly<{
  address: string
  reason: 'bad-address' | 'refused' | 'no-route' | 'timeout' | 'wrong-device' | 'failed'
}>

/** What the host could not do. */
export class NetError extends Error {
  override readonly name = 'NetError'
  readonly code: NetErrorCode
  /** For UNREACHABLE: what each address said. */
  readonly failures: readonly DialFailure[]
  constructor(
    code: NetErrorCode,
    message: string,
    options: ErrorOptions & { failures?: readonly DialFailure[] } = {},
  ) {
    super(message, options)
    this.code = code
    this.failures = options.failures ?? []
  }
}

/**
 * CUT: the link or the stream ended without the peer ending it. RESET: the peer, or we, threw the stream away.
 * IDLE: nothing moved for the channel's idle time. CLOSED: used after its end.
 */
export type ChannelErrorCode = 'CUT' | 'RESET' | 'FRAME_TOO_LONG' | 'BAD_FRAME' | 'IDLE' | 'CLOSED'

export class ChannelError extends Error {
  override readonly name = 'ChannelError'
  readonly code: ChannelErrorCode
  constructor(code: ChannelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export function resetByPeer(cause?: Error): ChannelError {
  return new ChannelError('RESET', 'the peer reset the stream', { cause })
}

export function cut(cause?: Error): ChannelError {
  return new ChannelError('CUT', 'the stream was cut', { cause })
}
