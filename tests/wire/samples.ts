import {
  parseAccountId,
  parseAccountName,
  parseConversationId,
  parseDeviceId,
  parseMessageId,
  parseSpoolId,
  parseTransferId,
} from '../../src/core/ids.ts'
import type { ChatContent } from '../../src/chat/entity/chat-body.ts'
import type { Answer, Ask, CallName, Push } from '../../src/home/entity/calls.ts'
import type { Device, Friend, Message, Profile, SpoolUsage } from '../../src/home/entity/nouns.ts'

/** One value of every message, with every field away from its default. */
const account = parseAccountId('0192f0c1-0000-7000-8000-00000000000a')
const other = parseAccountId('0192f0c1-0000-7000-8000-00000000000b')
const conversation = parseConversationId('0192f0c1-0000-7000-8000-0000000000c0')
const id = parseMessageId('0192f0c1-0000-7000-8000-0000000000d0')
const transfer = parseTransferId('0192f0c1-0000-7000-8000-0000000000e0')
const deviceId = parseDeviceId('12D3KooWGzBjGfHV8q1eVxEUUuGNbKqmGpfYdzXcNEWNQBhLtQqv')
const spool = parseSpoolId('0192f0c1-0000-7000-8000-0000000000f0')
const name = parseAccountName('alice')
const moment = 1_795_446_307_110
const card = Uint8Array.of(1, 2, 3)

const profile: Profile = {
  account,
  name,
  displayName: 'Alice 🦊',
  signature: 'à bientôt',
  region: 'Bern',
  ...{ phone: undefined, sharePhone: undefined, avatar: undefined },
}
const wholeProfile: Profile = {
  ...profile,
  phone: '+41 (0)31 000 00 00',
  sharePhone: true,
  avatar: '0192f0c1-0000-7000-8000-0000000000aa',
}
const device: Device = {
  device: deviceId,
  name: 'laptop',
  sinceMs: moment,
  lastSeenMs: moment + 1,
  online: true,
  current: true,
}
const message: Message = {
  conversation,
  seq: 7,
  id,
  sender: account,
  device: deviceId,
  storedMs: moment,
  body: Uint8Array.of(9, 8),
}
const friend: Friend = {
  account: other,
  name: parseAccountName('bob'),
  state: 'friend',
  note: 'we met at the lake',
  remark: 'Bobby',
  sinceMs: moment,
  displayName: 'Bob',
  signature: 'hi',
  region: 'Basel',
  ...{ phone: undefined, avatar: undefined },
  conversation,
  headSeq: 12,
  myReadSeq: 10,
  theirDeliveredSeq: 11,
  theirReadSeq: 9,
  unread: 2,
  intimacy: 12,
  online: true,
  lastSeenMs: moment,
  devices: [{ device: deviceId, online: true, card }],
}
const usage: SpoolUsage = {
  storedBytes: 1,
  storedLimitBytes: 20e9,
  monthBytes: 2,
  monthLimitBytes: 200e9,
  monthTurnsMs: moment,
}
const signedIn = { account, name, home: 'home.example' }
const byAccount = { account: other }

export const ASK_SAMPLES: { readonly [K in CallName]: Ask<K> } = {
  hello: { program: 'homing 0.1.0' },
  registerStart: { name, request: 'cmVx', invite: 'ABCD-EFGH' },
  registerFinish: {
    name,
    record: 'cmVj',
    invite: 'ABCD-EFGH',
    displayName: 'Alice',
    deviceName: 'laptop',
  },
  loginStart: { name, request: 'cmVx' },
  loginFinish: { login: 'attempt', finish: 'Zmlu', deviceName: 'laptop' },
  attach: { cursor: 42, card },
  ping: {},
  leave: {},
  acknowledgeEvents: { usn: 42 },
  setCard: { card },
  self: {},
  setProfile: {
    ...{ displayName: 'Alice', signature: '', region: 'Bern' },
    ...{ phone: undefined, sharePhone: undefined },
  },
  setAvatar: { small: somePicture(96), large: somePicture(512) },
  avatar: { account: other, size: 'small', have: '' },
  devices: {},
  revokeDevice: { device: deviceId },
  logout: {},
  createInvite: { uses: 5 },
  friends: { after: account, limit: 100 },
  requestFriend: { name, note: 'hello' },
  acceptFriend: byAccount,
  declineFriend: byAccount,
  cancelFriend: byAccount,
  removeFriend: byAccount,
  blockAccount: { name },
  unblockAccount: byAccount,
  reportAccount: { name, reason: 'harassment', text: 'she said: …' },
  remarkFriend: { account: other, remark: 'Bobby' },
  sendMessage: { conversation, id, body: Uint8Array.of(1) },
  history: { conversation, afterSeq: 3, beforeSeq: 9, limit: 50 },
  markReceipt: { conversation, deliveredSeq: 5, readSeq: 4 },
  typing: { conversation },
  spoolPut: { spool, receivers: [account, other], bytes: 2 ** 40 + 5, chunks: 2 ** 20 },
  spoolGet: { spool },
  spoolDrop: { spool },
  spoolUsage: {},
}

