import type { Message } from '../../../src/home/entity/nouns.ts'
import type { Tx } from '../../data/sql.ts'
import type { SegmentPlace } from '../entity/segment.ts'
import type { HistoryPage, HistoryRead } from '../ports.ts'
import { segmentsAfter, segmentsBefore } from './cold-rows.ts'
import { fitting, messagesBySeq } from './message-rows.ts'

/** What a page has in the table; and the segments that it may reach beyond, nearest first. */
export type FoundPage = HistoryRead & Readonly<{ segments: readonly SegmentPlace[] }>

/** Seqs have no gap, so one that is missing before the table's first is in a segment. */
export async function findPage(tx: Tx, page: HistoryPage): Promise<FoundPage> {
  const found = await sizedSeqs(tx, page)
  const shown = fitting(found.slice(0, page.limit), page.maxBytes)
  const messages = await messagesBySeq(
    tx,
    page.conversation,
    shown.map(({ seq }) => seq),
  )
  const more = found.length > shown.length
  return { messages, more, segments: await reached(tx, page, { messages, more }) }
}

async function reached(
  tx: Tx,
  { conversation, afterSeq, beforeSeq, limit }: HistoryPage,
  { messages, more }: HistoryRead,
): Promise<readonly SegmentPlace[]> {
  const first = messages[0]?.seq
  if (afterSeq !== 0) {
    if (first === afterSeq + 1) return []
    return await segmentsAfter(tx, conversation, { seq: afterSeq, most: limit + 1 })
  }
  if (more || first === 1) return []
  const seq = first ?? (beforeSeq === 0 ? Number.MAX_SAFE_INTEGER : beforeSeq)
  return await segmentsBefore(tx, conversation, { seq, most: limit + 1 - messages.length })
}

/** The page as it was when all of it was in the table. `cold`: the messages of its segments. */
export function joinPage(
  page: HistoryPage,
  found: FoundPage,
  cold: readonly Message[],
): HistoryRead {
  const isForward = page.afterSeq !== 0
  const nearest = isForward ? forward(page, found, cold) : back(page, found, cold)
  const sized = nearest
    .slice(0, page.limit)
    .map((each) => ({ ...each, bodyBytes: each.body.length }))
  const shown = nearest.slice(0, fitting(sized, page.maxBytes).length)
  const last = shown.at(-1)?.seq
  const more = isForward
    ? found.more || shown.length < nearest.length || last !== furthest(found)
    : last !== undefined && last > 1
  return { messages: shown.toSorted((a, b) => a.seq - b.seq), more }
}

function forward(
  { afterSeq }: HistoryPage,
  { messages }: FoundPage,
  cold: readonly Message[],
): readonly Message[] {
  const wanted = cold.filter(({ seq }) => seq > afterSeq).toSorted((a, b) => a.seq - b.seq)
  // Between the last of these segments and the table there may be more of them.
  const isWhole = messages[0]?.seq === (wanted.at(-1)?.seq ?? afterSeq) + 1
  return isWhole ? [...wanted, ...messages] : wanted
}

function back(
  { beforeSeq }: HistoryPage,
  { messages }: FoundPage,
  cold: readonly Message[],
): readonly Message[] {
  const below = messages[0]?.seq ?? (beforeSeq === 0 ? Number.MAX_SAFE_INTEGER : beforeSeq)
  const wanted = cold.filter(({ seq }) => seq < below).toSorted((a, b) => b.seq - a.seq)
  return [...messages.toReversed(), ...wanted]
}

function furthest({ messages, segments }: FoundPage): number | undefined {
  return messages.at(-1)?.seq ?? segments.at(-1)?.lastSeq
}

type SizedSeq = Readonly<{ seq: number; bodyBytes: number }>

/** One more than the page, nearest first: sizes before bodies, so that no page is read only to be dropped. */
async function sizedSeqs(tx: Tx, page: HistoryPage): Promise<readonly SizedSeq[]> {
  const all = tx
    .selectFrom('messages')
    .select(['seq', 'body_bytes as bodyBytes'])
    .where('conversation_id', '=', page.conversation)
    .limit(page.limit + 1)
  if (page.afterSeq !== 0) {
    return all.where('seq', '>', page.afterSeq).orderBy('seq', 'asc').execute()
  }
  const older = page.beforeSeq === 0 ? all : all.where('seq', '<', page.beforeSeq)
  return older.orderBy('seq', 'desc').execute()
}
