import { deviceId, spoolId, transferId } from '../../core/ids.ts'
import {
  bytes,
  choice,
  count,
  list,
  type Of,
  oneCase,
  optional,
  record,
  text,
} from '../../core/shape.ts'
import { MAX_DEVICES } from '../../home/limits.ts'
import { SEALED_BOX_BYTES } from '../../identity/limits.ts'
import { SEAL_KEY_BYTES } from '../../transfer/limits.ts'
import {
  LISTING_DIGEST_BYTES,
  MAX_FILE_BYTES,
  MAX_OFFER_ENTRIES,
  MAX_OFFER_LISTING_BYTES,
  MAX_OFFER_NAME_CHARS,
  MAX_TEXT_CHARS,
} from '../limits.ts'

/** What a message says. Field meanings: proto/chat.proto. */

export const fileOffer = record({
  name: text({ min: 1, max: MAX_OFFER_NAME_CHARS }),
  size: count({ max: MAX_FILE_BYTES }),
  mtimeMs: count(),
  mode: count({ max: 0o777 }),
})

export const folderOffer = record({
  name: text({ min: 1, max: MAX_OFFER_NAME_CHARS }),
  size: count({ max: MAX_FILE_BYTES }),
  entries: count({ max: MAX_OFFER_ENTRIES }),
  chunkCount: count({ min: 1, max: MAX_FILE_BYTES }),
  listingBytes: count({ min: 1, max: MAX_OFFER_LISTING_BYTES }),
  listing: bytes({ min: LISTING_DIGEST_BYTES, max: LISTING_DIGEST_BYTES }),
})

/** Nobody knows how long it will be. */
export const streamOffer = record({
  name: text({ min: 1, max: MAX_OFFER_NAME_CHARS }),
  mtimeMs: count(),
})

/** What is offered, by kind: one file, one folder with all that is in it, or a stream. */
const offerContent = oneCase({ file: fileOffer, folder: folderOffer, stream: streamOffer })
/** The key of a spool object, as one device can open it. */
export const SEALED_KEY_BYTES = SEALED_BOX_BYTES + SEAL_KEY_BYTES
const sealedKey = record({
  device: deviceId,
  sealed: bytes({ min: SEALED_KEY_BYTES, max: SEALED_KEY_BYTES }),
})
export type SealedKey = Of<typeof sealedKey>
/** Where its chunks may lie, sealed, and the key for each device that may take them from there. */
const offeredSpool = record({ spool: spoolId, keys: list(sealedKey, { max: MAX_DEVICES }) })
export type OfferedSpool = Of<typeof offeredSpool>
const offerHead = record({ transfer: transferId, spool: optional(offeredSpool) })

export const offer = {
  allowed: 'an offer',
  check: (value: unknown, path: string) => ({
    ...offerHead.check(value, path),
    content: offerContent.check(value, path),
  }),
}

export const chatContent = oneCase({
  text: record({ text: text({ min: 1, max: MAX_TEXT_CHARS }) }),
  offer,
  offerAnswer: record({ transfer: transferId, answer: choice('accepted', 'declined') }),
  transferEnded: record({
    transfer: transferId,
    outcome: choice('verified', 'cancelled', 'failed'),
    root: text({ max: 128 }),
    code: text({ max: 64 }),
  }),
})
export type ChatContent = Of<typeof chatContent>
