import type { AccountId, AccountName, ConversationId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import { type Side, visibleState } from '../entity/pair.ts'
import type { StoredFriend } from '../ports.ts'

/** These accounts, each with the relation that `account` has to it; in order of account id. */
export async function friendRows(
  tx: Tx,
  account: AccountId,
  others: readonly string[],
): Promise<readonly StoredFriend[]> {
  if (others.length === 0) return []
  const rows = await query(tx, account).where('other.id', 'in', others).execute()
  return rows.map(storedFriend)
}

/** The relation and the conversation may be missing; then their columns are null. */
function query(tx: Tx, account: AccountId) {
  return tx
    .selectFrom('accounts as other')
    .leftJoin('relations as relation', (join) =>
      join.onRef('relation.other_id', '=', 'other.id').on('relation.account_id', '=', account),
    )
    .leftJoin('conversations as talk', 'talk.id', 'relation.conversation_id')
    .leftJoin('conversation_members as mine', (join) =>
      join.onRef('mine.conversation_id', '=', 'talk.id').on('mine.account_id', '=', account),
    )
    .leftJoin('conversation_members as theirs', (join) =>
      join
        .onRef('theirs.conversation_id', '=', 'talk.id')
        .onRef('theirs.account_id', '=', 'other.id'),
    )
    .select(['other.id', 'other.name', 'other.display_name', 'other.signature', 'other.region'])
    .select(['other.phone', 'other.phone_shared', 'other.avatar'])
    .select(['relation.state', 'relation.blocked', 'relation.note', 'relation.remark'])
    .select(['relation.since_ms', 'talk.id as conversation', 'talk.head_seq'])
    .select(['mine.read_seq as my_read', 'mine.sent_count', 'mine.sent_at_read'])
    .select(['theirs.delivered_seq as their_delivered', 'theirs.read_seq as their_read'])
    .orderBy('other.id')
}

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

function storedFriend(row: Row): StoredFriend {
  const state = (row.state ?? 'none') as Side['state']
  const blocked = row.blocked === 1
  return {
    account: row.id as AccountId,
    name: row.name as AccountName,
    state: visibleState({ state, blocked }),
    // A request behind a block is hidden, its note with it.
    note: blocked ? '' : (row.note ?? ''),
    remark: row.remark ?? '',
    sinceMs: row.since_ms ?? 0,
    displayName: row.display_name,
    signature: row.signature,
    region: row.region,
    phone: (row.phone_shared === 1 && row.phone) || undefined,
    avatar: row.avatar || undefined,
    conversation: (row.conversation ?? undefined) as ConversationId | undefined,
    headSeq: row.head_seq ?? 0,
    myReadSeq: row.my_read ?? 0,
    mySentCount: row.sent_count ?? 0,
    mySentAtRead: row.sent_at_read ?? 0,
    theirDeliveredSeq: row.their_delivered ?? 0,
    theirReadSeq: row.their_read ?? 0,
  }
}
