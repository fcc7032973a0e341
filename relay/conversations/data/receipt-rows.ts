import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import type { Receipt } from '../../../src/home/entity/nouns.ts'
import type { Tx } from '../../data/sql.ts'
import type { Mark } from '../ports.ts'

/** Moves the marks forward, at most to the head; what is read is delivered. @returns whether one moved. */
export async function movedMark(tx: Tx, account: AccountId, mark: Mark): Promise<boolean> {
  const { conversation } = mark
  const talk = await tx
    .selectFrom('conversations')
    .select('head_seq')
    .where('id', '=', conversation)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const row = await tx
    .selectFrom('conversation_members')
    .select(['delivered_seq', 'read_seq', 'sent_at_read'])
    .where('conversation_id', '=', conversation)
    .where('account_id', '=', account)
    .executeTakeFirstOrThrow()
  const read = Math.max(row.read_seq, Math.min(mark.readSeq, talk.head_seq))
  const delivered = Math.max(row.delivered_seq, read, Math.min(mark.deliveredSeq, talk.head_seq))
  if (read === row.read_seq && delivered === row.delivered_seq) return false
  const own = await ownBetween(tx, { conversation, account, after: row.read_seq, upTo: read })
  await tx
    .updateTable('conversation_members')
    .set({ delivered_seq: delivered, read_seq: read, sent_at_read: row.sent_at_read + own })
    .where('conversation_id', '=', conversation)
    .where('account_id', '=', account)
    .execute()
  return true
}

type Span = Readonly<{
  conversation: ConversationId
  account: AccountId
  after: number
  upTo: number
}>

/** Own messages that the read mark passes now; each is counted once in its life. */
async function ownBetween(tx: Tx, span: Span): Promise<number> {
  if (span.upTo === span.after) return 0
  const row = await tx
    .selectFrom('messages')
    .select((from) => from.fn.countAll<number>().as('count'))
    .where('conversation_id', '=', span.conversation)
    .where('seq', '>', span.after)
    .where('seq', '<=', span.upTo)
    .where('sender_id', '=', span.account)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How far each member of these conversations is. */
export async function receiptsIn(
  tx: Tx,
  conversations: readonly ConversationId[],
): Promise<readonly Receipt[]> {
  if (conversations.length === 0) return []
  const rows = await tx
    .selectFrom('conversation_members')
    .select(['conversation_id', 'account_id', 'delivered_seq', 'read_seq'])
    .where('conversation_id', 'in', conversations)
    .execute()
  return rows.map((row) => ({
    conversation: row.conversation_id as ConversationId,
    account: row.account_id as AccountId,
    deliveredSeq: row.delivered_seq,
    readSeq: row.read_seq,
  }))
}
