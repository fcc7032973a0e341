import { yamux } from '@chainsafe/libp2p-yamux'
import type { MultiaddrConnection, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface'
import {
  INITIAL_WINDOW_BYTES,
  KEEP_ALIVE_MS,
  MAX_STREAM_UNSENT_BYTES,
  MAX_STREAMS_PER_LINK,
  MAX_WINDOW_BYTES,
} from './limits.ts'

const HEADER_BYTES = 12
const DATA_FRAME = 0

/**
 * yamux with our limits, and one of its own rules held early. Its decoder collects a whole data frame, of up to 4 GiB, before
 * it compares the length with the window it granted; here the header of an unfinished frame is enough to refuse it.
 * Source: hashicorp/yamux spec.md, "Flow control".
 */
export function boundedYamux(kind: 'node' | 'relay'): (components: object) => StreamMuxerFactory {
  const factory = yamux({
    enableKeepAlive: true,
    keepAliveInterval: KEEP_ALIVE_MS[kind],
    maxInboundStreams: MAX_STREAMS_PER_LINK,
    maxOutboundStreams: MAX_STREAMS_PER_LINK,
    streamOptions: {
      initialStreamWindowSize: INITIAL_WINDOW_BYTES,
      maxStreamWindowSize: MAX_WINDOW_BYTES,
      // A paused stream still takes in what its window promised; only more than that is a fault.
      maxReadBufferLength: MAX_WINDOW_BYTES + INITIAL_WINDOW_BYTES,
      maxWriteBufferLength: MAX_STREAM_UNSENT_BYTES,
    },
  })()
  return () => ({
    protocol: factory.protocol,
    createStreamMuxer: (connection: MultiaddrConnection) =>
      bounded(factory.createStreamMuxer(connection)),
  })
}

/** The parts of YamuxMuxer that its types keep to themselves. tests/integration/net holds that they are there. */
type MuxerInside = {
  onData(bytes: unknown): void
  decoder: { buffer: { byteLength: number; subarray(from: number, to: number): Uint8Array } }
  streams: readonly { streamId?: number; recvWindow?: number; recvWindowCapacity?: number }[]
}

function bounded(muxer: StreamMuxer): StreamMuxer {
  const inside = muxer as unknown as MuxerInside
  const decode = inside.onData.bind(muxer)
  let largestWindow = INITIAL_WINDOW_BYTES
  inside.onData = (bytes) => {
    decode(bytes)
    for (const { recvWindow = 0 } of inside.streams) {
      largestWindow = Math.max(largestWindow, recvWindow)
    }
    refuseOverlong(inside, grantedToEnded(largestWindow))
  }
  return muxer
}

/**
 * What may still be on its way on a stream that we have ended: as much as any stream of this link was granted, and one
 * doubling that was not seen. Who was granted nothing (a stranger) has the initial window.
 */
function grantedToEnded(largestWindow: number): number {
  if (largestWindow === INITIAL_WINDOW_BYTES) return INITIAL_WINDOW_BYTES
  return Math.min(largestWindow * 2, MAX_WINDOW_BYTES)
}

function refuseOverlong(muxer: MuxerInside, grantedToEndedBytes: number): void {
  const { buffer } = muxer.decoder
  if (buffer.byteLength < HEADER_BYTES) return
  const header = buffer.subarray(0, HEADER_BYTES)
  if (header[1] !== DATA_FRAME) return
  const view = new DataView(header.buffer, header.byteOffset, HEADER_BYTES)
  const stream = muxer.streams.find(({ streamId }) => streamId === view.getUint32(4))
  const granted = stream?.recvWindowCapacity ?? grantedToEndedBytes
  // Thrown to the muxer's own reader, which aborts the connection.
  if (view.getUint32(8) > granted) throw new Error('a yamux frame was longer than its window')
}
