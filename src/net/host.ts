import type { Connection, PeerId } from '@libp2p/interface'
import { Background } from '../core/background.ts'
import type { Clock } from '../core/clock.ts'
import type { DeviceId } from '../core/ids.ts'
import { Listeners } from '../core/listeners.ts'
import type { Logger } from '../core/logger.ts'
import { untilAborted } from '../core/until-aborted.ts'
import { closeLink } from './close-link.ts'
import type { DeviceKey } from './device-key.ts'
import { dialAny } from './dial.ts'
import { NetError } from './errors.ts'
import { HOST_LIMITS, LINK_SILENCE_MS, NEGOTIATION_MS, STOP_MS } from './limits.ts'
import { watchSilence } from './link-silence.ts'
import { addressOf, deviceOf, type HeldLink, type Link, LinkTable } from './link-table.ts'
import {
  type Encryption,
  encryptionOf,
  type HostKind,
  makeNetwork,
  type Network,
} from './network.ts'
import { RawConnections } from './raw-connections.ts'
import { type ChannelHandler, type ProtocolOptions, ServedProtocols } from './served-protocols.ts'
import type { HostGate } from './host-gate.ts'
import { roundTripMs } from './round-trip.ts'
import { closeSpare } from './spare-links.ts'
import { StreamChannel } from './stream-channel.ts'

export type { HostGate } from './host-gate.ts'
export type { Link } from './link-table.ts'
export type { ChannelHandler, ProtocolOptions } from './served-protocols.ts'
export type HostSettings = Readonly<{
  kind: HostKind
  key: DeviceKey
  /** Multiaddrs: `/ip4/0.0.0.0/tcp/4001`, `/ip4/0.0.0.0/tcp/4002/ws`. Port 0 takes a free one. */
  listen: readonly string[]
  gate: HostGate
  /** Told instead of what the interfaces say. */
  announce?: readonly string[]
}>
export type DialOptions = Readonly<{
  signal: AbortSignal
  /** Absent: whatever the device likes best. With it only a link of this kind is used again. */
  encryption?: Encryption
  /** A link beside the usual one: closed here SPARE_LINK_MS after it last had a stream. */
  spare?: boolean
}>
export type OpenOptions = Readonly<{
  signal: AbortSignal
  maxFrameBytes: number
  idleMs?: number
  /** On a link of this kind, if there is one. */
  encryption?: Encryption
}>

type HostDeps = Readonly<{ log: Logger; clock: Clock }>
/** What belongs to one run, from start to stop. */
type Run = Readonly<{ network: Network; raw: RawConnections; stopping: AbortController }>

/** This process on the network: links to devices, and channels on them. See README.md. */
export class Host implements AsyncDisposable {
  readonly deviceId: DeviceId
  readonly #deps: HostDeps
  readonly #settings: HostSettings
  readonly #background: Background
  readonly #links = new LinkTable()
  readonly #protocols: ServedProtocols
  readonly #dials = new Map<string, Promise<unknown>>()
  readonly #connected: Listeners<Link>
  readonly #disconnected: Listeners<DeviceId>
  #run: Run | undefined

