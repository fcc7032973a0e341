import type { DeviceId } from '../../../src/core/ids.ts'

/** What a node serves to other devices. The home protocol is not among it: a node only ever speaks it to its home. */
export const SERVED_PROTOCOLS: readonly string[] = ['/homing/transfer/1']

export type GateDeps = Readonly<{
  isFriend(device: DeviceId): boolean
  /** The home that this device is signed in to or signing in to. */
  isHome(device: DeviceId): boolean
}>

/** The one gate before any stream is read (security, requirement 2): a current friend's device, or our home. */
export class Gate {
  readonly #deps: GateDeps

  constructor(deps: GateDeps) {
    this.#deps = deps
  }

  mayConnect(remote: DeviceId): boolean {
    return this.#deps.isFriend(remote) || this.#deps.isHome(remote)
  }

  mayOpen(remote: DeviceId, protocol: string): boolean {
    return SERVED_PROTOCOLS.includes(protocol) && this.#deps.isFriend(remote)
  }
}
