import { expressionBuilder } from 'kysely'
import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'

/** Made once: each costs as much as a query. */
const row = expressionBuilder<Tables, 'relations'>()

type Members = Readonly<{ low_id: string; high_id: string; cold_seq: number }>

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
    .select(['id', 'low_id', 'high_id', 'cold_seq'])
    .where('id', 'in', [...new Set(conversations)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Undefined unless I am one of them. */
export function otherOf(members: Members | undefined, me: AccountId): AccountId | undefined {
  if (members?.low_id === me) return members.high_id as AccountId
  return members?.high_id === me ? (members.low_id as AccountId) : undefined
}

export type Relation = Readonly<{ me: AccountId; other: AccountId }>

/** A block ends the friendship, so this is all there is to ask. */
export async function areFriends(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  const rows = await relationRows(tx, [{ me, other }]).execute()
  return rows[0]?.state === 'friend'
}

/** The same, and it stays so until this transaction ends. */
export async function areFriendsLocked(tx: Tx, me: AccountId, other: AccountId): Promise<boolean> {
  const relation = { me, other }
  return (await lockFriends(tx, [relation]))(relation)
}

/** The same for several at once. @returns who of them are. */
export async function lockFriends(
  tx: Tx,
  relations: readonly Relation[],
): Promise<(relation: Relation) => boolean> {
  const rows = await relationRows(tx, relations)
    .orderBy('account_id')
    .orderBy('other_id')
    .forUpdate()
    .execute()
  const states = new Map(rows.map((row) => [`${row.account_id} ${row.other_id}`, row.state]))
  return ({ me, other }) => states.get(`${me} ${other}`) === 'friend'
}

/** By their key alone: a lock on an index of the state would be taken in another order than by who changes it. */
function relationRows(tx: Tx, relations: readonly Relation[]) {
  return tx
    .selectFrom('relations')
    .select(['account_id', 'other_id', 'state'])
    .where(row.or(relations.map(({ me, other }) => row.and({ account_id: me, other_id: other }))))
}
