import { MAX_TEXT_CHARS } from '../../../src/chat/limits.ts'
import { accountName, transferId } from '../../../src/core/ids.ts'
import {
  count,
  flag,
  list,
  type Of,
  oneCase,
  optional,
  record,
  strictRecord,
  text,
} from '../../../src/core/shape.ts'
import {
  avatarVersion,
  label,
  note,
  phone,
  reportReason,
  reportText,
} from '../../../src/home/entity/nouns.ts'
import { pictureSize, type PictureSize } from '../../../src/home/entity/picture.ts'
import { MAX_PICTURE_BYTES } from '../../../src/home/limits.ts'
import { MAX_BANDWIDTH_LIMITS } from '../../transfer/limits.ts'
import {
  accountView,
  checkView,
  deviceView,
  friendView,
  lineView,
  linkView,
  path,
  statusView,
  transferView,
} from './nouns.ts'
import {
  holdView,
  leftoverView,
  limitKey,
  limitView,
  patterns,
  pick,
  priority,
  queueMove,
  ruleView,
} from './queue-nouns.ts'

/**
 * The control API: `POST /v1/<call>` with one JSON object, answered by one; `GET /v1/events` is the stream of events;
 * `PUT /v1/streams/<id>` takes the bytes of a stream, as they are, and answers with its transfer when it has all of them.
 * CLI, daemon and web UI are typed by this one table. A refusal is `{ "error": { code, message, advice } }` with a 4xx.
 */

const home = text({ min: 1, max: 512 })
/** Never logged, never stored; leaves this process only as an OPAQUE message. */
const password = text({ min: 1, max: 1024 })
const byName = strictRecord({ name: accountName })
const byTransfer = strictRecord({ id: transferId })
const nothing = strictRecord({})
const someTransfers = list(transferView, { max: 10_000 })
const limitsNow = record({
  limits: list(limitView, { max: MAX_BANDWIDTH_LIMITS }),
  /** What holds for all together at this moment, bytes a second; absent: unlimited. */
  inForce: record({ up: optional(count()), down: optional(count()) }),
})

