import { noise } from '@chainsafe/libp2p-noise'
import type {
  AbortOptions,
  ComponentLogger,
  Connection,
  ConnectionGater,
  Logger as Libp2pLogger,
  PeerId,
} from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import type { Multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/logger.ts'
import { boundedYamux } from './bounded-yamux.ts'
import { type DeviceKey, privateKeyOf } from './device-key.ts'
import {
  ADDRESS_DIAL_MS,
  HOST_LIMITS,
  INBOUND_UPGRADE_MS,
  NEGOTIATION_MS,
  SILENT_SOCKET_MS,
} from './limits.ts'
import { choosingEncrypter, type EncrypterChoice, onlyEncrypter } from './only-encrypter.ts'
import { OpenConnections } from './open-connections.ts'
import type { RawConnections } from './raw-connections.ts'
import { makeSocketTls, TLS_PROTOCOL } from './socket-tls.ts'

export type HostKind = 'node' | 'relay'
/** `tls`: quick, for bytes in bulk. `noise`: light, for links that are many and idle. See README.md. */
export type Encryption = 'tls' | 'noise'
export type Network = Readonly<{
  libp2p: Libp2p
  dial: DialAddress
  /** Where it listens, whatever is announced. */
  listening: () => readonly string[]
}>
/** Dials this one address at once: libp2p's own dial queue tries the addresses of a peer one after the other. */
export type DialAddress = (address: Multiaddr, options: DialOptions) => Promise<Connection>
type DialOptions = { signal: AbortSignal; encryption?: Encryption | undefined }

type NetworkDeps = Readonly<{
  log: Logger
  clock: Clock
  raw: RawConnections
  /** Asked once the peer has proved its identity, before anything it sends is looked at. */
  mayKnock: () => boolean
  denied: (peer: PeerId) => boolean
}>
type NetworkSettings = Readonly<{
  kind: HostKind
  key: DeviceKey
  listen: readonly string[]
  announce: readonly string[]
}>

/**
 * libp2p as Homing runs it: TCP with TLS 1.3 (or Noise, for a peer that has no TLS), WebSocket with Noise, yamux. No DHT,
 * gossip, bootstrap, circuit relay or plaintext. No identify either: it tells a stranger our listen addresses
 * (security.md A4), and nothing here needs what it brings.
 */
export async function makeNetwork(deps: NetworkDeps, settings: NetworkSettings): Promise<Network> {
  const limits = HOST_LIMITS[settings.kind]
  const privateKey = privateKeyOf(settings.key.bytes)
  const tls = await makeSocketTls({ nowMs: () => deps.clock.nowMs() }, privateKey)
  let inside: Pick<Network, 'dial' | 'listening'> | undefined
  const libp2p = await createLibp2p({
    start: false,
    privateKey,
    addresses: { listen: [...settings.listen], announce: [...settings.announce] },
    transports: [
      choosingEncrypter(tcp()),
      onlyEncrypter(NOISE_PROTOCOL, webSockets({ http: HTTP_LIMITS })),
    ],
    connectionEncrypters: [tls, noise()],
    streamMuxers: [boundedYamux(settings.kind)],
    connectionGater: gaterOf(deps),
    connectionMonitor: { enabled: false },
    connectionManager: {
      maxConnections: limits.maxLinks,
      maxIncomingPendingConnections: limits.maxPendingInbound,
      inboundConnectionThreshold: limits.maxInboundPerSecondPerAddress,
      inboundUpgradeTimeout: INBOUND_UPGRADE_MS,
      inboundStreamProtocolNegotiationTimeout: NEGOTIATION_MS,
      outboundStreamProtocolNegotiationTimeout: NEGOTIATION_MS,
      addressDialTimeout: ADDRESS_DIAL_MS,
    },
    nodeInfo: { name: 'homing', version: '1', userAgent: 'homing' },
    logger: quietLogger(deps.log),
    // A service is libp2p's way to reach its components.
    services: {
      inside: ({ connectionManager, transportManager, events }) => {
        countAtOnce(connectionManager, new OpenConnections(events))
        inside = {
          dial: (address, { signal, encryption }) => {
            const encrypter = encryption && PROTOCOLS[encryption]
            const options: AbortOptions & EncrypterChoice = { signal, encrypter }
            return transportManager.dial(address, options)
          },
          listening: () => transportManager.getAddrs().map(String),
        }
        return {}
      },
    },
  })
  if (inside === undefined) throw new Error('libp2p did not make its services')
  return { libp2p, ...inside }
}

const NOISE_PROTOCOL = '/noise'
const PROTOCOLS: Readonly<Record<Encryption, string>> = {
  tls: TLS_PROTOCOL,
  noise: NOISE_PROTOCOL,
}

export function encryptionOf(connection: Connection): Encryption {
  return connection.encryption === TLS_PROTOCOL ? 'tls' : 'noise'
}

/** A browser or a scanner on the WebSocket port: the whole request head must be there soon. */
const HTTP_LIMITS = {
  headersTimeout: SILENT_SOCKET_MS,
  requestTimeout: SILENT_SOCKET_MS,
  connectionsCheckingInterval: SILENT_SOCKET_MS / 2,
}

function gaterOf(deps: NetworkDeps): ConnectionGater {
  return {
    denyInboundConnection: (raw) => {
      if (!deps.mayKnock()) return true
      deps.raw.admit(raw)
      return false
    },
    denyOutboundConnection: (_peer, raw) => {
      deps.raw.admit(raw)
      return false
    },
    denyInboundEncryptedConnection: deps.denied,
    denyOutboundEncryptedConnection: deps.denied,
  }
}

type ConnectionLists = {
  getConnections(peer?: PeerId): Connection[]
}

/** Same answer as libp2p's own (open-connections.ts). */
function countAtOnce(connections: ConnectionLists, open: OpenConnections): void {
  const ofPeer = connections.getConnections.bind(connections)
  connections.getConnections = (peer) => (peer === undefined ? open.list : ofPeer(peer))
}

/** libp2p makes several loggers for every connection and stream; all of them are this one, and only errors are told. */
function quietLogger(log: Logger): ComponentLogger {
  const quiet = () => undefined
  const logger: Libp2pLogger = Object.assign(quiet, {
    enabled: false,
    trace: quiet,
    error: (_format: unknown, ...details: unknown[]) => {
      const err = details.find((detail) => detail instanceof Error)
      if (err !== undefined) log.debug({ err }, 'libp2p reported an error')
    },
    newScope: () => logger,
  })
  return { forComponent: () => logger }
}
