import type { AccountId } from '../../../src/core/ids.ts'
import type { Parties } from '../queue-ports.ts'

/**
 * Tells news from noise: a friend's entry is touched whenever a link to them comes or goes, and who waits out a backoff
 * must not be woken by that, or two nodes that lose each other at once would dial without a pause.
 */
export class PartyWatch {
  readonly #parties: Parties
  readonly #seen = new Map<AccountId, string>()

  constructor(deps: Readonly<{ parties: Parties }>) {
    this.#parties = deps.parties
  }

  /** Did friendship, devices, addresses or presence change since the last look? */
  changed(friend: AccountId): boolean {
    const now = JSON.stringify(this.#parties.byAccount(friend)?.devices ?? null)
    if (this.#seen.get(friend) === now) return false
    this.#seen.set(friend, now)
    return true
  }
}
