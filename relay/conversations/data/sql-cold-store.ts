import type { ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { GONE } from '../../data/gone-accounts.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { ClosedLimits, SegmentPlace } from '../entity/segment.ts'
import { SEGMENT_BYTES, SEGMENT_MESSAGES } from '../limits.ts'
import type { ColdStore, LongOnes } from '../ports.ts'
import { coldIdRow } from './cold-ids.ts'
import { lastSegment } from './cold-rows.ts'
import { fitting, messagesBySeq } from './message-rows.ts'

/** Locks the conversation, as everybody does who changes what is in it. */
export class SqlColdStore implements ColdStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  longOnes({ after, limit, keepNewest }: LongOnes): Promise<readonly ConversationId[]> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('conversations')
        .select('id')
        .where('id', '>', after)
        .where((row) => row('head_seq', '>', row('cold_seq', '+', keepNewest)))
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ id }) => id as ConversationId)
    })
  }

  closed(conversation: ConversationId, limits: ClosedLimits): Promise<readonly Message[]> {
    return this.#journal.read(async (tx) => {
      const upTo = await closedUpTo(tx, conversation, limits.keepNewest)
      if (upTo === undefined) return []
      const rows = await tx
        .selectFrom('messages')
        .select(['seq', 'body_bytes as bodyBytes', 'stored_ms'])
        .where('conversation_id', '=', conversation)
        .where('seq', '<=', upTo)
        .orderBy('seq')
        .limit(SEGMENT_MESSAGES)
        .execute()
      // In order of seq, not of time: a clock that jumped cannot make a hole.
      const young = rows.findIndex((row) => row.stored_ms >= limits.beforeMs)
      const old = young === -1 ? rows : rows.slice(0, young)
      const taken = fitting(old, SEGMENT_BYTES)
      const isFull = taken.length === SEGMENT_MESSAGES || taken.length < old.length
      return isFull
        ? await messagesBySeq(
            tx,
            conversation,
            taken.map(({ seq }) => seq),
          )
        : []
    })
  }

  async settle(place: SegmentPlace, messages: readonly Message[]): Promise<boolean> {
    try {
      await this.#journal.write((tx) => settle(tx, place, messages))
      return true
    } catch (err) {
      if (err instanceof Changed) return false
      throw err
    }
  }

  someSegment(): Promise<SegmentPlace | undefined> {
    return this.#journal.read(lastSegment)
  }

  segmentNames(conversation: string): Promise<ReadonlySet<string>> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('cold_segments')
        .select('name')
        .where('conversation_id', '=', conversation)
        .execute()
      return new Set(rows.map(({ name }) => name))
    })
  }
}

/** Somebody else was first, or the conversation is being deleted. */
class Changed extends Error {}

async function settle(tx: Tx, place: SegmentPlace, messages: readonly Message[]): Promise<void> {
  const { conversation, firstSeq, lastSeq, name, bytes, digest } = place
  const talk = await tx
    .selectFrom('conversations')
    .select('cold_seq')
    .where('id', '=', conversation)
    .forUpdate()
    .executeTakeFirst()
  if (talk?.cold_seq !== firstSeq - 1) throw new Changed()
  const removed = await tx
    .deleteFrom('messages')
    .where('conversation_id', '=', conversation)
    .where('seq', '>=', firstSeq)
    .where('seq', '<=', lastSeq)
    .executeTakeFirstOrThrow()
  if (Number(removed.numDeletedRows) !== messages.length) throw new Changed()
  const row = { conversation_id: conversation, first_seq: firstSeq, last_seq: lastSeq }
  await tx
    .insertInto('cold_segments')
    .values({ ...row, name, bytes, digest })
    .execute()
  await tx.insertInto('cold_ids').values(messages.map(coldIdRow)).execute()
  await tx
    .updateTable('conversations')
    .set({ cold_seq: lastSeq })
    .where('id', '=', conversation)
    .execute()
}

/** Whoever still has to read something may ask how much of it is their own (receipt-rows.ts). */
async function closedUpTo(
  tx: Tx,
  conversation: ConversationId,
  keepNewest: number,
): Promise<number | undefined> {
  const rows = await tx
    .selectFrom('conversations')
    .innerJoin('conversation_members as member', 'member.conversation_id', 'conversations.id')
    .innerJoin('accounts', 'accounts.id', 'member.account_id')
    .select(['head_seq', 'read_seq'])
    .where('conversations.id', '=', conversation)
    .where('accounts.record', 'not in', GONE)
    .execute()
  const [first] = rows
  if (first === undefined) return undefined
  return Math.min(first.head_seq - keepNewest, ...rows.map(({ read_seq }) => read_seq))
}
