import { fileOffer } from '../../../src/chat/entity/chat-body.ts'
import { assertNever } from '../../../src/core/assert-never.ts'
import { accountId, accountName, deviceId, messageId, transferId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  flag,
  list,
  type Of,
  defaulted,
  optional,
  record,
  type Shape,
  ShapeError,
  shape,
  text,
} from '../../../src/core/shape.ts'
import { MAX_DEVICES } from '../../../src/home/limits.ts'
import {
  bytesIn,
  folderFields,
  type Manifest,
  sourceIdentity,
} from '../../../src/transfer/entity/manifest.ts'
import { MAX_FILE_BYTES } from '../../../src/transfer/limits.ts'
import { haveBytesOf } from '../../../src/transfer/entity/transfer-state.ts'
import { folderReport } from '../../control/entity/folder-report.ts'
import { patterns, pick, priority } from '../../control/entity/queue-nouns.ts'
import { carried, NOTHING_CARRIED } from './carried.ts'
import { sealedKey, spoolKey } from './spool-key.ts'
import { transferState } from './stored-state.ts'
import { travel } from './travel.ts'

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
  /** Or it is a stream, whose size nobody knows. */
  'rule-unknown-size',
  /** A rule has declined it. */
  'rule-blocked',
  /** It came in quiet hours: until they end nobody is told of it, and no rule takes it. */
  'quiet-hours',
  /** Why the sink would not take it: state `paused`, trouble here. */
  'sink-failed',
  'staging-unsafe',
  'no-free-name',
  /** Outgoing, a stream: its input waits for free space where it is kept until it is sent. */
  'stream-no-space',
] as const
export type Note = (typeof NOTES)[number]

/** Why the spool is no way for this transfer. */
export const SPOOL_LACKS = [
  /** Outgoing: no device of the friend has told a key to seal with. */
  'no-sealing-keys',
  /** Incoming: the offer holds no key for this device, which may be newer. */
  'spool-not-for-us',
  /** Incoming: the key in it was not sealed by the device that sent it, or not for this offer. */
  'spool-key-refused',
] as const
export type SpoolLack = (typeof SPOOL_LACKS)[number]

const path = text({ min: 1, max: 4096 })

/** Before all others is below all others: any whole number. */
const order: Shape<number> = shape('a whole number', (value, at) => {
  if (!Number.isSafeInteger(value)) throw new ShapeError(at, order.allowed)
  return value as number
})

const { entries, chunkCount, listingBytes, listing: digest } = folderFields
const listing = record({ entries, chunkCount, listingBytes, digest })

export const transferRecord = record({
  id: transferId,
  direction: choice('outgoing', 'incoming'),
  friend: accountId,
  friendName: accountName,
  /** Of a folder: its name, and the bytes of all its files; modes and times are in its listing. */
  file: fileOffer,
  /** Of a folder: how its first chunks say what is in it. */
  listing: optional(listing),
  /** Of a stream: is its end not known yet? While it is not, the size says nothing. */
  stream: optional(record({ isOpen: flag })),
  state: transferState,
  note: optional(choice(...NOTES)),
  /** Outgoing: the message that carries the offer. */
  offer: optional(messageId),
  /** Outgoing: the device that accepted. Incoming: the device that offered, where the file lies. */
  device: optional(deviceId),
  /** The device whose answer the home stored first: that one counts, in everybody's eyes. */
  answeredBy: optional(deviceId),
  /** Outgoing. */
  source: optional(record({ path, identity: sourceIdentity, exclude: defaulted(patterns, []) })),
  /** Incoming, once accepted. */
  folder: optional(path),
  /** Written and not yet handed to the outbox, in this order. */
  news: list(news, { max: 8 }),
  /** Staging file, chunk set or digests may exist and are to be removed when it is over. */
  litter: flag,
  createdMs: count(),
  endedMs: optional(count()),
  /** Who goes first among those that wait: rank.ts. No order: that of creation. */
  priority: defaulted(priority, 'normal'),
  order: optional(order),
  /** Paused with everything else, and resumed with it: state `paused`, by us. */
  held: defaulted(flag, false),
  /** Incoming, accepted by a rule that leaves more free than usual. */
  keepFreeBytes: optional(count()),
  /** Incoming, of a folder: what of it was accepted. */
  pick: optional(pick),
  /** The bytes of what was accepted, once the listing has told; all, when absent. */
  chosenBytes: optional(count()),
  /** Of a folder: what did not go along, or did not arrive as it was. */
  report: optional(folderReport),
  travel: optional(travel),
  carried: defaulted(carried, NOTHING_CARRIED),
  /** Where its chunks may lie, sealed, while no straight way is there. */
  spool: optional(spoolKey),
  spoolLack: optional(choice(...SPOOL_LACKS)),
  /** Outgoing: that key for the friend's devices, from before the offer goes out until it is in the outbox. */
  sealedKeys: defaulted(list(sealedKey, { max: MAX_DEVICES }), []),
  /** Outgoing: bytes of it that the spool has taken, and whether that is all. */
  stored: optional(record({ bytes: count(), isWhole: flag })),
})
export type TransferRecord = Of<typeof transferRecord>

type Content = Pick<TransferRecord, 'file' | 'listing' | 'stream'>

/** What is offered, as the data path takes it. */
export function manifestOf({ file, listing, stream }: Content): Manifest {
  if (stream !== undefined) {
    const { name, mtimeMs, size } = file
    return { kind: 'stream', name, mtimeMs, size: stream.isOpen ? undefined : size }
  }
  if (listing === undefined) return { kind: 'file', ...file }
  const { digest, ...rest } = listing
  return { kind: 'folder', name: file.name, size: file.size, ...rest, listing: digest }
}

/** The same, as it is kept. */
export function contentOf(manifest: Manifest): Content {
  const { name } = manifest
  switch (manifest.kind) {
    case 'file': {
      const { size, mtimeMs, mode } = manifest
      return { file: { name, size, mtimeMs, mode }, listing: undefined, stream: undefined }
    }
    case 'folder': {
      const { size, entries, chunkCount, listingBytes, listing } = manifest
      return {
        file: { name, size, mtimeMs: 0, mode: 0 },
        listing: { entries, chunkCount, listingBytes, digest: listing },
        stream: undefined,
      }
    }
    case 'stream': {
      const { size, mtimeMs } = manifest
      return {
        file: { name, size: size ?? 0, mtimeMs, mode: 0 },
        listing: undefined,
        stream: { isOpen: size === undefined },
      }
    }
    default:
      return assertNever(manifest)
  }
}

/** What its progress counts up to: every byte that is to come, a folder's listing among them. Nothing of an open stream. */
export function totalBytesOf(
  record: Pick<TransferRecord, 'file' | 'listing' | 'stream' | 'chosenBytes'>,
): number {
  // Both are the friend's word: their sum must stay a whole number that others can check.
  return record.chosenBytes ?? Math.min(bytesIn(manifestOf(record)), MAX_FILE_BYTES)
}

/** Still to come of it, as far as that is known. */
export function restBytes(record: TransferRecord): number {
  return record.stream?.isOpen ? 0 : totalBytesOf(record) - haveBytesOf(record.state)
}

/** What every record begins with. */
export const UNMOVED = {
  stream: undefined,
  priority: 'normal',
  order: undefined,
  held: false,
  keepFreeBytes: undefined,
  pick: undefined,
  chosenBytes: undefined,
  report: undefined,
  travel: undefined,
  carried: NOTHING_CARRIED,
  spool: undefined,
  spoolLack: undefined,
  sealedKeys: [],
  stored: undefined,
} as const satisfies Partial<TransferRecord>
