import type { AccountName } from '../../../src/core/ids.ts'
import type { AcceptRule } from '../entity/accept-rule.ts'
import type { TransferStore } from '../queue-ports.ts'

/** The person's rules, one a friend. */
export class Rules {
  readonly #store: TransferStore
  #byFriend = new Map<AccountName, AcceptRule>()

  constructor(deps: Readonly<{ store: TransferStore }>) {
    this.#store = deps.store
  }

  async load(): Promise<void> {
    const rules = await this.#store.rules()
    this.#byFriend = new Map(rules.map((rule) => [rule.friend, rule]))
  }

  of(friend: AccountName): AcceptRule | undefined {
    return this.#byFriend.get(friend)
  }

  all(): readonly AcceptRule[] {
    return [...this.#byFriend.values()].sort((a, b) => (a.friend < b.friend ? -1 : 1))
  }

  async set(rule: AcceptRule): Promise<void> {
    await this.#store.putRule(rule)
    this.#byFriend.set(rule.friend, rule)
  }

  async remove(friend: AccountName): Promise<void> {
    await this.#store.removeRule(friend)
    this.#byFriend.delete(friend)
  }
}
