import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Tx } from '../../data/sql.ts'

export type Members = Readonly<{ low_id: string; high_id: string }>

/** The other member. Somebody else's conversation is answered as one that does not exist. @throws HomeRefusal. */
export async function otherMember(
  tx: Tx,
  me: AccountId,
  conversation: ConversationId,
): Promise<AccountId> {
  const members = await membersOf(tx, [conversation])
  const other = otherOf(members.get(conversation), me)
  if (other === undefined) throw new HomeRefusal('unknown-conversation')
  return other
}

export async function membersOf(
  tx: Tx,
  conversations: readonly ConversationId[],
): Promise<ReadonlyMap<string, Members>> {
  const rows = await tx
    .selectFrom('conversations')
    .select(['id', 'low_id', 'high_id'])
    .where('id', 'in', [...new Set(conversations)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Undefined unless I am one of them. */
export function otherOf(members: Members | undefined, me: AccountId): AccountId | undefined {
  if (members?.low_id === me) return members.high_id as AccountId
  return members?.high_id === me ? (members.low_id as AccountId) : undefined
}
