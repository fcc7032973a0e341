import type { DeviceId } from '../../../src/core/ids.ts'
import { openPeerCard, PeerCardError } from '../../../src/identity/data/sealed-peer-card.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import type { CardReader } from '../ports.ts'

/** Peer cards as devices sign them. */
export const signedCards: CardReader = {
  async open(device: DeviceId, card: Uint8Array) {
    try {
      return await openPeerCard(card, device)
    } catch (err) {
      if (err instanceof WireError || err instanceof PeerCardError) return undefined
      throw err
    }
  },
}
