import type { ConversationId } from '../../../src/core/ids.ts'

/** Where a closed part of a conversation lies, packed: messages firstSeq to lastSeq, without a gap. */
export type SegmentPlace = Readonly<{
  conversation: ConversationId
  firstSeq: number
  lastSeq: number
  /** In the folder of the conversation; of this one attempt to store it. */
  name: string
  /** As stored. */
  bytes: number
  /** SHA-256 of those bytes, in hex. */
  digest: string
}>

/** What of a conversation is closed: read by all who are left to read it, old, and not among its newest. */
export type ClosedLimits = Readonly<{ beforeMs: number; keepNewest: number }>
