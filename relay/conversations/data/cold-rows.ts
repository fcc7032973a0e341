import type { ConversationId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import type { SegmentPlace } from '../entity/segment.ts'

/** A page ends after MAX_HISTORY_PAGE messages or EVENT_WINDOW_BYTES, and so does a segment: it touches three at most. */
const SEGMENTS_OF_A_PAGE = 3

type Reach = Readonly<{ seq: number; most: number }>

/** The segments that hold the next `most` messages, ascending. */
export async function segmentsAfter(
  tx: Tx,
  conversation: ConversationId,
  { seq, most }: Reach,
): Promise<readonly SegmentPlace[]> {
  const rows = await segmentRows(tx)
    .where('conversation_id', '=', conversation)
    .where('last_seq', '>', seq)
    .orderBy('first_seq', 'asc')
    .limit(SEGMENTS_OF_A_PAGE)
    .execute()
  return reaching(rows.map(placeOf), ({ lastSeq }) => lastSeq - seq >= most)
}

/** The segments that hold the `most` messages before, descending. */
export async function segmentsBefore(
  tx: Tx,
  conversation: ConversationId,
  { seq, most }: Reach,
): Promise<readonly SegmentPlace[]> {
  const rows = await segmentRows(tx)
    .where('conversation_id', '=', conversation)
    .where('first_seq', '<', seq)
    .orderBy('first_seq', 'desc')
    .limit(SEGMENTS_OF_A_PAGE)
    .execute()
  return reaching(rows.map(placeOf), ({ firstSeq }) => seq - firstSeq >= most)
}

/** Of the newest conversation that has one. */
export async function lastSegment(tx: Tx): Promise<SegmentPlace | undefined> {
  const row = await segmentRows(tx)
    .orderBy('conversation_id', 'desc')
    .orderBy('first_seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && placeOf(row)
}

/** Up to the first with which there are enough. */
function reaching(
  places: readonly SegmentPlace[],
  isEnough: (place: SegmentPlace) => boolean,
): readonly SegmentPlace[] {
  const last = places.findIndex(isEnough)
  return last === -1 ? places : places.slice(0, last + 1)
}

function segmentRows(tx: Tx) {
  return tx
    .selectFrom('cold_segments')
    .select(['conversation_id', 'first_seq', 'last_seq', 'name', 'bytes', 'digest'])
}

type SegmentColumns = Readonly<{
  conversation_id: string
  first_seq: number
  last_seq: number
  name: string
  bytes: number
  digest: string
}>

function placeOf(row: SegmentColumns): SegmentPlace {
  return {
    conversation: row.conversation_id as ConversationId,
    firstSeq: row.first_seq,
    lastSeq: row.last_seq,
    name: row.name,
    bytes: row.bytes,
    digest: row.digest,
  }
}
