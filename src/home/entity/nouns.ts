import {
  type AccountId,
  accountId,
  type AccountName,
  accountName,
  conversationId,
  deviceId,
  messageId,
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
import {
  EVENT_WINDOW,
  MAX_BODY_BYTES,
  MAX_CARD_BYTES,
  MAX_DEVICES,
  MAX_LABEL_CHARS,
  MAX_NOTE_CHARS,
  MAX_PHONE_CHARS,
  MAX_REPORT_CHARS,
} from '../limits.ts'

/** The nouns of the home protocol, each as its shape and its type. Field meanings: proto/home.proto. */

export const label = text({ max: MAX_LABEL_CHARS })
export const note = text({ max: MAX_NOTE_CHARS })
/** As a person writes it; empty: none. */
export const phone = text({
  max: MAX_PHONE_CHARS,
  pattern: /^(\+?[0-9][0-9 ()./-]*)?$/,
  allowed: `a telephone number: at most ${MAX_PHONE_CHARS} of digits, space and ( ) . / -, a + in front`,
})
/** Why somebody reports an account. Few, so that an operator can sort by them; the text says the rest. */
export const REPORT_REASONS = ['spam', 'harassment', 'impersonation', 'illegal', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]
export const reportReason = choice(...REPORT_REASONS)
/** The reporter's word; empty: nothing beside the reason. */
export const reportText = text({ max: MAX_REPORT_CHARS })
/** Names one avatar, and is never used again for another; empty: none. */
export const avatarVersion = text({ max: 36, pattern: /^[a-z0-9-]*$/, allowed: 'a version' })
export const card = bytes({ max: MAX_CARD_BYTES })
export const body = bytes({ min: 1, max: MAX_BODY_BYTES })
/** A moment on the home's clock, milliseconds since 1970; 0: never. */
export const moment = count()

export const profile = record({
  account: accountId,
  name: accountName,
  displayName: label,
  signature: note,
  region: label,
  phone: optionalText(phone),
  /** Friends see the telephone number. */
  sharePhone: trueOrNone(),
  avatar: optionalText(avatarVersion),
})
export type Profile = Of<typeof profile>

/** Of somebody of whom no more is known. */
export function blankProfile(account: AccountId, name: AccountName): Profile {
  const none = { phone: undefined, sharePhone: undefined, avatar: undefined }
  return { account, name, displayName: '', signature: '', region: '', ...none }
}

export const device = record({
  device: deviceId,
  name: label,
  sinceMs: moment,
  lastSeenMs: moment,
  online: flag,
  current: flag,
})
export type Device = Of<typeof device>

export const friendDevice = record({ device: deviceId, online: flag, card })
export type FriendDevice = Of<typeof friendDevice>
const friendDevices = list(friendDevice, { max: MAX_DEVICES })

export const friendState = choice('none', 'requested', 'asked', 'friend', 'blocked')
export type FriendState = Of<typeof friendState>

/** Absent on the wire is the empty text; here it is undefined. */
const conversationOrNone = optionalText(conversationId)

export const friend = record({
  account: accountId,
  name: accountName,
  state: friendState,
  note,
  remark: label,
  sinceMs: moment,
  displayName: label,
  signature: note,
  region: label,
  phone: optionalText(phone),
  avatar: optionalText(avatarVersion),
  conversation: conversationOrNone,
  headSeq: count(),
  myReadSeq: count(),
  theirDeliveredSeq: count(),
  theirReadSeq: count(),
  unread: count(),
  intimacy: count(),
  online: flag,
  lastSeenMs: moment,
  devices: friendDevices,
})
export type Friend = Of<typeof friend>

export const presence = record({
  account: accountId,
  online: flag,
  lastSeenMs: moment,
  devices: friendDevices,
})
export type Presence = Of<typeof presence>

export const message = record({
  conversation: conversationId,
  seq: count({ min: 1 }),
  id: messageId,
  sender: accountId,
  device: deviceId,
  storedMs: moment,
  body,
})
export type Message = Of<typeof message>

export const receipt = record({
  conversation: conversationId,
  account: accountId,
  deliveredSeq: count(),
  readSeq: count(),
})
export type Receipt = Of<typeof receipt>

/** What an account uses of the spool, and may use. */
export const spoolUsage = record({
  storedBytes: count(),
  storedLimitBytes: count(),
  monthBytes: count(),
  monthLimitBytes: count(),
  /** When the month turns, and `monthBytes` is 0 again. */
  monthTurnsMs: moment,
})
export type SpoolUsage = Of<typeof spoolUsage>

const change = { message, receipt, friend, profile, device }

/** One entry of an account's log: `usn`, `atMs` and a change as `{ kind, value }`. */
export const event = eventShape()
export type Event = Of<typeof event>
export type Change = Of<ReturnType<typeof changeShape>>

export const events = record({ events: list(event, { max: EVENT_WINDOW }) })

function changeShape() {
  return oneCase(change)
}

function eventShape() {
  const head = record({ usn: count({ min: 1 }), atMs: moment })
  const cases = changeShape()
  return {
    allowed: 'an event',
    check: (value: unknown, path: string) => ({
      ...head.check(value, path),
      change: cases.check(value, path),
    }),
  }
}

/** False on the wire is absent. */
function trueOrNone(): Shape<true | undefined> {
  return shape(flag.allowed, (value, path) =>
    value === undefined || !flag.check(value, path) ? undefined : true,
  )
}

function optionalText<T>(inner: { check(value: unknown, path: string): T; allowed: string }) {
  const shape = optional(inner)
  return {
    allowed: shape.allowed,
    check: (value: unknown, path: string): T | undefined =>
      shape.check(value === '' ? undefined : value, path),
  }
}