  constructor(deps: HostDeps, settings: HostSettings) {
    this.#deps = deps
    this.#settings = settings
    this.deviceId = settings.key.deviceId
    this.#background = new Background({ log: deps.log })
    this.#protocols = new ServedProtocols({
      log: deps.log,
      background: this.#background,
      mayOpen: (remote, protocol) => settings.gate.mayOpen(remote, protocol),
    })
    this.#connected = new Listeners(deps)
    this.#disconnected = new Listeners(deps)
  }

  async start(): Promise<void> {
    if (this.#run !== undefined) return
    const raw = new RawConnections()
    const { gate } = this.#settings
    const network = await makeNetwork(
      { ...this.#deps, raw, mayKnock: () => gate.mayKnock?.() ?? true, denied: this.#denied },
      { ...this.#settings, announce: this.#settings.announce ?? [] },
    )
    const run = { network, raw, stopping: new AbortController() }
    this.#run = run
    this.#listenTo(run)
    this.#protocols.registerAll(network.libp2p)
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
    this.#background.run('spare-links', (signal) =>
      closeSpare({ ...this.#deps, links: this.#links, close: this.#closeSpare }, { signal }),
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

  /** Where it listens: behind a router that is not where it can be dialled. */
  listening(): readonly string[] {
    return this.#running().network.listening()
  }

  /** A live link is used again; else every address is dialled at once and the first proved one wins. */
  async dial(device: DeviceId, addresses: readonly string[], options: DialOptions): Promise<Link> {
    const run = this.#running()
    if (!this.#settings.gate.mayConnect(device)) throw new NetError('DENIED', 'the gate is closed')
    const { encryption, spare } = options
    const signal = AbortSignal.any([options.signal, run.stopping.signal])
    const key = `${device} ${encryption ?? 'any'}`
    for (;;) {
      const live = this.#live(device, encryption)
      if (live?.spareAtMs !== undefined) live.spareAtMs = this.#deps.clock.monotonicMs()
      if (live !== undefined) return live.link
      const running = this.#dials.get(key)
      if (running === undefined) break
      await untilAborted(running, signal)
    }
    const dialled = dialAny(run.network.dial, device, { addresses, signal, encryption })
    const over = () => this.#dials.delete(key)
    this.#dials.set(key, dialled.then(over, over))
    const connection = await dialled
    const held = this.#links.of(device).find((each) => each.connection === connection)
    if (held === undefined) throw new NetError('UNREACHABLE', 'the link broke at once')
    if (spare === true) held.spareAtMs = this.#deps.clock.monotonicMs()
    return held.link
  }

  #live(device: DeviceId, encryption: Encryption | undefined): HeldLink | undefined {
    if (encryption === undefined) return this.#links.best(device)
    return this.#links.encrypted(device, encryption)
  }

  connected(device: DeviceId): Link | undefined {
    return this.#links.best(device)?.link
  }

  /** Of the link that `connected` tells of; see round-trip.ts. */
  roundTripMs(device: DeviceId): number | undefined {
    const held = this.#links.best(device)
    return held && roundTripMs(held.connection)
  }

  links(): readonly Link[] {
    return [...this.#links].map(({ link }) => link)
  }

  async disconnect(device: DeviceId): Promise<void> {
    await this.#closeAll(this.#links.of(device))
  }

  /** Serves a protocol, now and after every later start. When the handler returns its channel is closed, when it throws reset. */
  handle(protocol: string, options: ProtocolOptions, handler: ChannelHandler): void {
    this.#protocols.add(protocol, options, handler)
    if (this.#run !== undefined) this.#protocols.register(this.#run.network.libp2p, protocol)
  }

  /** A new channel on a live link; the peer's gate and limits may still reset it, so time the first answer. */
  async open(device: DeviceId, protocol: string, options: OpenOptions): Promise<StreamChannel> {
    const run = this.#running()
    const held = this.#live(device, options.encryption) ?? this.#links.best(device)
    if (held === undefined) throw new NetError('NOT_CONNECTED', 'no link to the device')
    const timeout = AbortSignal.timeout(NEGOTIATION_MS)
    const signal = AbortSignal.any([options.signal, run.stopping.signal, timeout])
    try {
      const stream = await held.connection.newStream(protocol, { signal })
      const onIdle = () => this.#suspect(device, options.idleMs)
      return new StreamChannel(stream, { ...options, remote: device, onIdle })
    } catch (cause) {
      options.signal.throwIfAborted()
      const code =
        (cause as Error).name === 'UnsupportedProtocolError' ? 'UNSUPPORTED' : 'STREAM_FAILED'
      throw new NetError(code, `${protocol} could not be opened`, { cause })
    }
  }

  /** The first link to a device. Returns the undo. */
  onConnect(listener: (link: Link) => void): () => void {
    return this.#connected.add(listener)
  }

  /** The last link to a device is gone. Returns the undo. */
  onDisconnect(listener: (device: DeviceId) => void): () => void {
    return this.#disconnected.add(listener)
  }

  #running(): Run {
    if (this.#run === undefined) throw new NetError('NOT_STARTED', 'the host is not started')
    return this.#run
  }

  readonly #denied = (peer: PeerId): boolean => {
    if (peer.type !== 'Ed25519') return true
    return !this.#settings.gate.mayConnect(deviceOf(peer))
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
      encryption: encryptionOf(connection),
    }
    const held: HeldLink = { link, connection, heardAtMs: this.#deps.clock.monotonicMs() }
    run.raw.under(connection)?.addEventListener('message', () => {
      held.heardAtMs = this.#deps.clock.monotonicMs()
    })
    if (this.#links.add(held)) this.#connected.tell(link)
    const all = this.#links.of(link.device)
    const { maxLinksPerDevice } = HOST_LIMITS[this.#settings.kind]
    if (all.length > maxLinksPerDevice) all[0]?.connection.abort(new Error('too many links'))
    return held
  }

  #closed(run: Run, held: HeldLink): void {
    if (!this.#links.remove(held)) return
    this.#disconnected.tell(held.link.device)
    // libp2p remembers every peer it ever met; strangers with fresh keys would fill the memory.
    this.#background.run('forget-peer', async () => {
      await run.network.libp2p.peerStore.delete(held.connection.remotePeer)
    })
  }

  /** A stream waited in vain: a link of its device that was as silent would leave the next one waiting too. */
  #suspect(device: DeviceId, idleMs = LINK_SILENCE_MS): void {
    const sinceMs = this.#deps.clock.monotonicMs() - idleMs
    for (const held of this.#links.of(device)) if (held.heardAtMs <= sinceMs) this.#cutSilent(held)
  }

  readonly #cutSilent = (held: HeldLink): void => {
    this.#deps.log.info({ device: held.link.device }, 'silent link was cut')
    held.connection.abort(new Error('nothing was heard on the link'))
  }

  readonly #closeSpare = (held: HeldLink): void => {
    this.#background.run('close-spare', () => this.#closeAll([held]))
  }

  async #closeAll(links: readonly HeldLink[]): Promise<void> {
    const signal = AbortSignal.timeout(STOP_MS)
    await Promise.all(links.map(({ connection }) => closeLink(connection, signal)))
  }
}
