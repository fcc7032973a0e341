import { networkInterfaces } from 'node:os'
import { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { DeviceId } from '../src/core/ids.ts'
import { Listeners } from '../src/core/listeners.ts'
import type { Logger } from '../src/core/logger.ts'
import type { DeviceKey } from '../src/net/device-key.ts'
import { NetError } from '../src/net/errors.ts'
import {
  type ChannelHandler,
  type DialOptions,
  Host,
  type HostGate,
  type Link,
  type OpenOptions,
  type ProtocolOptions,
} from '../src/net/host.ts'
import type { StreamChannel } from '../src/net/stream-channel.ts'

type NetworkDeps = Readonly<{ clock: Clock; log: Logger }>
type NetworkSettings = Readonly<{
  listen: readonly string[]
  announce: readonly string[]
  gate: HostGate
}>
type Handled = Readonly<{ protocol: string; options: ProtocolOptions; handler: ChannelHandler }>

/**
 * The host of this device, whose key can be replaced while the node runs: after a logout the device is another one. Handlers
 * and listeners stay; links end.
 */
export class Network implements AsyncDisposable {
  readonly #deps: NetworkDeps
  readonly #settings: NetworkSettings
  readonly #handled: Handled[] = []
  readonly #connected: Listeners<Link>
  readonly #disconnected: Listeners<DeviceId>
  readonly #background: Background
  #host: Host | undefined
  #key: DeviceKey

  constructor(deps: NetworkDeps, key: DeviceKey, settings: NetworkSettings) {
    this.#deps = deps
    this.#key = key
    this.#settings = settings
    this.#connected = new Listeners(deps)
    this.#disconnected = new Listeners(deps)
    this.#background = new Background(deps)
  }

  get deviceId(): DeviceId {
    return this.#key.deviceId
  }

  get listen(): readonly string[] {
    return this.#settings.listen
  }

  get key(): DeviceKey {
    return this.#key
  }

  /** @param listen instead of the settings'. @throws NetError BAD_LISTEN_ADDRESS. */
  async start(listen = this.#settings.listen): Promise<void> {
    if (this.#host !== undefined) return
    const host = new Host(this.#deps, { ...this.#settings, listen, kind: 'node', key: this.#key })
    for (const { protocol, options, handler } of this.#handled) {
      host.handle(protocol, options, handler)
    }
    host.onConnect((link) => this.#connected.tell(link))
    host.onDisconnect((device) => this.#disconnected.tell(device))
    await host.start()
    this.#host = host
  }

  async stop(): Promise<void> {
    const host = this.#host
    this.#host = undefined
    await host?.stop()
    await this.#background.stop()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  /** From now on this is another device, on the same ports. */
  async become(key: DeviceKey): Promise<void> {
    const listen = this.listening()
    await this.stop()
    this.#key = key
    await this.start(samePorts(this.#settings.listen, listen))
  }

  addresses(): readonly string[] {
    return this.#host?.addresses() ?? []
  }

  /** What a restart takes again; with `announce` in the settings it is not what friends are told. */
  listening(): readonly string[] {
    return this.#host?.listening() ?? []
  }

  dial(device: DeviceId, addresses: readonly string[], options: DialOptions): Promise<Link> {
    return this.#running().dial(device, addresses, options)
  }

  connected(device: DeviceId): Link | undefined {
    return this.#host?.connected(device)
  }

  roundTripMs(device: DeviceId): number | undefined {
    return this.#host?.roundTripMs(device)
  }

  links(): readonly Link[] {
    return this.#host?.links() ?? []
  }

  async disconnect(device: DeviceId): Promise<void> {
    await this.#host?.disconnect(device)
  }

  /** `disconnect`, soon and without being waited for. */
  drop(device: DeviceId): void {
    if (this.connected(device) === undefined) return
    this.#background.run('drop-link', () => this.disconnect(device))
  }

  handle(protocol: string, options: ProtocolOptions, handler: ChannelHandler): void {
    this.#handled.push({ protocol, options, handler })
    this.#host?.handle(protocol, options, handler)
  }

  async open(device: DeviceId, protocol: string, options: OpenOptions): Promise<StreamChannel> {
    return await this.#running().open(device, protocol, options)
  }

  onConnect(listener: (link: Link) => void): () => void {
    return this.#connected.add(listener)
  }

  onDisconnect(listener: (device: DeviceId) => void): () => void {
    return this.#disconnected.add(listener)
  }

  #running(): Host {
    if (this.#host === undefined) throw new NetError('NOT_STARTED', 'the network is not started')
    return this.#host
  }
}

/** Every interface, TCP and WebSocket, on free ports. */
export function listenEverywhere(): readonly string[] {
  const interfaces = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  const ip6 = interfaces.some(({ family, internal }) => family === 'IPv6' && !internal)
  const ip4 = ['/ip4/0.0.0.0/tcp/0', '/ip4/0.0.0.0/tcp/0/ws']
  return ip6 ? [...ip4, '/ip6/::/tcp/0', '/ip6/::/tcp/0/ws'] : ip4
}

interface Ports {
  recall(): Promise<readonly string[]>
  keep(addresses: readonly string[]): Promise<void>
}

/** Takes the ports of the last time again, where they are free. */
export async function startOnSamePorts(network: Network, ports: Ports): Promise<void> {
  try {
    await network.start(samePorts(network.listen, await ports.recall()))
  } catch (err) {
    if (!(err instanceof NetError) || err.code !== 'BAD_LISTEN_ADDRESS') throw err
    await network.start(network.listen)
  }
  await ports.keep(network.listening())
}

/**
 * `listen` with its free ports (0) replaced by those that were taken last time: friends keep the last addresses that worked,
 * and people forward ports.
 */
export function samePorts(listen: readonly string[], taken: readonly string[]): readonly string[] {
  return listen.map((address) => {
    const kind = kindOf(address)
    const port = taken.find((each) => kindOf(each) === kind)?.match(PORT)?.[1]
    return port === undefined ? address : address.replace(/\/tcp\/0(?=\/|$)/, `/tcp/${port}`)
  })
}

const PORT = /\/tcp\/(\d+)/

/** `ip4/ws`: what stays the same of an address from start to start. */
function kindOf(address: string): string {
  return `${address.split('/')[1]}/${address.includes('/ws') ? 'ws' : 'tcp'}`
}
