import type { Clock } from '../../src/core/clock.ts'
import type { AccountId, DeviceId } from '../../src/core/ids.ts'
import {
  type Answer,
  type Ask,
  type CallName,
  STRANGER_CALLS,
} from '../../src/home/entity/calls.ts'
import type { Friend } from '../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { SignedIn } from '../accounts/entity/caller.ts'
import type { Cards } from '../presence/domain/cards.ts'
import type { Presence } from '../presence/domain/presence.ts'
import type { Doorbell } from '../presence/ports.ts'
import type { Session } from '../sessions/domain/session.ts'
import type { Sessions } from '../sessions/domain/sessions.ts'
import type { SignIn } from '../sessions/domain/sign-in.ts'
import type {
  AccountCalls,
  AvatarCalls,
  ConversationCalls,
  DeviceCalls,
  FriendCalls,
  InviteCalls,
  ReportCalls,
  SpoolCalls,
} from './ports.ts'

/** Who asks, over one link. */
export interface Asking {
  readonly device: DeviceId
  /** @throws HomeRefusal `signed-out` before attach */
  readonly session: Session
  /** Opens the session of this link; a second attach on a link ends the first session. */
  attach(ask: Ask<'attach'>): Promise<Answer<'attach'>>
  /** The link ends after the answer. */
  leave(): void
  logout(): Promise<void>
}

export type Calls = {
  readonly [K in CallName]: (asking: Asking, ask: Ask<K>) => Promise<Answer<K>>
}

/** Any of them, where it does not matter which. */
export type Handle = (asking: Asking, ask: unknown) => Promise<Answer<CallName>>

export type CallsDeps = Readonly<{
  signIn: SignIn
  sessions: Sessions
  presence: Presence
  cards: Cards
  doorbell: Doorbell
  accounts: AccountCalls
  avatars: AvatarCalls
  devices: DeviceCalls
  invites: InviteCalls
  friends: FriendCalls
  reports: ReportCalls
  conversations: ConversationCalls
  /** Undefined: this relay has none. */
  spool: SpoolCalls | undefined
  clock: Clock
}>

export type HomeFacts = Readonly<{ home: string; program: string }>
/** As it is at each moment. */
type Admitting = Readonly<{ registration: Answer<'hello'>['registration'] }>

export const STRANGER: ReadonlySet<string> = new Set(STRANGER_CALLS)
/** The next request waits for these: they change what the link is, or their answers are as large as pages get. */
export const ONE_BY_ONE: ReadonlySet<string> = new Set([
  ...STRANGER_CALLS,
  ...(['leave', 'logout', 'friends', 'history', 'setAvatar', 'avatar'] as const),
])

const DONE = {}

/** What each call of the home protocol does: one call of a feature. */
export function homeCalls(deps: CallsDeps, facts: HomeFacts, settings: Admitting): Calls {
  return {
    ...strangerCalls(deps, facts, settings),
    ...sessionCalls(deps),
    ...accountCalls(deps),
    ...friendCalls(deps),
    ...conversationCalls(deps),
    ...spoolCalls(deps),
  }
}

function strangerCalls({ signIn }: CallsDeps, facts: HomeFacts, settings: Admitting) {
  const signedIn = ({ account, name }: SignedIn) => ({ account, name, home: facts.home })
  return {
    hello: async () => ({ ...facts, registration: settings.registration }),
    registerStart: (_asking, ask) => signIn.registerStart(ask),
    registerFinish: async ({ device }, ask) => signedIn(await signIn.registerFinish(device, ask)),
    loginStart: ({ device }, ask) => signIn.loginStart(device, ask),
    loginFinish: async ({ device }, ask) => signedIn(await signIn.loginFinish(device, ask)),
  } satisfies Partial<Calls>
}

