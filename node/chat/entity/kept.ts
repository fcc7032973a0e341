import { sameBytes } from '../../../src/core/same-bytes.ts'
import { count, type Of, record } from '../../../src/core/shape.ts'
import { type Message, message } from '../../../src/home/entity/nouns.ts'

/**
 * A message that was among the lines, and that the home does not have, or has another one in its place: it was restored from a backup, or
 * lies. Its node never takes it away: it stays until the same message is among the lines again.
 */
export const kept = record({
  /** Its seq is what it was. */
  message,
  /** It is shown behind this line. */
  afterSeq: count(),
})
export type Kept = Of<typeof kept>

/** The same words of the same device, wherever they stand. A home may say of any other message that it has this id. */
export function isSameMessage(one: Message, other: Message): boolean {
  return (
    one.id === other.id &&
    one.sender === other.sender &&
    one.device === other.device &&
    sameBytes(one.body, other.body)
  )
}
