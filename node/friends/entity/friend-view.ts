import type { Friend } from '../../../src/home/entity/nouns.ts'
import type { FriendView } from '../../control/entity/nouns.ts'

export type FriendCounts = Readonly<{ unread: number; exchanged: number; connected: boolean }>

export function viewOfFriend(friend: Friend, counts: FriendCounts): FriendView {
  const { account, name, state, displayName, remark, signature, region, note } = friend
  const { sinceMs, online, lastSeenMs, phone, avatar } = friend
  return {
    ...{ account, name, state, displayName, remark, signature, region, note },
    ...{ sinceMs, online, lastSeenMs, phone, avatar },
    intimacy: Math.max(friend.intimacy, counts.exchanged),
    unread: counts.unread,
    connected: counts.connected,
  }
}

/** The closest first; who exchanged as much, by name. */
export function byIntimacy(a: FriendView, b: FriendView): number {
  return b.intimacy - a.intimacy || (a.name < b.name ? -1 : 1)
}
