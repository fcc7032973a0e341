import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Tx } from '../../data/sql.ts'

/** The other member. Somebody else's conversation is answered as one that does not exist. @throws HomeRefusal. */
export async function otherMember(
  tx: Tx,
  me: AccountId,
  conversation: ConversationId,
): Promise<AccountId> {
  const row = await tx
    .selectFrom('conversations')
    .select(['low_id', 'high_id'])
    .where('id', '=', conversation)
    .executeTakeFirst()
  if (row?.low_id === me) return row.high_id as AccountId
  if (row?.high_id === me) return row.low_id as AccountId
  throw new HomeRefusal('unknown-conversation')
}

/** A block ends the friendship, so this is all there is to ask. */
export async function areFriends(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  const row = await relation(tx, me, other).executeTakeFirst()
  return row?.state === 'friend'
}

/** The same, and it stays so until this transaction ends. */
export async function areFriendsLocked(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  const row = await relation(tx, me, other).forUpdate().executeTakeFirst()
  return row?.state === 'friend'
}

function relation(tx: Tx, me: AccountId, other: AccountId) {
  return tx
    .selectFrom('relations')
    .select('state')
    .where('account_id', '=', me)
    .where('other_id', '=', other)
}
