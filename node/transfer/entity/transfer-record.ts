import { fileOffer } from '../../../src/chat/entity/chat-body.ts'
import { accountId, accountName, deviceId, messageId, transferId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  flag,
  list,
  type Of,
  optional,
  record,
  text,
} from '../../../src/core/shape.ts'
import { sourceIdentity } from '../../../src/transfer/entity/manifest.ts'
import { transferState } from './stored-state.ts'

/** What this node knows about one transfer, and keeps over restarts. */

/** What friend and home are still to be told; the words follow from the record. */
export const NEWS = ['offer', 'accepted', 'declined', 'verified', 'cancelled', 'failed'] as const
const news = record({ id: messageId, kind: choice(...NEWS) })
export type News = Of<typeof news>
export type NewsKind = News['kind']

/** What the state alone does not say. */
export const NOTES = [
  /** Another device of one's own accepted or declined it. */
  'answered-elsewhere',
  /** The home would not take the offer, since the friend is none any more. */
  'offer-refused',
  /** This device left its account meanwhile. */
  'signed-out',
  /** The friend has offered more than is held at once. */
  'too-many-offers',
  /** A rule would have taken it, but for its size, or for the free space. */
  'rule-too-large',
  'rule-no-space',
  /** Why the sink would not take it: state `paused`, trouble here. */
  'sink-failed',
  'staging-unsafe',
  'no-free-name',
] as const
export type Note = (typeof NOTES)[number]

const path = text({ min: 1, max: 4096 })

export const transferRecord = record({
  id: transferId,
  direction: choice('outgoing', 'incoming'),
  friend: accountId,
  friendName: accountName,
  file: fileOffer,
  state: transferState,
  note: optional(choice(...NOTES)),
  /** Outgoing: the message that carries the offer. */
  offer: optional(messageId),
  /** Outgoing: the device that accepted. Incoming: the device that offered, where the file lies. */
  device: optional(deviceId),
  /** The device whose answer the home stored first: that one counts, in everybody's eyes. */
  answeredBy: optional(deviceId),
  /** Outgoing. */
  source: optional(record({ path, identity: sourceIdentity })),
  /** Incoming, once accepted. */
  folder: optional(path),
  /** Written and not yet handed to the outbox, in this order. */
  news: list(news, { max: 8 }),
  /** Staging file, chunk set or digests may exist and are to be removed when it is over. */
  litter: flag,
  createdMs: count(),
  endedMs: optional(count()),
})
export type TransferRecord = Of<typeof transferRecord>
