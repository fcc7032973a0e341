import type { AccountId, ConversationId, DeviceId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import type { LogEntry, NumberedEntry } from '../entity/log-entry.ts'

/** `bodyBytes`: of the message it refers to; 0 for all others. */
export type SizedEntry = NumberedEntry & Readonly<{ bodyBytes: number }>

export async function entriesAfter(
  tx: Tx,
  account: AccountId,
  usn: number,
  limit: number,
): Promise<readonly SizedEntry[]> {
  const rows = await tx
    .selectFrom('events')
    .leftJoin('messages', (join) =>
      join
        .onRef('messages.conversation_id', '=', 'events.conversation_id')
        .onRef('messages.seq', '=', 'events.seq'),
    )
    .select(['events.usn', 'events.at_ms', 'events.kind', 'events.conversation_id'])
    .select(['events.seq', 'events.subject_id', 'messages.body_bytes'])
    .where('events.account_id', '=', account)
    .where('events.usn', '>', usn)
    .orderBy('events.usn')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    usn: row.usn,
    atMs: row.at_ms,
    entry: entryOf(row),
    bodyBytes: row.body_bytes ?? 0,
  }))
}

type EntryColumns = Readonly<{
  kind: string
  conversation_id: string
  seq: number
  subject_id: string
}>

function entryOf(row: EntryColumns): LogEntry {
  const conversation = row.conversation_id as ConversationId
  switch (row.kind) {
    case 'message':
      return { kind: 'message', conversation, seq: row.seq }
    case 'receipt':
      return { kind: 'receipt', conversation, account: row.subject_id as AccountId }
    case 'friend':
      return { kind: 'friend', account: row.subject_id as AccountId }
    case 'device':
      return { kind: 'device', device: row.subject_id as DeviceId }
    case 'profile':
      return { kind: 'profile' }
    default:
      throw new Error(`an event of unknown kind ${row.kind}`)
  }
}
