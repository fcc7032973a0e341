import { conversationId, messageId } from '../../../src/core/ids.ts'
import { choice, count, type Of, optional, record } from '../../../src/core/shape.ts'
import { body, moment } from '../../../src/home/entity/nouns.ts'
import { REFUSALS, type RefusalCode } from '../../../src/home/entity/refusal.ts'

/** A message of ours that the home has not stored: it waits, or was refused for good and stays visible with why. */
export const unsent = record({
  id: messageId,
  conversation: conversationId,
  /** Counts up within the conversation: the order of writing, and of sending. */
  order: count(),
  /** The head when it was written: where a refused one is shown. */
  afterSeq: count(),
  writtenMs: moment,
  body,
  refused: optional(choice(...(Object.keys(REFUSALS) as RefusalCode[]))),
})
export type Unsent = Of<typeof unsent>

/** Refusals after which the same message may still be stored; all others are final. */
const PASSING: readonly RefusalCode[] = [
  ...(['slow-down', 'unavailable', 'fenced', 'signed-out', 'account-blocked'] as const),
]

export const isFinal = (code: RefusalCode): boolean => !PASSING.includes(code)
