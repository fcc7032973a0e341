import type { Friend, Presence } from '../../../src/home/entity/nouns.ts'
import type { StoredFriend } from '../ports.ts'

const HIDDEN = { displayName: '', signature: '', region: '' }
const ABSENT = { online: false, lastSeenMs: 0, devices: [] }

/** The relation as its side sees it: only friends see a profile, presence and devices. */
export function friendView(stored: StoredFriend, presence: Presence | undefined): Friend {
  const isFriend = stored.state === 'friend'
  const { displayName, signature, region } = isFriend ? stored : HIDDEN
  const { online, lastSeenMs, devices } = (isFriend ? presence : undefined) ?? ABSENT
  return {
    account: stored.account,
    name: stored.name,
    state: stored.state,
    note: stored.note,
    remark: stored.remark,
    sinceMs: stored.sinceMs,
    displayName,
    signature,
    region,
    conversation: stored.conversation,
    headSeq: stored.headSeq,
    myReadSeq: stored.myReadSeq,
    theirDeliveredSeq: stored.theirDeliveredSeq,
    theirReadSeq: stored.theirReadSeq,
    unread: unreadCount(stored),
    intimacy: stored.headSeq,
    online,
    lastSeenMs,
    devices,
  }
}

/** head − read − own messages after read. */
function unreadCount(stored: StoredFriend): number {
  const ownAfterRead = stored.mySentCount - stored.mySentAtRead
  return stored.headSeq - stored.myReadSeq - ownAfterRead
}
