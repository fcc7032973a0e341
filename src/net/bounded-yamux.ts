import { yamux } from '@chainsafe/libp2p-yamux'
import type { MultiaddrConnection, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface'
import type { Uint8ArrayList } from 'uint8arraylist'
import { startBorrowing } from './borrowed-bytes.ts'
import {
  INITIAL_WINDOW_BYTES,
  KEEP_ALIVE_MS,
  MAX_LINK_UNSENT_FRAMES,
  MAX_STREAM_UNSENT_BYTES,
  MAX_STREAMS_PER_LINK,
  MAX_WINDOW_BYTES,
} from './limits.ts'
import { type FrameTaker, YamuxFrames } from './yamux-frames.ts'

/** yamux with our limits, and with frames that are read as they come in (yamux-frames.ts). */
export function boundedYamux(kind: 'node' | 'relay'): (components: object) => StreamMuxerFactory {
  const factory = yamux({
    enableKeepAlive: true,
    keepAliveInterval: KEEP_ALIVE_MS[kind],
    maxInboundStreams: MAX_STREAMS_PER_LINK,
    maxOutboundStreams: MAX_STREAMS_PER_LINK,
    // Streams of a peer that was done with the handshake before us. By default more than 10 cost the whole link.
    maxEarlyStreams: MAX_STREAMS_PER_LINK,
    streamOptions: {
      initialStreamWindowSize: INITIAL_WINDOW_BYTES,
      maxStreamWindowSize: MAX_WINDOW_BYTES,
      // Until its reader listens a stream takes in what its window promised; only more than that is a fault.
      maxReadBufferLength: MAX_WINDOW_BYTES + INITIAL_WINDOW_BYTES,
      maxWriteBufferLength: MAX_STREAM_UNSENT_BYTES,
    },
  })()
  return () => ({
    protocol: factory.protocol,
    createStreamMuxer: (connection: MultiaddrConnection) => {
      startBorrowing(connection)
      return bounded(factory.createStreamMuxer(connection), connection)
    },
  })
}

/** The parts of YamuxMuxer that its types keep to themselves. tests/integration/net holds that they are there. */
type MuxerInside = FrameTaker & {
  onData(bytes: Uint8Array | Uint8ArrayList): void
  send(bytes: Uint8Array | Uint8ArrayList): boolean
}

function bounded(muxer: StreamMuxer, connection: MultiaddrConnection): StreamMuxer {
  const inside = muxer as unknown as MuxerInside
  const frames = new YamuxFrames(inside)
  inside.onData = (bytes) => {
    if (bytes instanceof Uint8Array) frames.take(bytes)
    else for (const piece of bytes) frames.take(piece)
  }
  boundUnsent(inside, connection)
  return muxer
}

/** An answer to a ping has 12 bytes and costs 250: a limit in bytes alone would let a peer that never reads cost 365 MB. */
function boundUnsent(muxer: MuxerInside, connection: MultiaddrConnection): void {
  const send = muxer.send.bind(muxer)
  let unsentFrames = 0
  connection.addEventListener('drain', () => {
    unsentFrames = 0
  })
  muxer.send = (bytes) => {
    const canSendMore = send(bytes)
    unsentFrames = canSendMore ? 0 : unsentFrames + 1
    if (unsentFrames > MAX_LINK_UNSENT_FRAMES) connection.abort(new Error('the peer reads nothing'))
    return canSendMore
  }
}
