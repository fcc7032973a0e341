import type { AccountId } from '../../../src/core/ids.ts'
import type { Presence } from '../../../src/home/entity/nouns.ts'

/** Which friends a device was last told are online. */
export class ShownFriends {
  /** Whether they were missing at the last look. */
  readonly #online = new Map<AccountId, boolean>()

  told({ account, online }: Presence): void {
    if (online) this.#online.set(account, false)
    else this.#online.delete(account)
  }

  has(account: AccountId): boolean {
    return this.#online.has(account)
  }

  /**
   * A look at who is there now. Who is missing for the first time may be so only because Redis was emptied, and is back by the
   * next one.
   * @returns who came without a ring, and who is gone for the second time
   */
  compare(friends: readonly AccountId[], online: ReadonlySet<AccountId>): readonly AccountId[] {
    const came = friends.filter((friend) => online.has(friend) && !this.has(friend))
    const missing = friends.filter((friend) => !online.has(friend) && this.has(friend))
    const gone = missing.filter((friend) => this.#online.get(friend) === true)
    for (const friend of this.#online.keys()) this.#online.set(friend, false)
    for (const friend of missing) this.#online.set(friend, true)
    return [...came, ...gone]
  }
}