/** The head of a picture of so many pixels, and nothing that could be shown. */
export function somePicture(side: number): Uint8Array {
  const text = (word: string) => new TextEncoder().encode(word)
  const sides = [side & 255, side >> 8, side & 255, side >> 8]
  const frame = [0x10, 0, 0, 0x9d, 0x01, 0x2a, ...sides]
  const head = [...text('WEBPVP8 '), frame.length, 0, 0, 0]
  return Uint8Array.of(...text('RIFF'), head.length + frame.length, 0, 0, 0, ...head, ...frame)
}

/** What was added to messages that had been there before. */
export const LATER_FRIEND: Friend = { ...friend, phone: '031 000', avatar: wholeProfile.avatar }

export const ANSWER_SAMPLES: { readonly [K in CallName]: Answer<K> } = {
  hello: { home: 'home.example', program: 'relay 0.1.0', registration: 'invite' },
  registerStart: { response: 'cmVz' },
  registerFinish: signedIn,
  loginStart: { login: 'attempt', response: 'cmVz' },
  loginFinish: signedIn,
  attach: { account, name, epoch: 3, headUsn: 99, snapshotNeeded: true },
  ping: { nowMs: moment },
  leave: {},
  acknowledgeEvents: {},
  setCard: {},
  self: profile,
  setProfile: profile,
  setAvatar: wholeProfile,
  avatar: { version: '0192f0c1-0000-7000-8000-0000000000aa', picture: somePicture(96) },
  devices: { devices: [device] },
  revokeDevice: {},
  logout: {},
  createInvite: { code: 'ABCD-EFGH', uses: 5, expiresMs: moment },
  friends: { friends: [friend], more: true },
  requestFriend: friend,
  acceptFriend: friend,
  declineFriend: friend,
  cancelFriend: friend,
  removeFriend: friend,
  blockAccount: friend,
  unblockAccount: friend,
  reportAccount: {},
  remarkFriend: friend,
  sendMessage: { seq: 2 ** 52, storedMs: moment },
  history: { messages: [message], more: true },
  markReceipt: {},
  typing: {},
  spoolPut: {
    ticket: Uint8Array.of(4, 5),
    untilMs: moment,
    expiresMs: moment + 1,
    waiting: [other],
    usage,
  },
  spoolGet: {
    ticket: Uint8Array.of(6, 7),
    untilMs: moment,
    expiresMs: moment + 1,
    bytes: 2 ** 40 + 5,
    chunks: 2 ** 20,
  },
  spoolDrop: {},
  spoolUsage: usage,
}

const change = (
  usn: number,
  of: Extract<Push, { kind: 'events' }>['value']['events'][number]['change'],
) => ({ usn, atMs: moment, change: of })

export const PUSH_SAMPLES: readonly Push[] = [
  {
    kind: 'events',
    value: {
      events: [
        change(1, { kind: 'message', value: message }),
        change(2, {
          kind: 'receipt',
          value: { conversation, account: other, deliveredSeq: 7, readSeq: 6 },
        }),
        change(3, { kind: 'friend', value: friend }),
        change(4, { kind: 'profile', value: profile }),
        change(5, { kind: 'device', value: device }),
      ],
    },
  },
  { kind: 'caughtUp', value: { headUsn: 5 } },
  {
    kind: 'presence',
    value: { account: other, online: true, lastSeenMs: moment, devices: friend.devices },
  },
  { kind: 'typing', value: { conversation, account: other } },
  { kind: 'goAway', value: { retryAfterMs: 1500 } },
  { kind: 'loggedOut', value: { reason: 'revoked' } },
]

export const CHAT_SAMPLES: readonly ChatContent[] = [
  { kind: 'text', value: { text: 'bonjour 👋\nsecond line' } },
  {
    kind: 'offer',
    value: {
      transfer,
      spool: undefined,
      content: {
        kind: 'file',
        value: { name: 'film.mkv', size: 40_000_000_000, mtimeMs: moment, mode: 0o644 },
      },
    },
  },
  {
    kind: 'offer',
    value: {
      transfer,
      spool: undefined,
      content: {
        kind: 'folder',
        value: {
          name: 'holidays',
          size: 40_000_000_000,
          entries: 80_000,
          chunkCount: 40_123,
          listingBytes: 3_000_000,
          listing: Uint8Array.from({ length: 32 }, (_, at) => at),
        },
      },
    },
  },
  {
    kind: 'offer',
    value: {
      transfer,
      spool: {
        spool,
        keys: [{ device: deviceId, sealed: Uint8Array.from({ length: 144 }, (_, at) => at) }],
      },
      content: {
        kind: 'file',
        value: { name: 'film.mkv', size: 40_000_000_000, mtimeMs: moment, mode: 0o644 },
      },
    },
  },
  {
    kind: 'offer',
    value: {
      transfer,
      spool: undefined,
      content: { kind: 'stream', value: { name: 'x.tar', mtimeMs: moment } },
    },
  },
  { kind: 'offerAnswer', value: { transfer, answer: 'accepted' } },
  {
    kind: 'transferEnded',
    value: {
      transfer,
      outcome: 'verified',
      root: 'bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi',
      code: 'none',
    },
  },
]
