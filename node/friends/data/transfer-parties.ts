import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import type { Friend } from '../../../src/home/entity/nouns.ts'
import type { Parties, Party } from '../../transfer/queue-ports.ts'
import type { Friends } from '../domain/friends.ts'

type PartiesDeps = Readonly<{
  friends: Friends
  /** Is there a link to the home? */
  online: () => boolean
  onLink(listener: () => void): () => void
}>

/** Friends, as transfers see them. */
export class TransferParties implements Parties {
  readonly #deps: PartiesDeps

  constructor(deps: PartiesDeps) {
    this.#deps = deps
  }

  byName(name: AccountName): Party | undefined {
    return this.#party(this.#deps.friends.byName(name))
  }

  byAccount(account: AccountId): Party | undefined {
    return this.#party(this.#deps.friends.byAccount(account))
  }

  byDevice(device: DeviceId): Party | undefined {
    return this.#party(this.#deps.friends.friendOfDevice(device))
  }

  onChange(listener: (account: AccountId) => void): () => void {
    const { friends, onLink } = this.#deps
    const undoPresence = friends.onPresence(listener)
    const undoLink = onLink(() => {
      for (const { account } of friends.list()) listener(account)
    })
    return () => {
      undoPresence()
      undoLink()
    }
  }

  #party(friend: Friend | undefined): Party | undefined {
    if (friend?.state !== 'friend') return undefined
    const { account, name } = friend
    const devices = this.#deps.friends.devicesOf(account).map((each) => {
      const seen = each.online ? ('online' as const) : ('offline' as const)
      const { device, addresses, sealingKey } = each
      const reach = this.#deps.online() ? seen : ('unknown' as const)
      return { device, addresses, sealingKey, reach }
    })
    return { account, name, devices }
  }
}
