import {
  accountId,
  accountName,
  conversationId,
  deviceId,
  messageId,
  spoolId,
} from '../../core/ids.ts'
import {
  bytes,
  choice,
  count,
  flag,
  list,
  type Of,
  oneCase,
  optional,
  record,
  type Shape,
  shape,
  text,
} from '../../core/shape.ts'
import { MAX_FILE_BYTES, MAX_TICKET_BYTES } from '../../transfer/limits.ts'
import {
  MAX_DEVICES,
  MAX_FRIENDS_PAGE,
  MAX_HISTORY_PAGE,
  MAX_OPAQUE_CHARS,
  MAX_PICTURE_BYTES,
  MAX_SPOOL_RECEIVERS,
} from '../limits.ts'
import { picture, pictureSize, type PictureSize } from './picture.ts'
import {
  avatarVersion,
  body,
  card,
  device,
  events,
  friend,
  label,
  message,
  moment,
  note,
  phone,
  presence,
  profile,
  reportReason,
  reportText,
  spoolUsage,
} from './nouns.ts'

/**
 * Every call of the home protocol: what is asked and what is answered. The names are those of the oneof cases in
 * proto/home.proto; relay and node are typed by this one table.
 */

const opaque = text({
  min: 1,
  max: MAX_OPAQUE_CHARS,
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: 'base64url',
})
const invite = text({ max: 64 })
const token = text({ min: 1, max: 64 })
const homeName = text({ max: 255 })
const program = text({ max: 128 })
const nothing = record({})
const byAccount = record({ account: accountId })
const bySpool = record({ spool: spoolId })
/** Opaque to a node. */
const ticket = bytes({ min: 1, max: MAX_TICKET_BYTES })
const receivers = list(accountId, { max: MAX_SPOOL_RECEIVERS })
const signedIn = record({ account: accountId, name: accountName, home: homeName })

/** A stranger may call these; everything else needs a session. */
export const STRANGER_CALLS = [
  'hello',
  'registerStart',
  'registerFinish',
  'loginStart',
  'loginFinish',
  'attach',
] as const

export const ASKS = {
  hello: record({ program }),
  registerStart: record({ name: accountName, request: opaque, invite }),
  registerFinish: record({
    name: accountName,
    record: opaque,
    invite,
    displayName: label,
    deviceName: label,
  }),
  loginStart: record({ name: accountName, request: opaque }),
  loginFinish: record({ login: token, finish: opaque, deviceName: label }),
  attach: record({ cursor: optional(count()), card }),
  ping: nothing,
  leave: nothing,
  acknowledgeEvents: record({ usn: count() }),
  setCard: record({ card }),
  self: nothing,
  setProfile: record({
    displayName: optional(label),
    signature: optional(note),
    region: optional(label),
    phone: optional(phone),
    sharePhone: optional(flag),
  }),
  setAvatar: record({ small: pictureOrNone('small'), large: pictureOrNone('large') }),
  avatar: record({ account: accountId, size: pictureSize, have: avatarVersion }),
  devices: nothing,
  revokeDevice: record({ device: deviceId }),
  logout: nothing,
  createInvite: record({ uses: count({ min: 1, max: 1000 }) }),
  friends: record({ after: text({ max: 36 }), limit: count({ min: 1, max: MAX_FRIENDS_PAGE }) }),
  requestFriend: record({ name: accountName, note }),
  acceptFriend: byAccount,
  declineFriend: byAccount,
  cancelFriend: byAccount,
  removeFriend: byAccount,
  blockAccount: record({ name: accountName }),
  unblockAccount: byAccount,
  remarkFriend: record({ account: accountId, remark: label }),
  reportAccount: record({ name: accountName, reason: reportReason, text: reportText }),
  sendMessage: record({ conversation: conversationId, id: messageId, body }),
  history: record({
    conversation: conversationId,
    afterSeq: count(),
    beforeSeq: count(),
    limit: count({ min: 1, max: MAX_HISTORY_PAGE }),
  }),
  markReceipt: record({ conversation: conversationId, deliveredSeq: count(), readSeq: count() }),
  typing: record({ conversation: conversationId }),
  spoolPut: record({
    spool: spoolId,
    receivers,
    bytes: count({ max: MAX_FILE_BYTES }),
    chunks: count({ max: MAX_FILE_BYTES }),
  }),
  spoolGet: bySpool,
  spoolDrop: bySpool,
  spoolUsage: nothing,
} as const

export const ANSWERS = {
  hello: record({ home: homeName, program, registration: choice('invite', 'open', 'closed') }),
  registerStart: record({ response: opaque }),
  registerFinish: signedIn,
  loginStart: record({ login: token, response: opaque }),
  loginFinish: signedIn,
  attach: record({
    account: accountId,
    name: accountName,
    epoch: count({ min: 1 }),
    headUsn: count(),
    snapshotNeeded: flag,
  }),
  ping: record({ nowMs: moment }),
  leave: nothing,
  acknowledgeEvents: nothing,
  setCard: nothing,
  self: profile,
  setProfile: profile,
  setAvatar: profile,
  avatar: record({ version: avatarVersion, picture: bytes({ max: MAX_PICTURE_BYTES.large }) }),
  devices: record({ devices: list(device, { max: MAX_DEVICES }) }),
  revokeDevice: nothing,
  logout: nothing,
  createInvite: record({ code: invite, uses: count(), expiresMs: moment }),
  friends: record({ friends: list(friend, { max: MAX_FRIENDS_PAGE }), more: flag }),
  requestFriend: friend,
  acceptFriend: friend,
  declineFriend: friend,
  cancelFriend: friend,
  removeFriend: friend,
  blockAccount: friend,
  unblockAccount: friend,
  remarkFriend: friend,
  reportAccount: nothing,
  sendMessage: record({ seq: count({ min: 1 }), storedMs: moment }),
  history: record({ messages: list(message, { max: MAX_HISTORY_PAGE }), more: flag }),
  markReceipt: nothing,
  typing: nothing,
  spoolPut: record({
    ticket,
    untilMs: moment,
    expiresMs: moment,
    waiting: receivers,
    usage: spoolUsage,
  }),
  spoolGet: record({ ticket, untilMs: moment, expiresMs: moment, bytes: count(), chunks: count() }),
  spoolDrop: nothing,
  spoolUsage,
} as const satisfies Record<keyof typeof ASKS, unknown>

export type CallName = keyof typeof ASKS
export type Ask<K extends CallName> = Of<(typeof ASKS)[K]>
export type Answer<K extends CallName> = Of<(typeof ANSWERS)[K]>

/** Empty takes it away. */
function pictureOrNone(size: PictureSize): Shape<Uint8Array> {
  const { allowed, check } = picture(size)
  const isNone = (value: unknown) => value instanceof Uint8Array && value.length === 0
  return shape(`nothing or ${allowed}`, (value, path) =>
    isNone(value) ? new Uint8Array() : check(value, path),
  )
}

/** What the home sends unasked. */
export const push = oneCase({
  events,
  caughtUp: record({ headUsn: count() }),
  presence,
  typing: record({ conversation: conversationId, account: accountId }),
  goAway: record({ retryAfterMs: count() }),
  loggedOut: record({ reason: choice('revoked', 'replaced', 'logged-out') }),
})
export type Push = Of<typeof push>
