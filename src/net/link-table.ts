import type { Connection, PeerId } from '@libp2p/interface'
import { type DeviceId, parseDeviceId } from '../core/ids.ts'
import type { Encryption } from './network.ts'

/** One authenticated connection to a device. */
export type Link = Readonly<{
  device: DeviceId
  /** The other end as seen from here, without `/p2p/`. For an inbound link: where the device comes from. */
  address: string
  direction: 'inbound' | 'outbound'
  openedAtMs: number
  encryption: Encryption
}>

export type HeldLink = {
  readonly link: Link
  readonly connection: Connection
  /** Monotonic; the last moment at which any byte came in. */
  heardAtMs: number
  /** Monotonic; set on a link that is closed when it carries nothing any more: the last moment at which it may have. */
  spareAtMs?: number
}

/** The live links, by device. A race of dials from both sides may leave more than one to the same device. */
export class LinkTable {
  readonly #byDevice = new Map<DeviceId, HeldLink[]>()

  /** True when this is the first link to the device. */
  add(held: HeldLink): boolean {
    const links = this.#byDevice.get(held.link.device)
    if (links === undefined) this.#byDevice.set(held.link.device, [held])
    else links.push(held)
    return links === undefined
  }

  /** True when this was the last link to the device. */
  remove(held: HeldLink): boolean {
    const { device } = held.link
    const left = this.#byDevice.get(device)?.filter((each) => each !== held)
    if (left === undefined) return false
    if (left.length > 0) this.#byDevice.set(device, left)
    else this.#byDevice.delete(device)
    return left.length === 0
  }

  /** The link to use: the newest that is open, and one that is not spare if there is any. */
  best(device: DeviceId): HeldLink | undefined {
    const open = this.#open(device)
    return open.findLast(({ spareAtMs }) => spareAtMs === undefined) ?? open.at(-1)
  }

  /** The newest that is open and encrypted so. */
  encrypted(device: DeviceId, encryption: Encryption): HeldLink | undefined {
    return this.#open(device).findLast(({ link }) => link.encryption === encryption)
  }

  #open(device: DeviceId): readonly HeldLink[] {
    return this.of(device).filter(({ connection }) => connection.status === 'open')
  }

  of(device: DeviceId): readonly HeldLink[] {
    return this.#byDevice.get(device) ?? []
  }

  *[Symbol.iterator](): Iterator<HeldLink> {
    for (const links of this.#byDevice.values()) yield* links
  }
}

export function deviceOf(peer: PeerId): DeviceId {
  return parseDeviceId(peer.toString())
}

export function addressOf(connection: Connection): string {
  return connection.remoteAddr.toString().replace(/\/p2p\/[^/]+$/, '')
}