function sessionCalls({ presence, cards, clock }: CallsDeps) {
  return {
    attach: (asking, ask) => asking.attach(ask),
    ping: async ({ session }) => {
      session.pinged()
      await presence.renewed(session.caller)
      return { nowMs: clock.nowMs() }
    },
    leave: async (asking) => {
      asking.leave()
      return DONE
    },
    acknowledgeEvents: async ({ session }, { usn }) => {
      session.acknowledge(usn)
      return DONE
    },
    setCard: async ({ session: { caller } }, { card }) => {
      if (await cards.announce(caller, card)) presence.tell(caller.account)
      return DONE
    },
  } satisfies Partial<Calls>
}

function accountCalls({ accounts, avatars, devices, invites, sessions, spool }: CallsDeps) {
  return {
    self: ({ session }) => accounts.profile(session.caller),
    setProfile: ({ session }, ask) => accounts.setProfile(session.caller, ask),
    setAvatar: ({ session }, ask) => avatars.set(session.caller, ask),
    avatar: ({ session }, ask) => avatars.get(session.caller, ask),
    devices: async ({ session }) => ({ devices: await devices.list(session.caller) }),
    revokeDevice: async ({ session }, { device }) => {
      await sessions.revoke(session.caller, device)
      await spool?.deviceGone(device)
      return DONE
    },
    logout: async (asking) => {
      await asking.logout()
      await spool?.deviceGone(asking.device)
      return DONE
    },
    createInvite: ({ session }, { uses }) => invites.create(session.caller, uses),
  } satisfies Partial<Calls>
}

function friendCalls({ friends, reports, spool }: CallsDeps) {
  /** What ended a friendship ends what moves between the two, before it is answered. */
  const ended = async (me: AccountId, friend: Friend): Promise<Friend> => {
    await spool?.unfriended(me, friend.account)
    return friend
  }
  return {
    friends: ({ session }, page) => friends.list(session.caller, page),
    requestFriend: ({ session }, ask) => friends.request(session.caller, ask),
    acceptFriend: ({ session }, { account }) => friends.accept(session.caller, account),
    declineFriend: ({ session }, { account }) => friends.decline(session.caller, account),
    cancelFriend: ({ session }, { account }) => friends.cancel(session.caller, account),
    removeFriend: async ({ session: { caller } }, { account }) =>
      ended(caller.account, await friends.remove(caller, account)),
    blockAccount: async ({ session: { caller } }, { name }) =>
      ended(caller.account, await friends.block(caller, name)),
    unblockAccount: ({ session }, { account }) => friends.unblock(session.caller, account),
    remarkFriend: ({ session }, ask) => friends.remark(session.caller, ask),
    reportAccount: async ({ session }, ask) => {
      await reports.report(session.caller, ask)
      return DONE
    },
  } satisfies Partial<Calls>
}

function conversationCalls({ conversations, doorbell }: CallsDeps) {
  return {
    sendMessage: ({ session }, ask) => conversations.send(session.caller, ask),
    history: ({ session }, ask) => conversations.history(session.caller, ask),
    markReceipt: async ({ session }, ask) => {
      await conversations.markReceipt(session.caller, ask)
      return DONE
    },
    typing: async ({ session: { caller } }, { conversation }) => {
      const friend = await conversations.peerOf(caller, conversation)
      doorbell.ring([friend], { kind: 'typing', conversation, account: caller.account })
      return DONE
    },
  } satisfies Partial<Calls>
}

function spoolCalls({ spool }: CallsDeps) {
  const open = (): SpoolCalls => {
    if (spool === undefined) throw new HomeRefusal('spool-off')
    return spool
  }
  return {
    spoolPut: async ({ session }, ask) => open().put(session.caller, ask),
    spoolGet: async ({ session }, ask) => open().get(session.caller, ask.spool),
    spoolDrop: async ({ session }, ask) => {
      await open().drop(session.caller, ask.spool)
      return DONE
    },
    spoolUsage: async ({ session }) => open().usage(session.caller),
  } satisfies Partial<Calls>
}
