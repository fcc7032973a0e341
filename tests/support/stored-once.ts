import assert from 'node:assert/strict'
import type { Answer, Ask } from '../../src/home/entity/calls.ts'
import type { ConversationId, MessageId } from '../../src/core/ids.ts'

type ReadHistory = (page: Ask<'history'>) => Promise<Answer<'history'>>

/** The conversation has what was answered, at the seqs that were answered, without a gap and nothing else. */
export async function assertStoredOnce(
  history: ReadHistory,
  conversation: ConversationId,
  answered: ReadonlyMap<MessageId, number>,
): Promise<void> {
  const stored: [MessageId, number][] = []
  for (let beforeSeq = 0, more = true; more; ) {
    const read = await history({ conversation, afterSeq: 0, beforeSeq, limit: 200 })
    stored.push(...read.messages.map(({ id, seq }): [MessageId, number] => [id, seq]))
    more = read.more
    beforeSeq = read.messages[0]?.seq ?? 0
  }
  const seqs = stored.map(([, seq]) => seq).toSorted((a, b) => a - b)
  assert.deepEqual(
    seqs,
    Array.from(seqs, (_, n) => n + 1),
    'no gap',
  )
  const byId = ([a]: readonly [string, number], [b]: readonly [string, number]) => (a < b ? -1 : 1)
  assert.deepEqual(stored.toSorted(byId), [...answered].toSorted(byId), 'what was answered, once')
}
