import type { Clock } from '../../../src/core/clock.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { count } from '../../../src/core/shape.ts'
import { sealingKeyOf } from '../../../src/identity/data/sealed-box.ts'
import { sealPeerCard } from '../../../src/identity/data/sealed-peer-card.ts'
import { MAX_CARD_ADDRESSES, nextIssueMs } from '../../../src/identity/entity/peer-card.ts'
import type { DeviceKey } from '../../../src/net/device-key.ts'
import type { LevelStore } from '../../data/level-store.ts'
import type { Table } from '../../data/table.ts'
import type { OwnDevice } from '../ports.ts'

/** What this needs of node/network.ts. */
interface KeyedNetwork {
  readonly key: DeviceKey
  addresses(): readonly string[]
  become(key: DeviceKey): Promise<void>
}

type HostDeviceDeps = Readonly<{
  network: KeyedNetwork
  store: LevelStore
  clock: Clock
  /** Puts a new key in the place of the kept one. */
  replaceKey(): Promise<DeviceKey>
}>

/** This device: its key, its addresses, and the cards that it signs. Table `cards`: own → when the last was issued. */
export class HostDevice implements OwnDevice {
  readonly #deps: HostDeviceDeps
  readonly #issued: Table<number>

  constructor(deps: HostDeviceDeps) {
    this.#deps = deps
    this.#issued = deps.store.table('cards', count())
  }

  get device(): DeviceId {
    return this.#deps.network.key.deviceId
  }

  addresses(): readonly string[] {
    const bare = this.#deps.network.addresses().map((address) => address.replace(/\/p2p\/.*$/, ''))
    return [...new Set(bare)].sort(loopbackLast).slice(0, MAX_CARD_ADDRESSES)
  }

  async card(): Promise<Uint8Array> {
    const { clock, network, store } = this.#deps
    let issuedAtMs = 0
    await store.change(async () => {
      issuedAtMs = nextIssueMs(clock.nowMs(), await this.#issued.get(OWN))
      return { writes: [this.#issued.put(OWN, issuedAtMs)], synced: false, committed: () => {} }
    })
    const { key } = network
    const sealingKey = sealingKeyOf(key)
    return sealPeerCard(key, { addresses: this.addresses(), issuedAtMs, sealingKey })
  }

  async renew(): Promise<void> {
    await this.#deps.network.become(await this.#deps.replaceKey())
  }
}

const OWN = 'own'

/** When there are more than a card holds, those that only this machine can use go first. */
function loopbackLast(a: string, b: string): number {
  return Number(isLoopback(a)) - Number(isLoopback(b))
}

function isLoopback(address: string): boolean {
  return /^\/(ip4\/127\.|ip6\/::1\/)/.test(address)
}
