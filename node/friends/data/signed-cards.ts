import type { Logger } from '../../../src/core/logger.ts'
import type { FriendDevice } from '../../../src/home/entity/nouns.ts'
import { openPeerCard } from '../../../src/identity/data/sealed-peer-card.ts'
import type { KnownDevice } from '../entity/known-friend.ts'
import type { CardReader } from '../ports.ts'

/** Peer cards, each opened only if its device signed it: the home passes them on and cannot change them. */
export class SignedCards implements CardReader {
  readonly #log: Logger

  constructor(deps: Readonly<{ log: Logger }>) {
    this.#log = deps.log
  }

  read(devices: readonly FriendDevice[], known: readonly KnownDevice[]): Promise<KnownDevice[]> {
    return Promise.all(
      devices.map(async (each) => {
        const before = known.find(({ device }) => device === each.device)
        return { ...(await this.#newer(each, before)), online: each.online }
      }),
    )
  }

  async #newer(
    { device, card }: FriendDevice,
    before: KnownDevice | undefined,
  ): Promise<Omit<KnownDevice, 'online'>> {
    const kept = before ?? { device, addresses: [], issuedMs: 0, sealingKey: undefined }
    if (card.length === 0) return kept
    try {
      const { addresses, issuedAtMs: issuedMs, sealingKey } = await openPeerCard(card, device)
      return issuedMs > kept.issuedMs ? { device, addresses, issuedMs, sealingKey } : kept
    } catch (err) {
      this.#log.warn({ err, device }, 'a card of a device was refused')
      return kept
    }
  }
}
