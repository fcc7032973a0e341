import type { Uint8ArrayList } from 'uint8arraylist'

/**
 * What a StreamChannel needs of a libp2p stream, and no more: a muxed stream has it, and so has the in-memory pair of the
 * tests. `remoteCloseWrite` is the peer's clean end; `close` comes when both sides ended, on a reset and when the link goes.
 */
export interface ByteStream {
  readonly status: string
  readonly remoteWriteStatus: string
  readonly readBufferLength: number
  readonly writableNeedsDrain: boolean
  send(data: Uint8ArrayList): boolean
  close(options?: { signal?: AbortSignal }): Promise<void>
  abort(err: Error): void
  addEventListener: StreamListening
  removeEventListener: StreamListening
}

/** What the types of a muxed stream keep to themselves. tests/integration/net holds that it is there. */
export interface WindowedStream extends ByteStream {
  /** The window is not renewed from here on, until `sendResume`. */
  sendPause(): void
  sendResume(): void
}

export interface StreamListening {
  (type: 'message', listener: (event: StreamMessage) => void): void
  (type: 'close', listener: (event: StreamClosed) => void): void
  (type: 'drain' | 'remoteCloseWrite', listener: () => void): void
}

export type StreamMessage = { readonly data: Uint8Array | Uint8ArrayList }
export type StreamClosed = { readonly error?: Error }
