import type { Connection } from '@libp2p/interface'

/** The multiplexer of a connection, which libp2p keeps to itself. tests/integration/net holds that it is there. */
type ConnectionInside = Readonly<{ muxer?: Readonly<{ getRTT?(): number }> }>

/**
 * Milliseconds that yamux's newest ping took there and back (one every KEEP_ALIVE_MS): behind data that wait to be sent it
 * takes as long as they do. `undefined` before the first answer.
 */
export function roundTripMs(connection: Connection): number | undefined {
  const ms = (connection as unknown as ConnectionInside).muxer?.getRTT?.() ?? -1
  return ms < 0 ? undefined : ms
}
