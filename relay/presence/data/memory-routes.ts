import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Route, RouteTable } from '../ports.ts'

type Kept = Readonly<{ route: Route; untilMs: number }>

/** The routes of one process. An expired one is dropped when it is next looked at; devices are few and come back. */
export class MemoryRoutes implements RouteTable {
  readonly #clock: Clock
  readonly #byAccount = new Map<AccountId, Map<DeviceId, Kept>>()

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  async set(route: Route, ttlMs: number): Promise<boolean> {
    const kept = this.#live(route.account, route.device)
    if (kept !== undefined && kept.route.epoch > route.epoch) return false
    const devices = this.#byAccount.get(route.account) ?? new Map<DeviceId, Kept>()
    devices.set(route.device, { route, untilMs: this.#clock.monotonicMs() + ttlMs })
    this.#byAccount.set(route.account, devices)
    return true
  }

  renew(route: Route, ttlMs: number): Promise<boolean> {
    return this.set(route, ttlMs)
  }

  async remove(route: Route): Promise<boolean> {
    if (this.#live(route.account, route.device)?.route.epoch !== route.epoch) return false
    this.#drop(route.account, route.device)
    return true
  }

  async of(accounts: readonly AccountId[]): Promise<readonly Route[]> {
    return accounts.flatMap((account) => {
      const devices = [...(this.#byAccount.get(account)?.keys() ?? [])]
      return devices.flatMap((device) => this.#live(account, device)?.route ?? [])
    })
  }

  all(accounts: readonly AccountId[]): Promise<readonly Route[]> {
    return this.of(accounts)
  }

  #live(account: AccountId, device: DeviceId): Kept | undefined {
    const kept = this.#byAccount.get(account)?.get(device)
    if (kept === undefined || kept.untilMs > this.#clock.monotonicMs()) return kept
    this.#drop(account, device)
    return undefined
  }

  #drop(account: AccountId, device: DeviceId): void {
    const devices = this.#byAccount.get(account)
    devices?.delete(device)
    if (devices?.size === 0) this.#byAccount.delete(account)
  }
}
