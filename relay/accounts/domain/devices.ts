import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Device } from '../../../src/home/entity/nouns.ts'
import type { Caller, Session, SignedIn } from '../entity/caller.ts'
import type { DeviceStore, KnownDevice, OnlineDevices, StoredDevice } from '../ports.ts'

type DevicesDeps = Readonly<{ store: DeviceStore; online: OnlineDevices; clock: Clock }>

/** The keys of an account and their sessions. Not here: who is online (the edge), passwords. */
export class Devices {
  readonly #deps: DevicesDeps

  constructor(deps: DevicesDeps) {
    this.#deps = deps
  }

  signIn(account: AccountId, device: DeviceId, deviceName: string): Promise<SignedIn> {
    return this.#deps.store.add(account, device, deviceName, this.#nowMs())
  }

  openSession(device: DeviceId): Promise<Session> {
    return this.#deps.store.openSession(device, this.#nowMs())
  }

  closeSession(caller: Caller): Promise<boolean> {
    return this.#deps.store.closeSession(caller, this.#nowMs())
  }

  logout(caller: Caller): Promise<boolean> {
    return this.#deps.store.logout(caller, this.#nowMs())
  }

  revoke(caller: Caller, device: DeviceId): Promise<void> {
    return this.#deps.store.revoke(caller, device, this.#nowMs())
  }

  async list(caller: Caller): Promise<readonly Device[]> {
    return this.#shown(caller, await this.#deps.store.list(caller))
  }

  /** These devices of the caller's account, also when logged out: what an event refers to. */
  async named(
    caller: Caller,
    devices: readonly DeviceId[],
  ): Promise<ReadonlyMap<DeviceId, Device>> {
    const stored = await this.#deps.store.named(caller.account, devices)
    const shown = await this.#shown(caller, stored)
    return new Map(shown.map((device) => [device.device, device]))
  }

  setCard(caller: Caller, card: Uint8Array): Promise<void> {
    return this.#deps.store.setCard(caller, card)
  }

  devicesOf(
    accounts: readonly AccountId[],
  ): Promise<ReadonlyMap<AccountId, readonly KnownDevice[]>> {
    return this.#deps.store.devicesOf(accounts)
  }

  seen(device: DeviceId, atMs: number): Promise<void> {
    return this.#deps.store.seen(device, atMs)
  }

  async #shown(caller: Caller, stored: readonly StoredDevice[]): Promise<readonly Device[]> {
    if (stored.length === 0) return []
    const online = await this.#deps.online.onlineDevices(caller.account)
    return stored.map((device) => ({
      ...device,
      online: online.has(device.device),
      current: device.device === caller.device,
    }))
  }

  #nowMs(): number {
    return this.#deps.clock.nowMs()
  }
}
