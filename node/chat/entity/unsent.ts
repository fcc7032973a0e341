import { conversationId, messageId } from '../../../src/core/ids.ts'
import { choice, count, type Of, optional, record } from '../../../src/core/shape.ts'
import { body, type Message, message, moment } from '../../../src/home/entity/nouns.ts'
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
  /** The line that it was before a home lost it: it is sent again, and never forgotten. */
  was: optional(message),
})
export type Unsent = Of<typeof unsent>

/** One that waits. */
export function waiting(written: Omit<Unsent, 'refused' | 'was'>, was?: Message): Unsent {
  return { ...written, refused: undefined, was }
}

/** Refusals after which the same message may still be stored; all others are final. */
const PASSING: readonly RefusalCode[] = [
  ...(['slow-down', 'unavailable', 'fenced', 'signed-out', 'account-blocked'] as const),
]

export const isFinal = (code: RefusalCode): boolean => !PASSING.includes(code)
