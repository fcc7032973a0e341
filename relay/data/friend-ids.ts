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
