import { conversationId, messageId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  encodeCase,
  type Of,
  oneCase,
  record,
  type Shape,
  shape,
  text,
} from '../../../src/core/shape.ts'
import { REFUSALS, type RefusalCode } from '../../../src/home/entity/refusal.ts'

/** Something that a taker of content must still be told: kept in the write that brought it, until it was taken. */
const cases = oneCase({
  /** The message is among the lines. */
  received: record({ conversation: conversationId, seq: count({ min: 1 }) }),
  refused: record({
    conversation: conversationId,
    id: messageId,
    code: choice(...(Object.keys(REFUSALS) as RefusalCode[])),
  }),
})
export type InboxItem = Of<typeof cases>

const kept = record({ kind: text({ max: 16 }), value: record({}) })

/** As it is kept: `{ kind, value }`. */
export const inboxItem: Shape<InboxItem> = shape('an inbox item', (value, path) => {
  const { kind } = kept.check(value, path)
  return cases.check(encodeCase({ kind, value: (value as { value: unknown }).value }), path)
})
