import type { CallName } from '../../../src/home/entity/calls.ts'

/**
 * What is turned away when there is too much to do. `first`: costs much, and nobody loses by waiting. `last`: only when that was not
 * enough. `never`: what was begun is finished, what is written is stored, who is there stays, who wants to end something can.
 */
export type ShedKind = 'first' | 'last' | 'never'

export const SHED_CALLS: Readonly<Record<CallName, ShedKind>> = {
  hello: 'first',
  registerStart: 'first',
  loginStart: 'first',
  history: 'first',
  typing: 'first',
  avatar: 'first',
  spoolPut: 'first',
  spoolGet: 'first',
  attach: 'last',
  devices: 'last',
  createInvite: 'last',
  requestFriend: 'last',
  setProfile: 'last',
  setAvatar: 'last',
  remarkFriend: 'last',
  reportAccount: 'last',
  setCard: 'last',
  spoolUsage: 'last',
  // Their costly half is done.
  registerFinish: 'never',
  loginFinish: 'never',
  ping: 'never',
  leave: 'never',
  logout: 'never',
  revokeDevice: 'never',
  acknowledgeEvents: 'never',
  // Of a snapshot that an attach let in.
  self: 'never',
  friends: 'never',
  acceptFriend: 'never',
  declineFriend: 'never',
  cancelFriend: 'never',
  removeFriend: 'never',
  blockAccount: 'never',
  unblockAccount: 'never',
  sendMessage: 'never',
  markReceipt: 'never',
  spoolDrop: 'never',
}

/** What is no call: a line of the spool, a connection. */
export const SHED_OTHERS = { spoolLine: 'first', connection: 'last' } as const satisfies Record<
  string,
  ShedKind
>

export type Sheddable = CallName | keyof typeof SHED_OTHERS
