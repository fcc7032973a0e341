import type { AccountId } from '../../src/core/ids.ts'
import type { Tx } from './sql.ts'

/** Accounts in state `friend` with this one. A block ends the friendship, so none of them is blocked. */
export async function friendIds(tx: Tx, account: AccountId): Promise<readonly AccountId[]> {
  const rows = await tx
    .selectFrom('relations')
    .select('other_id')
    .where('account_id', '=', account)
    .where('state', '=', 'friend')
    .orderBy('other_id')
    .execute()
  return rows.map((row) => row.other_id as AccountId)
}

/** A block ends the friendship, so this is all there is to ask. */
export async function areFriends(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  return isFriend(await relationRow(tx, me, other).executeTakeFirst())
}

/** The same, and it stays so until this transaction ends. */
export async function areFriendsLocked(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  return isFriend(await relationRow(tx, me, other).forUpdate().executeTakeFirst())
}

/** All accounts, each with what it is to this one: one question for friends, strangers and those that there are not. */
export function accountsTo(tx: Tx, account: AccountId) {
  return tx
    .selectFrom('accounts')
    .leftJoin('relations', (join) =>
      join.onRef('relations.other_id', '=', 'accounts.id').on('relations.account_id', '=', account),
    )
}

function relationRow(tx: Tx, me: AccountId, other: AccountId) {
  return tx
    .selectFrom('relations')
    .select('state')
    .where('account_id', '=', me)
    .where('other_id', '=', other)
}

function isFriend(row: Readonly<{ state: string }> | undefined): boolean {
  return row?.state === 'friend'
}
