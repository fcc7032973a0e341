import type { AccountId } from '../../../src/core/ids.ts'
import { type Friend, friend } from '../../../src/home/entity/nouns.ts'
import type { LevelStore } from '../../data/level-store.ts'
import type { Table } from '../../data/table.ts'
import type { Write } from '../../entity/journal.ts'
import type { FriendStore } from '../ports.ts'

/** Table `friends`: account id → Friend. */
export class LevelFriendStore implements FriendStore {
  readonly #friends: Table<Friend>

  constructor(store: LevelStore) {
    this.#friends = store.table('friends', friend)
  }

  async *all(): AsyncGenerator<Friend> {
    for await (const [, each] of this.#friends.range()) yield each
  }

  put(each: Friend): Write {
    return this.#friends.put(each.account, each)
  }

  remove(account: AccountId): Write {
    return this.#friends.remove(account)
  }
}
