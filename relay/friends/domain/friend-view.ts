import type { Friend, Presence } from '../../../src/home/entity/nouns.ts'
import type { StoredFriend } from '../ports.ts'

const HIDDEN = {
  ...{ displayName: '', signature: '', region: '', phone: undefined, avatar: undefined },
  ...{ theirDeliveredSeq: 0, theirReadSeq: 0 },
}
const ABSENT = { online: false, lastSeenMs: 0, devices: [] }

/** The relation as its side sees it: only friends see a profile, what was read, presence and devices. */
export function friendView(stored: StoredFriend, presence: Presence | undefined): Friend {
  const isFriend = stored.state === 'friend'
  const { displayName, signature, region, phone, avatar, ...told } = isFriend ? stored : HIDDEN
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
    phone,
    avatar,
    conversation: stored.conversation,
    headSeq: stored.headSeq,
    myReadSeq: stored.myReadSeq,
    theirDeliveredSeq: told.theirDeliveredSeq,
    theirReadSeq: told.theirReadSeq,
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

/** No friend is larger on the wire: ids, numbers and tags of a friend, and of each device. */
const HEAD_BYTES = 400
const DEVICE_BYTES = 80
/** The most that one UTF-16 unit takes in UTF-8. */
const UNIT_BYTES = 3

/** The first of these that fit together; the first one always. */
export function fittingFriends(friends: readonly Friend[], maxBytes: number): readonly Friend[] {
  let bytes = 0
  const end = friends.findIndex((friend, index) => {
    bytes += bytesAtMost(friend)
    return index > 0 && bytes > maxBytes
  })
  return end === -1 ? friends : friends.slice(0, end)
}

function bytesAtMost(friend: Friend): number {
  const { note, remark, displayName, signature, region, phone = '', avatar = '' } = friend
  const texts = [note, remark, displayName, signature, region, phone, avatar]
  const units = texts.join('').length
  const cards = friend.devices.reduce((sum, device) => sum + DEVICE_BYTES + device.card.length, 0)
  return HEAD_BYTES + units * UNIT_BYTES + cards
}
