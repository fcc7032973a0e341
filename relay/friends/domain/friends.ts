import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, AccountName, ConversationId } from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import type { Friend } from '../../../src/home/entity/nouns.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type { PairAction } from '../entity/pair.ts'
import { MAX_PAGE_BYTES } from '../limits.ts'
import type { FriendStore, Other, PresenceOf, StoredFriend } from '../ports.ts'
import { fittingFriends, friendView } from './friend-view.ts'

type FriendsDeps = Readonly<{
  store: FriendStore
  presence: PresenceOf
  clock: Clock
  random: Random
}>

export type FriendsPage = Readonly<{ friends: readonly Friend[]; more: boolean }>

/** Friendship, how it begins and ends. Every change answers with the relation as the caller sees it afterwards. */
export class Friends {
  readonly #deps: FriendsDeps

  constructor(deps: FriendsDeps) {
    this.#deps = deps
  }

  /** Those with any relation, and former friends, whose conversation stays. */
  async list(
    caller: Caller,
    page: Readonly<{ after: string; limit: number }>,
  ): Promise<FriendsPage> {
    const stored = await this.#deps.store.page(caller, page.after, page.limit)
    const found = await this.#shown(stored.slice(0, page.limit))
    const friends = fittingFriends(found, MAX_PAGE_BYTES)
    return { friends, more: stored.length > friends.length }
  }

  request(caller: Caller, ask: Readonly<{ name: AccountName; note: string }>): Promise<Friend> {
    return this.#change(caller, { name: ask.name }, { kind: 'request', note: ask.note })
  }

  accept(caller: Caller, account: AccountId): Promise<Friend> {
    return this.#change(caller, { account }, { kind: 'accept' })
  }

  decline(caller: Caller, account: AccountId): Promise<Friend> {
    return this.#change(caller, { account }, { kind: 'decline' })
  }

  cancel(caller: Caller, account: AccountId): Promise<Friend> {
    return this.#change(caller, { account }, { kind: 'cancel' })
  }

  remove(caller: Caller, account: AccountId): Promise<Friend> {
    return this.#change(caller, { account }, { kind: 'remove' })
  }

  block(caller: Caller, name: AccountName): Promise<Friend> {
    return this.#change(caller, { name }, { kind: 'block' })
  }

  unblock(caller: Caller, account: AccountId): Promise<Friend> {
    return this.#change(caller, { account }, { kind: 'unblock' })
  }

  async remark(
    caller: Caller,
    ask: Readonly<{ account: AccountId; remark: string }>,
  ): Promise<Friend> {
    await this.#deps.store.remark(caller, ask.account, ask.remark)
    return this.#view(caller.account, ask.account)
  }

  friendsOf(account: AccountId): Promise<readonly AccountId[]> {
    return this.#deps.store.friendsOf(account)
  }

  /** How these accounts stand to `account`; `none` where there is nothing. */
  async viewOf(
    account: AccountId,
    others: readonly AccountId[],
  ): Promise<ReadonlyMap<AccountId, Friend>> {
    const shown = await this.#shown(await this.#deps.store.views(account, others))
    return new Map(shown.map((friend) => [friend.account, friend]))
  }

  async #change(caller: Caller, other: Other, action: PairAction): Promise<Friend> {
    const { store, clock } = this.#deps
    const conversation = mintUuid(this.#deps) as ConversationId
    const account = await store.change(caller, other, {
      action,
      conversation,
      nowMs: clock.nowMs(),
    })
    return this.#view(caller.account, account)
  }

  async #view(account: AccountId, other: AccountId): Promise<Friend> {
    const friend = (await this.viewOf(account, [other])).get(other)
    if (friend === undefined) throw new Error('an account vanished')
    return friend
  }

  async #shown(stored: readonly StoredFriend[]): Promise<readonly Friend[]> {
    const friends = stored.filter((each) => each.state === 'friend').map((each) => each.account)
    const presence =
      friends.length === 0 ? undefined : await this.#deps.presence.presenceOf(friends)
    return stored.map((each) => friendView(each, presence?.get(each.account)))
  }
}
