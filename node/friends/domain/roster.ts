import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import type { KnownFriend } from '../entity/known-friend.ts'

/** All relations in memory, found by account, by name, and by the devices of current friends. */
export class Roster {
  readonly #all = new Map<AccountId, KnownFriend>()
  readonly #names = new Map<AccountName, AccountId>()
  readonly #devices = new Map<DeviceId, AccountId>()

  all(): readonly KnownFriend[] {
    return [...this.#all.values()]
  }

  get(account: AccountId): KnownFriend | undefined {
    return this.#all.get(account)
  }

  named(name: AccountName): KnownFriend | undefined {
    const account = this.#names.get(name)
    return account === undefined ? undefined : this.#all.get(account)
  }

  /** Whose device this is, if of a current friend. */
  ofDevice(device: DeviceId): KnownFriend | undefined {
    const account = this.#devices.get(device)
    return account === undefined ? undefined : this.#all.get(account)
  }

  put(known: KnownFriend): void {
    const { account, name, state } = known.friend
    this.remove(account)
    this.#all.set(account, known)
    this.#names.set(name, account)
    if (state !== 'friend') return
    for (const { device } of known.devices) this.#devices.set(device, account)
  }

  remove(account: AccountId): void {
    const known = this.#all.get(account)
    if (known === undefined) return
    this.#all.delete(account)
    if (this.#names.get(known.friend.name) === account) this.#names.delete(known.friend.name)
    for (const { device } of known.devices) {
      if (this.#devices.get(device) === account) this.#devices.delete(device)
    }
  }
}
