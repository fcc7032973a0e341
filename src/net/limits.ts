/**
 * Every number that protects the process from a peer, in one place (security.md 6). libp2p's own defaults are not limits:
 * yamux buffers writes without bound, a listener takes 5 connections a second per host, a stream that nobody reads is aborted at 4 MiB.
 */

/** A multiaddr as text: `/dns6/` with the longest DNS name, port, `/tls/ws/p2p/` and a peer id fits. */
export const MAX_ADDRESS_CHARS = 400

/** Addresses dialled at once for one device: a peer card holds 16. */
export const MAX_DIAL_ADDRESSES = 16

/** One address: TCP connect, TLS or Noise, yamux. Three SYNs (1 s, 3 s, 7 s) fit. */
export const ADDRESS_DIAL_MS = 10_000
/** Head start of plain TCP before WebSocket. Source: RFC 8305, 5, the recommended delay between attempts. */
export const SECOND_CHOICE_MS = 250

/** From accepted socket to authenticated link. A stranger holds a socket and 120 kB no longer than this. */
export const INBOUND_UPGRADE_MS = 10_000

/** From new stream to named protocol: a peer that never answers costs one stream for this long. */
export const NEGOTIATION_MS = 5_000

/** What a peer shows in a TLS handshake. A device certificate has 500 bytes; every byte beyond is a stranger's work for us. */
export const MAX_CERTIFICATE_BYTES = 4 * 1024

/** A connected WebSocket port client that never says a byte of HTTP. */
export const SILENT_SOCKET_MS = 10_000

/** Graceful end of everything at stop; afterwards sockets are destroyed. */
export const STOP_MS = 5_000

/** After our handler returned, how long the peer may take to end its side before the stream is reset. */
export const LINGER_MS = 5_000

/**
 * Nothing at all heard on a link for this long: it is half-open and is cut. With LIVENESS_TICK_MS the worst case is 30 s;
 * security.md promises 35 s.
 */
export const LINK_SILENCE_MS = 25_000

/** How often the silence of links is looked at: one timer for all links. */
export const LIVENESS_TICK_MS = 5_000

/** A link of its own for bulk that carries nothing is closed after this: the next object of a queue finds it still there. */
export const SPARE_LINK_MS = 10_000

/** After a tick that came late (sleep, a blocked process) every link gets this long to be heard before it may be cut. */
export const WAKE_GRACE_MS = 12_000

/**
 * yamux ping, 12 bytes. A node pings each of its links: two are lost before LINK_SILENCE_MS is over. A relay is pinged by
 * its nodes and hears from them by that; its own are rare, because those of 20,000 links would cost a tenth of a core.
 */
export const KEEP_ALIVE_MS: Readonly<Record<'node' | 'relay', number>> = {
  node: 12_000,
  relay: 60_000,
}

/** yamux's specified initial window. Not changed: yamux does not announce another, and strangers may fill it unread. */
export const INITIAL_WINDOW_BYTES = 256 * 1024

/** Largest window of one stream: 1.3 Gbit/s at 100 ms. With READ_AHEAD_BYTES the memory of a slow reader. */
export const MAX_WINDOW_BYTES = 16 * 1024 * 1024

/** Bytes a channel takes in before its reader asks: the next 1 MiB payload while the last is being hashed, and a frame. */
export const READ_AHEAD_BYTES = 2 * 1024 * 1024

/** Unsent bytes of one stream: a 1 MiB payload with its frame is appended only when nothing waits. */
export const MAX_STREAM_UNSENT_BYTES = 8 * 1024 * 1024

/** Unsent bytes of one link (answers to pings, window updates): a peer that sends and never reads is cut here. */
export const MAX_LINK_UNSENT_BYTES = 16 * 1024 * 1024

/** And unsent yamux frames, each of which costs 250 bytes whatever its length: 16 MB. */
export const MAX_LINK_UNSENT_FRAMES = 64 * 1024

/** Where all encrypted sockets read to: one TLS record, which has 16 KiB at most. Source: RFC 8446, 5.1. */
export const SOCKET_READ_BYTES = 16 * 1024

/** Small sends are copied behind what is on its way to the kernel up to here; beyond, a sender waits until that is there. */
export const SOCKET_BATCH_BYTES = 64 * 1024

/** Memory for bytes that wait for their reader, used again by all channels. */
export const READ_BLOCK_BYTES = 256 * 1024
/** Shorter pieces are kept in exact copies: a stranger's byte shall not hold a whole block. */
export const MIN_BLOCK_PIECE_BYTES = 4 * 1024
/** Blocks kept for the next use: what two busy channels hold (READ_AHEAD_BYTES). More are given back to the system. */
export const MAX_FREE_READ_BLOCKS = 16

/** The largest payload `receivePayload` allocates for. Twice the chunk. */
export const MAX_PAYLOAD_BYTES = 2 * 1024 * 1024

/** Bytes of a frame's length prefix: 2^28 − 1 at most, before `maxFrameBytes` is even looked at. */
export const MAX_PREFIX_BYTES = 4

/** One WebSocket message: a Noise message is 64 KiB at most. `ws` would collect 100 MiB from a stranger. */
export const MAX_WEBSOCKET_MESSAGE_BYTES = 1024 * 1024

/** How long a peer may leave our WebSocket close unanswered; `ws` would keep the socket 30 s. */
export const WEBSOCKET_CLOSE_MS = 1_000

/** Streams that one peer may have open on a link, all protocols together. */
export const MAX_STREAMS_PER_LINK = 64

/** Streams per protocol and link where the protocol does not say. */
export const DEFAULT_STREAMS_PER_PROTOCOL = 8

export type HostLimits = Readonly<{
  /** Links at once. */
  maxLinks: number
  /** Links to one device: of more, the oldest is cut. It is dead where a device comes back so often, or abuse. */
  maxLinksPerDevice: number
  /** Accepted sockets that have not proved an identity yet. */
  maxPendingInbound: number
  /** New sockets per second from one IP address. */
  maxInboundPerSecondPerAddress: number
}>

/** A person's machine: own devices, friends and homes. */
const NODE_LIMITS: HostLimits = {
  maxLinks: 1_000,
  // A race of dials from both sides, each to every address of the other.
  maxLinksPerDevice: 32,
  maxPendingInbound: 100,
  maxInboundPerSecondPerAddress: 50,
}

/** 20,000 idle links with Noise take about 1.5 GB; of one device: its home link, one for bulk, and two that died unheard. A home comes back after a restart to all of them within a minute, many behind one NAT. */
const RELAY_LIMITS: HostLimits = {
  maxLinks: 20_000,
  maxLinksPerDevice: 4,
  maxPendingInbound: 2_000,
  maxInboundPerSecondPerAddress: 1_000,
}

export const HOST_LIMITS: Readonly<Record<'node' | 'relay', HostLimits>> = {
  node: NODE_LIMITS,
  relay: RELAY_LIMITS,
}
