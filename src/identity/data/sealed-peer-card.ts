import type { DeviceId } from '../../core/ids.ts'
import { type DeviceKey, verify } from '../../net/device-key.ts'
import {
  decodePeerCard,
  decodeSealedCard,
  encodePeerCard,
  encodeSealedCard,
} from '../../wire/peer-card-codec.ts'
import type { PeerCard } from '../entity/peer-card.ts'

const DOMAIN = 'homing-peer-card/1'

/** A sealed card was whole but not signed by the device that it names, or names another one. */
export class PeerCardError extends Error {
  override readonly name = 'PeerCardError'
  readonly code: 'BAD_SIGNATURE' | 'OTHER_DEVICE'
  constructor(code: 'BAD_SIGNATURE' | 'OTHER_DEVICE', message: string) {
    super(message)
    this.code = code
  }
}

export async function sealPeerCard(
  key: DeviceKey,
  card: Omit<PeerCard, 'device'>,
): Promise<Uint8Array> {
  const encoded = encodePeerCard({ ...card, device: key.deviceId })
  return encodeSealedCard({ card: encoded, signature: await key.sign(DOMAIN, encoded) })
}

/**
 * The card inside, proved to be by `expected` where that is given, else by whichever device it names.
 * @throws WireError for bytes that are no card, PeerCardError for a card that is not the device's own.
 */
export async function openPeerCard(bytes: Uint8Array, expected?: DeviceId): Promise<PeerCard> {
  const sealed = decodeSealedCard(bytes)
  const card = decodePeerCard(sealed.card)
  if (expected !== undefined && card.device !== expected) {
    throw new PeerCardError('OTHER_DEVICE', 'the card names another device')
  }
  if (!(await verify(card.device, DOMAIN, sealed.card, sealed.signature))) {
    throw new PeerCardError('BAD_SIGNATURE', 'the card was not signed by its device')
  }
  return card
}
