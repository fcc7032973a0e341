import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import type { Background } from '../core/background.ts'
import type { DeviceId } from '../core/ids.ts'
import type { Logger } from '../core/logger.ts'
import { NetError } from './errors.ts'
import { DEFAULT_STREAMS_PER_PROTOCOL, LINGER_MS } from './limits.ts'
import { deviceOf } from './link-table.ts'
import { StreamChannel } from './stream-channel.ts'

export type ProtocolOptions = Readonly<{
  maxFrameBytes: number
  idleMs?: number
  readAheadBytes?: number
  maxStreamsPerLink?: number
}>
export type ChannelHandler = (channel: StreamChannel, remote: DeviceId) => Promise<void>

type ServedDeps = Readonly<{
  log: Logger
  background: Background
  mayOpen: (remote: DeviceId, protocol: string) => boolean
}>
type Served = Readonly<{ options: ProtocolOptions; handler: ChannelHandler }>

/** The protocols that this host answers, and the gate before each of their streams. */
export class ServedProtocols {
  readonly #deps: ServedDeps
  readonly #byName = new Map<string, Served>()

  constructor(deps: ServedDeps) {
    this.#deps = deps
  }

  add(name: string, options: ProtocolOptions, handler: ChannelHandler): void {
    if (this.#byName.has(name)) throw new RangeError(`${name} already has a handler`)
    this.#byName.set(name, { options, handler })
  }

  registerAll(libp2p: Libp2p): void {
    for (const name of this.#byName.keys()) this.register(libp2p, name)
  }

  register(libp2p: Libp2p, name: string): void {
    const served = this.#byName.get(name)
    if (served === undefined) throw new RangeError(`${name} has no handler`)
    const maxStreams = served.options.maxStreamsPerLink ?? DEFAULT_STREAMS_PER_PROTOCOL
    this.#deps.background.run('register-protocol', async () => {
      await libp2p.handle(
        name,
        (stream, connection) => this.#admit(name, served, { stream, connection }),
        { maxInboundStreams: maxStreams, maxOutboundStreams: maxStreams },
      )
    })
  }

  #admit(
    name: string,
    served: Served,
    incoming: Readonly<{ stream: Stream; connection: Connection }>,
  ): void {
    const remote = deviceOf(incoming.connection.remotePeer)
    if (!this.#deps.mayOpen(remote, name)) {
      incoming.stream.abort(new NetError('DENIED', 'the gate is closed'))
      return
    }
    const channel = new StreamChannel(incoming.stream, { ...served.options, remote })
    this.#deps.background.run(`serve ${name}`, () => this.#serve(channel, served.handler))
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
}
