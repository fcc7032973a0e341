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

/** How far each member of these conversations is, as `reader` may know it: nothing of who is no friend any more. */
export async function receiptsIn(
  tx: Tx,
  reader: AccountId,
  conversations: readonly ConversationId[],
): Promise<readonly Receipt[]> {
  if (conversations.length === 0) return []
  const rows = await tx
    .selectFrom('conversation_members as member')
    .leftJoin('relations as relation', (join) =>
      join
        .onRef('relation.other_id', '=', 'member.account_id')
        .on('relation.account_id', '=', reader),
    )
    .select(['member.conversation_id', 'member.account_id', 'relation.state'])
    .select(['member.delivered_seq', 'member.read_seq'])
    .where('member.conversation_id', 'in', conversations)
    .execute()
  return rows.map((row) => {
    const isTold = row.account_id === reader || row.state === 'friend'
    return {
      conversation: row.conversation_id as ConversationId,
      account: row.account_id as AccountId,
      deliveredSeq: isTold ? row.delivered_seq : 0,
      readSeq: isTold ? row.read_seq : 0,
    }
  })
}
