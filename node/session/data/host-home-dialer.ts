import type { Logger } from '../../../src/core/logger.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { MAX_HOME_FRAME_BYTES } from '../../../src/home/limits.ts'
import { NetError } from '../../../src/net/errors.ts'
import { HomeAddressError, parseHomeAddress } from '../../../src/net/home-address.ts'
import type { Host } from '../../../src/net/host.ts'
import { LinkError } from '../errors.ts'
import type { HomeDialer, HomeLine, Waiting } from '../ports.ts'
import { WireHomeLine } from './wire-home-line.ts'

export const HOME_PROTOCOL = '/homing/home/1'

type Links = Pick<Host, 'dial' | 'open' | 'disconnect'>

/** Reaches homes over this device's host. */
export class HostHomeDialer implements HomeDialer {
  readonly #links: Links
  readonly #log: Logger
  readonly #homes = new Set<DeviceId>()
  readonly #ending = new Map<DeviceId, Promise<void>>()

  constructor({ links, log }: Readonly<{ links: Links; log: Logger }>) {
    this.#links = links
    this.#log = log
  }

  /** A home that this device asked for: the only stranger it talks to. */
  isHome(device: DeviceId): boolean {
    return this.#homes.has(device)
  }

  async open(address: string, options: Waiting): Promise<HomeLine> {
    const home = homeOf(address)
    this.#homes.add(home.device)
    await this.#ending.get(home.device)
    try {
      // It lives for days and says little, one of thousands at the home: the light kind.
      await this.#links.dial(home.device, home.addresses, { ...options, encryption: 'noise' })
      const channel = await this.#links.open(home.device, HOME_PROTOCOL, {
        ...options,
        maxFrameBytes: MAX_HOME_FRAME_BYTES,
      })
      return new WireHomeLine(channel, {
        onReset: () => this.#hangUp(home.device),
        log: this.#log.child({ home: home.device }),
      })
    } catch (cause) {
      options.signal.throwIfAborted()
      this.#hangUp(home.device)
      throw unreachable(cause)
    }
  }

  /** A line that was thrown away may have been half-open: the next one begins with a fresh connection. */
  #hangUp(device: DeviceId): void {
    const ended = this.#links
      .disconnect(device)
      .catch(() => {})
      .finally(() => {
        if (this.#ending.get(device) === ended) this.#ending.delete(device)
      })
    this.#ending.set(device, ended)
  }
}

function homeOf(address: string) {
  try {
    return parseHomeAddress(address)
  } catch (cause) {
    if (!(cause instanceof HomeAddressError)) throw cause
    throw new LinkError('BAD_ADDRESS', cause.message, { cause })
  }
}

const REASONS = {
  'bad-address': 'its address cannot be used',
  refused: 'nothing listens there',
  'no-route': 'there is no way there from this network',
  timeout: 'it did not answer',
  'wrong-device': 'somebody else answers at its address',
  failed: 'the connection failed',
} as const

function unreachable(cause: unknown): LinkError {
  if (!(cause instanceof NetError)) {
    return new LinkError('UNREACHABLE', 'the connection failed', { cause })
  }
  const reasons = [...new Set(cause.failures.map(({ reason }) => REASONS[reason]))]
  const text = reasons.length > 0 ? reasons.join('; ') : 'no connection could be made'
  return new LinkError('UNREACHABLE', text, { cause })
}
