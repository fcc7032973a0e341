import type { DeviceId } from '../../../src/core/ids.ts'
import { dialableAddresses, type OwnNetwork } from '../../../src/net/dial-policy.ts'
import type { Host } from '../../../src/net/host.ts'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { MAX_TRANSFER_FRAME_BYTES, TRANSFER_IDLE_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel, Waiting } from '../../../src/transfer/ports.ts'
import { untilAborted } from '../../../src/core/until-aborted.ts'
import type { PeerLines } from '../queue-ports.ts'

export const TRANSFER_PROTOCOL = '/homing/transfer/1'

type Links = Pick<
  Host,
  'connected' | 'roundTripMs' | 'dial' | 'open' | 'onConnect' | 'onDisconnect'
>

/** Lines over this node's host, within the dial policy. */
export class HostLines implements PeerLines {
  readonly #links: Links
  readonly #own: () => OwnNetwork

  constructor(links: Links, own: () => OwnNetwork) {
    this.#links = links
    this.#own = own
  }

  connected(device: DeviceId): boolean {
    return this.#links.connected(device) !== undefined
  }

  addressOf(device: DeviceId): string | undefined {
    return this.#links.connected(device)?.address
  }

  roundTripMs(device: DeviceId): number | undefined {
    return this.#links.roundTripMs(device)
  }

  async dial(device: DeviceId, addresses: readonly string[], options: Waiting): Promise<void> {
    const allowed = dialableAddresses(addresses, this.#own())
    if (allowed.length === 0) throw new Error('no address of this device may be dialled from here')
    await this.#links.dial(device, allowed, options)
  }

  async open(device: DeviceId, { signal }: Waiting): Promise<TransferChannel> {
    const limits = { maxFrameBytes: MAX_TRANSFER_FRAME_BYTES, idleMs: TRANSFER_IDLE_MS }
    return new FramedChannel(
      await this.#links.open(device, TRANSFER_PROTOCOL, { signal, ...limits }),
    )
  }

  async lost(device: DeviceId, { signal }: Waiting): Promise<void> {
    const lost = Promise.withResolvers<void>()
    using _undo = defer(
      this.onChange((changed) => {
        if (changed === device && !this.connected(device)) lost.resolve()
      }),
    )
    if (this.connected(device)) await untilAborted(lost.promise, signal)
  }

  onChange(listener: (device: DeviceId) => void): () => void {
    const undoConnect = this.#links.onConnect((link) => listener(link.device))
    const undoDisconnect = this.#links.onDisconnect(listener)
    return () => {
      undoConnect()
      undoDisconnect()
    }
  }
}

function defer(undo: () => void): Disposable {
  return { [Symbol.dispose]: undo }
}
