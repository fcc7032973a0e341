import type { CallName } from '../../../src/home/entity/calls.ts'
import type { Rate } from './rate.ts'

/** Whose bucket it is. `address`: one IPv4 address, or one IPv6 /64; strangers make device keys for nothing, addresses less so. */
export type RateScope = 'address' | 'device' | 'account' | 'name' | 'nameFromAddress'

type RateRule = Rate & Readonly<{ by: RateScope; reason: string }>

/** Every rate limit of the relay; each can be set under `rates` in its configuration. */
export const RATES = {
  strangerPerAddress: {
    by: 'address',
    burst: 300,
    perMinute: 300,
    reason:
      'hello, attach and all else a stranger can ask: a town behind one address, no flood of handshakes',
  },
  registerPerAddress: {
    by: 'address',
    burst: 120,
    perMinute: 60,
    reason: 'accounts are for people: a class of fifty may join in a minute (two calls each)',
  },
  registerPerDevice: {
    by: 'device',
    burst: 10,
    perMinute: 4,
    reason: 'a few typing mistakes in an invite; one device needs one account',
  },
  loginPerAddress: {
    by: 'address',
    burst: 120,
    perMinute: 60,
    reason: 'guessing passwords from one place',
  },
  loginPerDevice: {
    by: 'device',
    burst: 20,
    perMinute: 10,
    reason: 'a person mistypes a few times (two calls an attempt)',
  },
  loginPerNameFromAddress: {
    by: 'nameFromAddress',
    burst: 20,
    perMinute: 6,
    reason: 'guessing one password from one place, which shuts nobody out who is somewhere else',
  },
  loginPerName: {
    by: 'name',
    burst: 200,
    perMinute: 60,
    reason:
      'guessing one password from many places; it takes ten at once to keep somebody from logging in, and devices that are signed in need no login',
  },
  attachPerDevice: {
    by: 'device',
    burst: 30,
    perMinute: 30,
    reason: 'a session costs a write; a node that reconnects with backoff stays far below',
  },
  callsPerDevice: {
    by: 'device',
    burst: 1_000,
    perMinute: 6_000,
    reason: 'everything a session asks together: one device cannot keep the relay busy alone',
  },
  pingPerDevice: {
    by: 'device',
    burst: 60,
    perMinute: 60,
    reason: 'one every 25 s is the rule; some more when a node doubts its link',
  },
  sendPerAccount: {
    by: 'account',
    burst: 500,
    perMinute: 3_000,
    reason:
      'an outbox of a day may leave at once, then 50 messages a second, more than a person types',
  },
  historyPerAccount: {
    by: 'account',
    burst: 200,
    perMinute: 1_200,
    reason: 'each page reads up to 1 MiB',
  },
  friendsPerAccount: {
    by: 'account',
    burst: 120,
    perMinute: 600,
    reason: 'pages of the list of friends: a snapshot of the largest list passes in one burst',
  },
  friendRequestPerAccount: {
    by: 'account',
    burst: 60,
    perMinute: 10,
    reason: 'requests reach people unasked, and an unknown name is told apart from a known one',
  },
  reportPerAccount: {
    by: 'account',
    burst: 10,
    perMinute: 1,
    reason: 'a person reads each report',
  },
  invitePerAccount: {
    by: 'account',
    burst: 10,
    perMinute: 1,
    reason: 'an invite is an account on this home',
  },
  profilePerAccount: {
    by: 'account',
    burst: 20,
    perMinute: 20,
    reason: 'each change is told to every friend',
  },
  avatarPerAccount: {
    by: 'account',
    burst: 10,
    perMinute: 2,
    reason: 'two pictures that are written to the disk, and fetched by every friend who looks',
  },
  avatarsPerAccount: {
    by: 'account',
    burst: 1_000,
    perMinute: 600,
    reason: 'one for each friend in a list; those that did not change cost no picture',
  },
  cardPerDevice: {
    by: 'device',
    burst: 20,
    perMinute: 20,
    reason: 'each card is told to every friend who is online; addresses change seldom',
  },
  spoolPutPerAccount: {
    by: 'account',
    burst: 200,
    perMinute: 200,
    reason:
      'one for each file that waits for a friend, and one a day for its ticket; each writes a few rows',
  },
  spoolGetPerAccount: {
    by: 'account',
    burst: 400,
    perMinute: 400,
    reason: 'one for each file that waits, on each device, and again after each break of the line',
  },
  typingPerDevice: {
    by: 'device',
    burst: 20,
    perMinute: 120,
    reason: 'one every few seconds is what a person makes',
  },
} as const satisfies Record<string, RateRule>

export type RateName = keyof typeof RATES
export type Rates = Readonly<Record<RateName, Rate>>

const ofAccount = ['callsPerDevice'] as const

/** What each call takes, first to last; the first that is empty refuses. */
export const CALL_RATES: Readonly<Record<CallName, readonly RateName[]>> = {
  hello: ['strangerPerAddress'],
  registerStart: ['strangerPerAddress', 'registerPerAddress', 'registerPerDevice'],
  registerFinish: ['strangerPerAddress', 'registerPerAddress', 'registerPerDevice'],
  loginStart: [
    'strangerPerAddress',
    'loginPerAddress',
    'loginPerDevice',
    // Before the one for all places: what this refuses must not empty that.
    'loginPerNameFromAddress',
    'loginPerName',
  ],
  loginFinish: ['strangerPerAddress', 'loginPerAddress', 'loginPerDevice'],
  attach: ['strangerPerAddress', 'attachPerDevice'],
  ping: ['pingPerDevice'],
  // Never refused: they end things.
  leave: [],
  logout: [],
  acknowledgeEvents: ofAccount,
  setCard: ['callsPerDevice', 'cardPerDevice'],
  self: ofAccount,
  setProfile: ['callsPerDevice', 'profilePerAccount'],
  setAvatar: ['callsPerDevice', 'avatarPerAccount'],
  avatar: ['callsPerDevice', 'avatarsPerAccount'],
  devices: ofAccount,
  revokeDevice: ofAccount,
  createInvite: ['callsPerDevice', 'invitePerAccount'],
  friends: ['callsPerDevice', 'friendsPerAccount'],
  requestFriend: ['callsPerDevice', 'friendRequestPerAccount'],
  acceptFriend: ofAccount,
  declineFriend: ofAccount,
  cancelFriend: ofAccount,
  removeFriend: ofAccount,
  blockAccount: ['callsPerDevice', 'friendRequestPerAccount'],
  unblockAccount: ofAccount,
  remarkFriend: ofAccount,
  reportAccount: ['callsPerDevice', 'reportPerAccount'],
  sendMessage: ['callsPerDevice', 'sendPerAccount'],
  history: ['callsPerDevice', 'historyPerAccount'],
  markReceipt: ofAccount,
  typing: ['callsPerDevice', 'typingPerDevice'],
  spoolPut: ['callsPerDevice', 'spoolPutPerAccount'],
  spoolGet: ['callsPerDevice', 'spoolGetPerAccount'],
  spoolDrop: ['callsPerDevice', 'spoolGetPerAccount'],
  spoolUsage: ofAccount,
}
