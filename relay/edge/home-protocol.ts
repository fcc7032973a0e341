import type { Background } from '../../src/core/background.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { DeviceId } from '../../src/core/ids.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import { MAX_REQUEST_BYTES } from '../../src/home/limits.ts'
import type { Host } from '../../src/net/host.ts'
import type { StreamChannel } from '../../src/net/stream-channel.ts'
import { addressKey } from '../limits/entity/address-key.ts'
import {
  COME_BACK_MIN_MS,
  COME_BACK_SPREAD_MS,
  DRAIN_MS,
  IDLE_SWEEP_MS,
  MAX_STREAMS_PER_DEVICE,
  REQUESTS_AHEAD_BYTES,
} from '../sessions/limits.ts'
import { HomeLink, type LinkDeps } from './home-link.ts'
import { Strangers } from './strangers.ts'

/** The home protocol's id on a link. */
export const HOME_PROTOCOL = '/homing/home/1'

type ProtocolDeps = LinkDeps &
  Readonly<{ host: Host; background: Background; random: Random; clock: Clock; log: Logger }>

/** Serves the home protocol on a host: one HomeLink a stream, an eye on the idle ones, and the end of all of them. */
export class HomeProtocol {
  readonly #deps: ProtocolDeps
  readonly #links = new Map<HomeLink, Promise<void>>()
  readonly #strangers: Strangers
  #draining = false

  constructor(deps: ProtocolDeps) {
    this.#deps = deps
    const turnAway = (device: DeviceId) => this.#disconnect(device)
    this.#strangers = new Strangers({ clock: deps.clock, turnAway })
  }

  /** For the host's gate: nobody new while the relay stops. */
  get isOpen(): boolean {
    return !this.#draining
  }

  start(): void {
    const { host, background } = this.#deps
    const limits = {
      maxFrameBytes: MAX_REQUEST_BYTES,
      readAheadBytes: REQUESTS_AHEAD_BYTES,
      maxStreamsPerLink: MAX_STREAMS_PER_DEVICE,
    }
    host.handle(HOME_PROTOCOL, limits, (channel, remote) => this.#serve(channel, remote))
    host.onConnect(({ device }) => this.#strangers.arrived(device))
    host.onDisconnect((device) => this.#strangers.forget(device))
    background.run('stale-links', (signal) => this.#sweep(signal))
  }

  /** Every node is told to come back later, every request under way is answered; bounded by DRAIN_MS. */
  async drain(): Promise<void> {
    this.#draining = true
    const { clock, log } = this.#deps
    log.info({ links: this.#links.size }, 'draining began')
    const drained = new AbortController()
    const told = [...this.#links.keys()].map((link) => link.drain(this.#comeBackMs()))
    const over = Promise.all([...told, ...this.#links.values()]).then(() => drained.abort())
    const late = clock.sleep(DRAIN_MS, { signal: drained.signal }).then(
      () => this.#cutAll(),
      () => undefined,
    )
    await Promise.all([over, late])
    log.info({}, 'draining ended')
  }

  #serve(channel: StreamChannel, remote: DeviceId): Promise<void> {
    const address = addressKey(`${this.#deps.host.connected(remote)?.address ?? ''}/`)
    const onAttached = () => this.#strangers.forget(remote)
    const link = new HomeLink(this.#deps, { channel, address, onAttached })
    const served = this.#run(link).finally(() => this.#links.delete(link))
    this.#links.set(link, served)
    return served
  }

  async #run(link: HomeLink): Promise<void> {
    const { host, sessions } = this.#deps
    const ending = await link.run()
    if (ending === 'revoked')
      this.#disconnect(link.device) // Its key is nobody's now.
    else if (sessions.isOpen(link.device)) return
    else if (host.connected(link.device) !== undefined) this.#strangers.arrived(link.device)
  }

  async #sweep(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#deps.clock.sleep(IDLE_SWEEP_MS, { signal })
      const nowMs = this.#deps.clock.monotonicMs()
      for (const link of this.#links.keys()) if (link.isStale(nowMs)) link.cut('nothing was heard')
      this.#strangers.sweep()
    }
  }

  #disconnect(device: DeviceId): void {
    this.#deps.background.run('disconnect', () => this.#deps.host.disconnect(device))
  }

  #cutAll(): void {
    this.#deps.log.warn({ links: this.#links.size }, 'links did not end in time')
    for (const link of this.#links.keys()) link.cut('the relay stops')
  }

  #comeBackMs(): number {
    return COME_BACK_MIN_MS + Math.floor(this.#deps.random.fraction() * COME_BACK_SPREAD_MS)
  }
}
