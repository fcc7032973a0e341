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
import { label, note } from '../../../src/home/entity/nouns.ts'
import {
  accountView,
  checkView,
  deviceView,
  friendView,
  lineView,
  linkView,
  path,
  ruleView,
  statusView,
  transferView,
} from './nouns.ts'

/**
 * The control API: `POST /v1/<call>` with one JSON object, answered by one; `GET /v1/events` is the stream of events.
 * CLI, daemon and web UI are typed by this one table. A refusal is `{ "error": { code, message, advice } }` with a 4xx.
 */

const home = text({ min: 1, max: 512 })
/** Never logged, never stored; leaves this process only as an OPAQUE message. */
const password = text({ min: 1, max: 1024 })
const byName = strictRecord({ name: accountName })
const byTransfer = strictRecord({ id: transferId })
const nothing = strictRecord({})

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
    }),
    answer: accountView,
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
    answer: record({ lines: list(lineView, { max: 1200 }), more: flag }),
  },
  markRead: { ask: strictRecord({ name: accountName, seq: count() }), answer: nothing },
  typing: { ask: byName, answer: nothing },

  sendFile: { ask: strictRecord({ name: accountName, path }), answer: transferView },
  transfers: { ask: nothing, answer: record({ transfers: list(transferView, { max: 10_000 }) }) },
  transfer: { ask: byTransfer, answer: transferView },
  acceptTransfer: {
    ask: strictRecord({ id: transferId, folder: optional(path) }),
    answer: transferView,
  },
  declineTransfer: { ask: byTransfer, answer: transferView },
  pauseTransfer: { ask: byTransfer, answer: transferView },
  resumeTransfer: { ask: byTransfer, answer: transferView },
  cancelTransfer: { ask: byTransfer, answer: transferView },
  rules: { ask: nothing, answer: record({ rules: list(ruleView, { max: 100_000 }) }) },
  setRule: { ask: ruleView, answer: ruleView },
  removeRule: { ask: byName, answer: nothing },
} as const

export type ControlCall = keyof typeof CONTROL_CALLS
export type ControlAsk<K extends ControlCall> = Of<(typeof CONTROL_CALLS)[K]['ask']>
export type ControlAnswer<K extends ControlCall> = Of<(typeof CONTROL_CALLS)[K]['answer']>

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
