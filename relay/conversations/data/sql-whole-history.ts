import type { ConversationId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Segments } from '../ports.ts'
import { segmentsAfter } from './cold-rows.ts'
import { messagesBySeq } from './message-rows.ts'

/** All of a conversation, wherever it lies, for who may read it by another right than membership. */
export class SqlWholeHistory {
  readonly #journal: Journal
  readonly #segments: Pick<Segments, 'read' | 'forget'>

  constructor(journal: Journal, segments: Pick<Segments, 'read' | 'forget'>) {
    this.#journal = journal
    this.#segments = segments
  }

  /** The next messages, ascending; none: there are no more. At most `most`, or a segment. */
  async after(
    conversation: ConversationId,
    seq: number,
    most: number,
  ): Promise<readonly Message[]> {
    const { segment, messages } = await this.#journal.read(async (tx) => {
      const [first] = await segmentsAfter(tx, conversation, { seq, most: 1 })
      const inTable =
        first === undefined ? await messagesAfter(tx, { conversation, seq, most }) : []
      return { segment: first, messages: inTable }
    }, 'export')
    if (segment === undefined) return messages
    return (await this.#segments.read(segment)).filter((each) => each.seq > seq)
  }

  forget(conversation: ConversationId): Promise<void> {
    return this.#segments.forget(conversation)
  }
}

type Span = Readonly<{ conversation: ConversationId; seq: number; most: number }>

async function messagesAfter(
  tx: Tx,
  { conversation, seq, most }: Span,
): Promise<readonly Message[]> {
  const rows = await tx
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', conversation)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(most)
    .execute()
  return await messagesBySeq(
    tx,
    conversation,
    rows.map((row) => row.seq),
  )
}