export const CONTROL_CALLS = {
  status: { ask: nothing, answer: statusView },
  stop: { ask: nothing, answer: nothing },
  doctor: { ask: nothing, answer: record({ checks: list(checkView, { max: 64 }) }) },
  register: {
    ask: strictRecord({
      name: accountName,
      home,
      invite: text({ max: 64 }),
      password,
      displayName: label,
      deviceName: label,
    }),
    answer: accountView,
  },
  login: {
    ask: strictRecord({ name: accountName, home, password, deviceName: label }),
    answer: accountView,
  },
  logout: { ask: nothing, answer: nothing },
  whoami: { ask: nothing, answer: accountView },
  setProfile: {
    ask: strictRecord({
      displayName: optional(label),
      signature: optional(note),
      region: optional(label),
      phone: optional(phone),
      sharePhone: optional(flag),
    }),
    answer: accountView,
  },
  /** Both pictures in base64, each as src/home/entity/picture.ts says; both empty: none any more. */
  setAvatar: {
    ask: strictRecord({ small: pictureText('small'), large: pictureText('large') }),
    answer: accountView,
  },
  /** Of a friend, or one's own; absent: there is none. */
  avatar: {
    ask: strictRecord({ name: optional(accountName), size: pictureSize }),
    answer: record({ version: optional(avatarVersion), picture: optional(pictureText('large')) }),
  },
  invite: {
    ask: strictRecord({ uses: count({ min: 1, max: 1000 }) }),
    answer: record({ code: text({ max: 64 }), uses: count(), expiresMs: count(), home }),
  },
  devices: { ask: nothing, answer: record({ devices: list(deviceView, { max: 64 }) }) },
  /** `device`: its id, the end of it, or its name, as long as only one fits. */
  revokeDevice: { ask: strictRecord({ device: text({ min: 1, max: 64 }) }), answer: nothing },

  friends: { ask: nothing, answer: record({ friends: list(friendView, { max: 100_000 }) }) },
  requestFriend: { ask: strictRecord({ name: accountName, note }), answer: friendView },
  acceptFriend: { ask: byName, answer: friendView },
  declineFriend: { ask: byName, answer: friendView },
  cancelFriend: { ask: byName, answer: friendView },
  removeFriend: { ask: byName, answer: friendView },
  blockAccount: { ask: byName, answer: friendView },
  unblockAccount: { ask: byName, answer: friendView },
  /** To the operator of the home. No messages go with it: the text is all that is said. */
  reportAccount: {
    ask: strictRecord({ name: accountName, reason: reportReason, text: reportText }),
    answer: nothing,
  },
  remarkFriend: { ask: strictRecord({ name: accountName, remark: label }), answer: friendView },

  sendText: {
    ask: strictRecord({ name: accountName, text: text({ min: 1, max: MAX_TEXT_CHARS }) }),
    answer: lineView,
  },
  /** Ascending; `before` and `after` are seqs, both absent: the newest page, with what is queued at its end. */
  history: {
    ask: strictRecord({
      name: accountName,
      before: optional(count()),
      after: optional(count()),
      limit: count({ min: 1, max: 200 }),
    }),
    /** Beside the page what is kept, refused and queued: their limits are in node/chat/limits.ts. */
    answer: record({ lines: list(lineView, { max: 1600 }), more: flag }),
  },
  markRead: { ask: strictRecord({ name: accountName, seq: count() }), answer: nothing },
  typing: { ask: byName, answer: nothing },

  sendFile: {
    /** `exclude`: of a folder, what of it is not offered. */
    ask: strictRecord({
      name: accountName,
      path,
      priority: optional(priority),
      exclude: optional(patterns),
    }),
    answer: transferView,
  },
  /** Offers a stream under this name; its bytes must follow within seconds: `PUT /v1/streams/<id>`. */
  sendStream: {
    ask: strictRecord({
      name: accountName,
      file: text({ min: 1, max: 255 }),
      priority: optional(priority),
    }),
    answer: transferView,
  },
  transfers: {
    ask: nothing,
    answer: record({
      transfers: someTransfers,
      hold: optional(holdView),
      /** Ended ones that are no longer listed; their lines are still in the conversations. */
      forgotten: optional(count()),
    }),
  },
  transfer: { ask: byTransfer, answer: transferView },
  acceptTransfer: {
    ask: strictRecord({ id: transferId, folder: optional(path), pick: optional(pick) }),
    answer: transferView,
  },
  declineTransfer: { ask: byTransfer, answer: transferView },
  pauseTransfer: { ask: byTransfer, answer: transferView },
  resumeTransfer: { ask: byTransfer, answer: transferView },
  cancelTransfer: { ask: byTransfer, answer: transferView },
  /** Who waits goes before those of lower priority; who moves is not interrupted. */
  prioritiseTransfer: { ask: strictRecord({ id: transferId, priority }), answer: transferView },
  /** Among those of the same direction and priority that do not move yet. */
  moveTransfer: { ask: strictRecord({ id: transferId, to: queueMove }), answer: transferView },
  /** Cancels it, and returns when nothing of it lies on this disk any more. */
  discardTransfer: { ask: byTransfer, answer: transferView },
  leftovers: { ask: nothing, answer: record({ leftovers: list(leftoverView, { max: 10_000 }) }) },
  /** A hold: what moves stops, and what comes later waits, until it is lifted; over restarts. */
  pauseAllTransfers: { ask: nothing, answer: holdView },
  /** Lifts the hold, and leaves what was paused alone; without a hold, resumes that. */
  resumeAllTransfers: { ask: nothing, answer: holdView },
  cancelAllTransfers: { ask: nothing, answer: record({ cancelled: someTransfers }) },

  limits: { ask: nothing, answer: limitsNow },
  /** Adds to what is set for the same friend and hours. */
  setLimit: { ask: limitView, answer: limitsNow },
  clearLimit: { ask: limitKey, answer: limitsNow },
  clearLimits: { ask: nothing, answer: limitsNow },

  rules: { ask: nothing, answer: record({ rules: list(ruleView, { max: 100_000 }) }) },
  setRule: { ask: ruleView, answer: ruleView },
  /** Without a name: the rule for all who have none of their own. */
  removeRule: { ask: strictRecord({ name: optional(accountName) }), answer: nothing },
} as const

/** Four characters for three bytes. */
function pictureText(size: PictureSize) {
  return text({
    max: Math.ceil(MAX_PICTURE_BYTES[size] / 3) * 4,
    pattern: /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
    allowed: `a picture of at most ${MAX_PICTURE_BYTES[size]} bytes, in base64`,
  })
}

export type ControlCall = keyof typeof CONTROL_CALLS
export type ControlAsk<K extends ControlCall> = Of<(typeof CONTROL_CALLS)[K]['ask']>
export type ControlAnswer<K extends ControlCall> = Of<(typeof CONTROL_CALLS)[K]['answer']>

/** As it is written before a shape has checked it: what may be absent may be left out. */
type Written<T> = { readonly [F in keyof T as undefined extends T[F] ? never : F]: T[F] } & {
  readonly [F in keyof T as undefined extends T[F] ? F : never]?: T[F]
}
export type WrittenAsk<K extends ControlCall> = Written<ControlAsk<K>>
export type WrittenAnswer<K extends ControlCall> = Written<ControlAnswer<K>>

/** The stream of events: one JSON object a line, `{ "<kind>": value }`. A reader that lags is cut off and reads anew. */
export const controlEvent = oneCase({
  link: linkView,
  /** A new line, or a line whose state moved. */
  line: lineView,
  friend: friendView,
  typing: record({ friend: accountName }),
  transfer: transferView,
})
export type ControlEvent = Of<typeof controlEvent>
