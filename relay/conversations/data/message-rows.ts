import type { AccountId, ConversationId, DeviceId, MessageId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type { Tx } from '../../data/sql.ts'

/** These messages of one conversation, in ascending order of seq. */
export async function messagesBySeq(
  tx: Tx,
  conversation: ConversationId,
  seqs: readonly number[],
): Promise<readonly Message[]> {
  if (seqs.length === 0) return []
  const rows = await tx
    .selectFrom('messages')
    .select(['seq', 'id', 'sender_id', 'device_id', 'stored_ms', 'body'])
    .where('conversation_id', '=', conversation)
    .where('seq', 'in', seqs)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    conversation,
    seq: row.seq,
    id: row.id as MessageId,
    sender: row.sender_id as AccountId,
    device: row.device_id as DeviceId,
    storedMs: row.stored_ms,
    body: row.body,
  }))
}

type Sized = Readonly<{ bodyBytes: number }>

/** The first of these whose bodies fit together; the first one always. */
export function fitting<T extends Sized>(items: readonly T[], maxBytes: number): readonly T[] {
  let bytes = 0
  const end = items.findIndex((item, index) => {
    bytes += item.bodyBytes
    return index > 0 && bytes > maxBytes
  })
  return end === -1 ? items : items.slice(0, end)
}
