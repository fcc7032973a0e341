import { fileOffer } from '../../../src/chat/entity/chat-body.ts'
import { MAX_TEXT_CHARS } from '../../../src/chat/limits.ts'
import { accountId, accountName, deviceId, messageId, transferId } from '../../../src/core/ids.ts'
import {
  choice,
  count,
  defaulted,
  flag,
  list,
  type Of,
  optional,
  record,
  text,
} from '../../../src/core/shape.ts'
import {
  avatarVersion,
  device,
  friendState,
  label,
  moment,
  note,
} from '../../../src/home/entity/nouns.ts'
import { MAX_PHONE_CHARS } from '../../../src/home/limits.ts'
import { BOTTLENECKS } from '../../transfer/entity/bottleneck.ts'
import { carried, NOTHING_CARRIED } from '../../transfer/entity/carried.ts'
import { folderReport } from './folder-report.ts'
import { pick, priority } from './queue-nouns.ts'

/** The nouns of the control API: what a person sees. Times are milliseconds since 1970, sizes bytes, rates bytes a second. */

/** A path on this machine. */
export const path = text({ min: 1, max: 4096 })
const sentence = text({ max: 1024 })

export const linkView = record({
  state: choice('signed-out', 'connecting', 'online', 'offline'),
  /** The relay's multiaddr, absent while signed out. */
  address: optional(text({ max: 512 })),
  home: optional(text({ max: 255 })),
  sinceMs: moment,
  /** With offline: when the next try begins, and why the last one failed, in words. */
  retryAtMs: optional(moment),
  why: optional(sentence),
})
export type LinkView = Of<typeof linkView>

const shown = {
  phone: optional(text({ max: MAX_PHONE_CHARS })),
  /** Its version, which changes with the picture; absent: there is none. */
  avatar: optional(avatarVersion),
}

export const accountView = record({
  account: accountId,
  name: accountName,
  home: text({ max: 255 }),
  displayName: label,
  signature: note,
  region: label,
  ...shown,
  sharePhone: optional(flag),
})
export type AccountView = Of<typeof accountView>

export const statusView = record({
  version: text({ max: 32 }),
  pid: count(),
  startedMs: moment,
  profile: path,
  downloads: path,
  device: deviceId,
  addresses: list(text({ max: 256 }), { max: 64 }),
  link: linkView,
  account: optional(accountView),
  /** Messages written and not yet stored by the home. */
  queued: count(),
  /** Transfers that are moving, waiting or paused. */
  openTransfers: count(),
  /** All transfers are paused together since then. */
  heldSinceMs: optional(moment),
})
export type StatusView = Of<typeof statusView>

export const friendView = record({
  account: accountId,
  name: accountName,
  state: friendState,
  displayName: label,
  remark: label,
  signature: note,
  region: label,
  ...shown,
  note,
  sinceMs: moment,
  intimacy: count(),
  unread: count(),
  online: flag,
  lastSeenMs: moment,
  /** How bytes would travel now: a live connection to one of their devices, or none. */
  connected: flag,
})
export type FriendView = Of<typeof friendView>

export const deviceView = device

/**
 * Levels only move forward: queued → stored → delivered → read; refused is final and says why. Kept: a home that was restored lost it;
 * it is read here, and is a line again when its writer's node has sent it again.
 */
export const messageState = choice('queued', 'stored', 'delivered', 'read', 'refused', 'kept')
export type MessageState = Of<typeof messageState>

/** One line of a conversation. */
export const lineView = record({
  id: messageId,
  friend: accountName,
  mine: flag,
  /** Absent while queued, and while kept. */
  seq: optional(count({ min: 1 })),
  atMs: moment,
  state: messageState,
  /** Why it was refused; or why it waits although the home can be reached, and until when. */
  why: optional(sentence),
  retryAtMs: optional(moment),
  kind: choice('text', 'offer', 'offer-answer', 'transfer-ended', 'unreadable'),
  /** The text; of an offer the file's name and size; of what follows on an offer a word: `accepted`, `failed`. */
  text: text({ max: Math.max(MAX_TEXT_CHARS, 4096) }),
  transfer: optional(transferId),
})
export type LineView = Of<typeof lineView>

const tried = record({
  way: choice('direct', 'spool'),
  atMs: moment,
  code: text({ max: 64 }),
})

export const transferView = record({
  id: transferId,
  friend: accountName,
  direction: choice('outgoing', 'incoming'),
  /** Of a stream that has not ended: `size` is what is known of it so far, and `sizeKnown` is false. */
  file: fileOffer,
  sizeKnown: defaulted(flag, true),
  state: choice(
    'queued',
    'waiting',
    'moving',
    'paused',
    'verifying',
    'done',
    'failed',
    'declined',
    'cancelled',
  ),
  /** Why it waits, paused or failed, and what to do: a sentence, and the code that scripts compare. */
  why: optional(sentence),
  code: optional(text({ max: 64 })),
  /** With a limit of the home (code spool-…, offer-held): when it is over at the latest. */
  retryAtMs: optional(moment),
  /** Of so many: a folder's listing counts, and what was not chosen does not. */
  verifiedBytes: count(),
  totalBytes: count(),
  /** Bytes a second over the last seconds, while moving. */
  rate: optional(count()),
  etaMs: optional(count()),
  /** Of the bytes that move, or that moved last. */
  path: optional(choice('lan', 'direct', 'spool')),
  /** Where it lies (outgoing) or will lie or lies (incoming). */
  location: optional(path),
  root: optional(text({ max: 128 })),
  /** Outgoing: bytes that the relay's store has taken, sealed. */
  storedBytes: optional(count()),
  /** While moving: who keeps it from being faster. */
  bottleneck: optional(choice(...BOTTLENECKS)),
  /** While moving: a ping there and back, behind what waits to be sent. To the relay if that is the path. */
  roundTripMs: optional(count()),
  /** The newest try of each way that ended, and how. */
  tries: defaulted(list(tried, { max: 2 }), []),
  createdMs: moment,
  endedMs: optional(moment),
  /** When the first byte moved; how many have, over all streams, and how fast while they did. */
  startedMs: optional(moment),
  movedBytes: optional(count()),
  meanRate: optional(count()),
  /** Who carried the bytes that moved: a link between the nodes, the relay, or the bucket of the home past the relay. */
  carried: defaulted(carried, NOTHING_CARRIED),
  priority: defaulted(priority, 'normal'),
  /** While it waits for its turn: 1 is the next. */
  place: optional(count({ min: 1 })),
  /** The bandwidth limit of this node that it keeps to, bytes a second. */
  limit: optional(count()),
  /** It came in quiet hours: whoever shows it does not ring a bell. */
  quiet: defaulted(flag, false),
  /** What was chosen of a folder. */
  pick: optional(pick),
  /** Of a folder: what did not go along, or did not arrive as it was. */
  report: optional(folderReport),
})
export type TransferView = Of<typeof transferView>

export const checkView = record({
  name: text({ max: 64 }),
  result: choice('ok', 'warning', 'problem'),
  found: sentence,
  /** What to do, when not ok. */
  advice: optional(sentence),
})
export type CheckView = Of<typeof checkView>
