import type { DeviceId } from '../../../src/core/ids.ts'
import type { Friend, Presence } from '../../../src/home/entity/nouns.ts'

/** A device of a friend. `addresses`: what it announced itself, in a card that it signed; none when it never did. */
export type KnownDevice = Readonly<{
  device: DeviceId
  online: boolean
  addresses: readonly string[]
  /** When the card was signed, by the device's clock; 0 without a card. An older card never replaces a newer one. */
  issuedMs: number
  /** What secrets for it are sealed with, as its card says. */
  sealingKey: Uint8Array | undefined
}>

/** A relation as the home told it, with what the cards of its devices say. */
export type KnownFriend = Readonly<{ friend: Friend; devices: readonly KnownDevice[] }>

/** Without a link to the home nobody is known to be online. */
export function withoutPresence(known: KnownFriend): KnownFriend {
  const devices = known.devices.map((each) => ({ ...each, online: false }))
  const friend = {
    ...known.friend,
    online: false,
    devices: known.friend.devices.map((each) => ({ ...each, online: false })),
  }
  return { friend, devices }
}

/**
 * The relation after news of presence. It may name a device that was just added; only a whole Friend takes one away. An
 * empty card is no news.
 */
export function withPresence(friend: Friend, presence: Presence): Friend {
  const named = new Map(presence.devices.map((each) => [each.device, each]))
  const kept = friend.devices.map((each) => {
    const news = named.get(each.device)
    named.delete(each.device)
    if (news === undefined) return { ...each, online: false }
    return { ...news, card: news.card.length > 0 ? news.card : each.card }
  })
  return {
    ...friend,
    online: presence.online,
    lastSeenMs: Math.max(friend.lastSeenMs, presence.lastSeenMs),
    devices: [...kept, ...named.values()],
  }
}

/** Worth a row: a relation, or a conversation whose history keeps its name. */
export function worthKeeping(friend: Friend): boolean {
  return friend.state !== 'none' || friend.conversation !== undefined
}
