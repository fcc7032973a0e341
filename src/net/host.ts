import type { Connection, PeerId, Stream } from '@libp2p/interface'
import { Background } from '../core/background.ts'
import type { Clock } from '../core/clock.ts'
import { type DeviceId, parseDeviceId } from '../core/ids.ts'
import type { Logger } from '../core/logger.ts'
import type { DeviceKey } from './device-key.ts'
import { dialAny } from './dial.ts'
import { NetError } from './errors.ts'
import {
  DEFAULT_STREAMS_PER_PROTOCOL,
  HOST_LIMITS,
  LINGER_MS,
  MAX_LINKS_PER_DEVICE,
  NEGOTIATION_MS,
  STOP_MS,
} from './limits.ts'
import { watchSilence } from './link-silence.ts'
import { type HeldLink, type Link, LinkTable } from './link-table.ts'
import { type HostKind, makeNetwork, type Network } from './network.ts'
import { RawConnections } from './raw-connections.ts'
import { StreamChannel } from './stream-channel.ts'

export type { Link } from './link-table.ts'
export type HostGate = Readonly<{
  /** Asked when a peer has proved its identity, in both directions: a refused one is cut at once. */
  mayConnect(remote: DeviceId): boolean
  /** Asked for each inbound stream before anything of it is read: a refused one is reset. */
  mayOpen(remote: DeviceId, protocol: string): boolean
}>
export type HostSettings = Readonly<{
  kind: HostKind
  key: DeviceKey
  /** Multiaddrs: `/ip4/0.0.0.0/tcp/4001`, `/ip4/0.0.0.0/tcp/4002/ws`. Port 0 takes a free one. */
  listen: readonly string[]
  gate: HostGate
  /** Told instead of what the interfaces say. */
  announce?: readonly string[]
}>
export type ProtocolOptions = Readonly<{
  maxFrameBytes: number
  idleMs?: number
  maxStreamsPerLink?: number
}>
export type OpenOptions = Readonly<{ signal: AbortSignal; maxFrameBytes: number; idleMs?: number }>
export type ChannelHandler = (channel: StreamChannel, remote: DeviceId) => Promise<void>

type HostDeps = Readonly<{ log: Logger; clock: Clock }>
type Protocol = Readonly<{ options: ProtocolOptions; handler: ChannelHandler }>
/** What belongs to one run, from start to stop. */
type Run = Readonly<{ network: Network; raw: RawConnections; stopping: AbortController }>

/** This process on the network: links to devices, and channels on them. See README.md. */
export class Host implements AsyncDisposable {
  readonly deviceId: DeviceId
  readonly #deps: HostDeps
  readonly #settings: HostSettings
  readonly #background: Background
  readonly #links = new LinkTable()
  readonly #protocols = new Map<string, Protocol>()
  readonly #dials = new Map<DeviceId, Promise<unknown>>()
  readonly #onConnect = new Set<(link: Link) => void>()
  readonly #onDisconnect = new Set<(device: DeviceId) => void>()
  #run: Run | undefined

  constructor(deps: HostDeps, settings: HostSettings) {
    this.#deps = deps
    this.#settings = settings
    this.deviceId = settings.key.deviceId
    this.#background = new Background({ log: deps.log })
  }

