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
