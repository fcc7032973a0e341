import type { AccountName } from '../../../src/core/ids.ts'
import { type AcceptRule, ruleFor } from '../entity/accept-rule.ts'
import type { TransferStore } from '../queue-ports.ts'

/** The person's rules: one a friend, and one for all others. */
export class Rules {
  readonly #store: TransferStore
  #byFriend = new Map<AccountName | undefined, AcceptRule>()

  constructor(deps: Readonly<{ store: TransferStore }>) {
    this.#store = deps.store
  }

  async load(): Promise<void> {
    const rules = await this.#store.rules()
    this.#byFriend = new Map(rules.map((rule) => [rule.friend, rule]))
  }

  for(friend: AccountName): AcceptRule {
    return ruleFor([...this.#byFriend.values()], friend)
  }

  /** That for all first. */
  all(): readonly AcceptRule[] {
    const name = ({ friend }: AcceptRule) => friend ?? ''
    return [...this.#byFriend.values()].sort((a, b) => (name(a) < name(b) ? -1 : 1))
  }

  async set(rule: AcceptRule): Promise<void> {
    await this.#store.putRule(rule)
    this.#byFriend.set(rule.friend, rule)
  }

  async remove(friend: AccountName | undefined): Promise<void> {
    await this.#store.removeRule(friend)
    this.#byFriend.delete(friend)
  }
}