  async start(): Promise<void> {
    if (this.#run !== undefined) return
    const raw = new RawConnections()
    const network = await makeNetwork(
      { log: this.#deps.log, raw, denied: this.#denied },
      { ...this.#settings, announce: this.#settings.announce ?? [] },
    )
    const run = { network, raw, stopping: new AbortController() }
    this.#run = run
    this.#listenTo(run)
    for (const name of this.#protocols.keys()) this.#register(run, name)
    try {
      await network.libp2p.start()
    } catch (cause) {
      await this.stop()
      throw new NetError('BAD_LISTEN_ADDRESS', 'could not listen', { cause })
    }
    this.#background.run('link-silence', (signal) =>
      watchSilence(
        { clock: this.#deps.clock, links: this.#links, cut: this.#cutSilent },
        { signal },
      ),
    )
  }

  async stop(): Promise<void> {
    const run = this.#run
    if (run === undefined) return
    this.#run = undefined
    run.stopping.abort(new NetError('NOT_STARTED', 'the host stops'))
    await this.#closeAll([...this.#links])
    run.raw.destroyAll()
    await run.network.libp2p.stop()
    await this.#background.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** Where this host can be dialled, with `/p2p/`. */
  addresses(): readonly string[] {
    return this.#running().network.libp2p.getMultiaddrs().map(String)
  }

  /** A live link is used again; else every address is dialled at once and the first proved one wins. */
  async dial(
    device: DeviceId,
    addresses: readonly string[],
    options: Readonly<{ signal: AbortSignal }>,
  ): Promise<Link> {
    const run = this.#running()
    if (!this.#settings.gate.mayConnect(device)) throw new NetError('DENIED', 'the gate is closed')
    const signal = AbortSignal.any([options.signal, run.stopping.signal])
    for (;;) {
      const live = this.#links.best(device)
      if (live !== undefined) return live.link
      const running = this.#dials.get(device)
      if (running === undefined) break
      await untilAborted(running, signal)
    }
    const dialled = dialAny(run.network.dial, device, { addresses, signal })
    const settled = dialled.then(
      () => this.#dials.delete(device),
      () => this.#dials.delete(device),
    )
    this.#dials.set(device, settled)
    const connection = await dialled
    const held = this.#links.of(device).find((each) => each.connection === connection)
    if (held === undefined) throw new NetError('UNREACHABLE', 'the link broke at once')
    return held.link
  }

  connected(device: DeviceId): Link | undefined {
    return this.#links.best(device)?.link
  }

  links(): readonly Link[] {
    return [...this.#links].map(({ link }) => link)
  }

  async disconnect(device: DeviceId): Promise<void> {
    await this.#closeAll(this.#links.of(device))
  }

  /** Serves a protocol, now and after every later start. When the handler returns its channel is closed, when it throws reset. */
  handle(protocol: string, options: ProtocolOptions, handler: ChannelHandler): void {
    if (this.#protocols.has(protocol)) throw new RangeError(`${protocol} already has a handler`)
    this.#protocols.set(protocol, { options, handler })
    if (this.#run !== undefined) this.#register(this.#run, protocol)
  }

  /** A new channel on a live link; the peer's gate and limits may still reset it, so time the first answer. */
  async open(device: DeviceId, protocol: string, options: OpenOptions): Promise<StreamChannel> {
    const run = this.#running()
    const held = this.#links.best(device)
    if (held === undefined) throw new NetError('NOT_CONNECTED', 'no link to the device')
    const timeout = AbortSignal.timeout(NEGOTIATION_MS)
    const signal = AbortSignal.any([options.signal, run.stopping.signal, timeout])
    try {
      const stream = await held.connection.newStream(protocol, { signal })
      return new StreamChannel(stream, { ...options, remote: device })
    } catch (cause) {
      options.signal.throwIfAborted()
      const code =
        (cause as Error).name === 'UnsupportedProtocolError' ? 'UNSUPPORTED' : 'STREAM_FAILED'
      throw new NetError(code, `${protocol} could not be opened`, { cause })
    }
  }

  /** The first link to a device. Returns the undo. */
  onConnect(listener: (link: Link) => void): () => void {
    this.#onConnect.add(listener)
    return () => this.#onConnect.delete(listener)
  }

  /** The last link to a device is gone. Returns the undo. */
  onDisconnect(listener: (device: DeviceId) => void): () => void {
    this.#onDisconnect.add(listener)
    return () => this.#onDisconnect.delete(listener)
  }

  #running(): Run {
    if (this.#run === undefined) throw new NetError('NOT_STARTED', 'the host is not started')
    return this.#run
  }

  readonly #denied = (peer: PeerId): boolean => {
    if (peer.type !== 'Ed25519') return true
    const device = deviceOf(peer)
    if (this.#links.of(device).length >= MAX_LINKS_PER_DEVICE) return true
    return !this.#settings.gate.mayConnect(device)
  }

  #listenTo(run: Run): void {
    const { libp2p } = run.network
    const limits = HOST_LIMITS[this.#settings.kind]
    const held = new WeakMap<Connection, HeldLink>()
    libp2p.addEventListener('transport:listening', ({ detail }) =>
      run.raw.watch(detail, { maxSockets: limits.maxLinks + limits.maxPendingInbound }),
    )
    libp2p.addEventListener('connection:open', ({ detail }) =>
      held.set(detail, this.#opened(run, detail)),
    )
    libp2p.addEventListener('connection:close', ({ detail }) => {
      const gone = held.get(detail)
      if (gone !== undefined) this.#closed(run, gone)
    })
  }

  #opened(run: Run, connection: Connection): HeldLink {
    const link: Link = {
      device: deviceOf(connection.remotePeer),
      address: addressOf(connection),
      direction: connection.direction,
      openedAtMs: this.#deps.clock.nowMs(),
    }
    const held: HeldLink = { link, connection, heardAtMs: this.#deps.clock.monotonicMs() }
    run.raw.under(connection)?.addEventListener('message', () => {
      held.heardAtMs = this.#deps.clock.monotonicMs()
    })
    if (this.#links.add(held)) for (const listener of this.#onConnect) listener(link)
    return held
  }

  #closed(run: Run, held: HeldLink): void {
    if (!this.#links.remove(held)) return
    for (const listener of this.#onDisconnect) listener(held.link.device)
    // libp2p remembers every peer it ever met; strangers with fresh keys would fill the memory.
    this.#background.run('forget-peer', async () => {
      await run.network.libp2p.peerStore.delete(held.connection.remotePeer)
    })
  }

  readonly #cutSilent = (held: HeldLink): void => {
    this.#deps.log.info({ device: held.link.device }, 'silent link was cut')
    held.connection.abort(new Error('nothing was heard on the link'))
  }

  #register(run: Run, name: string): void {
    const { options, handler } = this.#protocols.get(name) as Protocol
    const maxStreams = options.maxStreamsPerLink ?? DEFAULT_STREAMS_PER_PROTOCOL
    this.#background.run('register-protocol', async () => {
      await run.network.libp2p.handle(
        name,
        (stream, connection) => this.#admit(name, { options, handler }, { stream, connection }),
        { maxInboundStreams: maxStreams, maxOutboundStreams: maxStreams },
      )
    })
  }

  #admit(
    name: string,
    protocol: Protocol,
    incoming: { stream: Stream; connection: Connection },
  ): void {
    const remote = deviceOf(incoming.connection.remotePeer)
    if (!this.#settings.gate.mayOpen(remote, name)) {
      incoming.stream.abort(new NetError('DENIED', 'the gate is closed'))
      return
    }
    const channel = new StreamChannel(incoming.stream, { ...protocol.options, remote })
    this.#background.run(`serve ${name}`, () => this.#serve(channel, protocol.handler))
  }

  async #serve(channel: StreamChannel, handler: ChannelHandler): Promise<void> {
    try {
      await handler(channel, channel.remote)
      await channel.finish({ lingerMs: LINGER_MS })
    } catch (err) {
      const { remote } = channel
      if (channel.state === 'failed') this.#deps.log.debug({ err, remote }, 'channel broke')
      else this.#deps.log.warn({ err, remote }, 'handler of a channel failed')
      channel.reset('the handler failed')
    }
  }

  async #closeAll(links: readonly HeldLink[]): Promise<void> {
    const signal = AbortSignal.timeout(STOP_MS)
    await Promise.all(
      links.map(async ({ connection }) => {
        try {
          await connection.close({ signal })
        } catch (err) {
          connection.abort(err as Error)
        }
      }),
    )
  }
}

function deviceOf(peer: PeerId): DeviceId {
  return parseDeviceId(peer.toString())
}

function addressOf(connection: Connection): string {
  return connection.remoteAddr.toString().replace(/\/p2p\/[^/]+$/, '')
}

/** Waits for work of somebody else, whose outcome is theirs. */
async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
