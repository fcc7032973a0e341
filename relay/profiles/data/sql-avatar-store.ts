import type { AccountId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { checkSession } from '../../data/fence.ts'
import { accountsTo } from '../../data/friendship.ts'
import type { Journal } from '../../data/journal.ts'
import type { AvatarStore } from '../ports.ts'

export class SqlAvatarStore implements AvatarStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  versionFor(caller: Caller, account: AccountId): Promise<string | undefined> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      // One question for friends and strangers alike, whether there are such accounts or not.
      const row = await accountsTo(tx, caller.account)
        .select(['accounts.avatar', 'relations.state'])
        .where('accounts.id', '=', account)
        .executeTakeFirst()
      const isTheirs = account === caller.account || row?.state === 'friend'
      if (row === undefined || !isTheirs) throw new HomeRefusal('not-friends')
      return row.avatar || undefined
    })
  }

  versionsOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, string>> {
    if (accounts.length === 0) return Promise.resolve(new Map())
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('accounts')
        .select(['id', 'avatar'])
        .where('id', 'in', accounts)
        .where('avatar', '!=', '')
        .execute()
      return new Map(rows.map((row) => [row.id as AccountId, row.avatar]))
    })
  }
}
