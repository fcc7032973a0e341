import { bytes, record } from '../core/shape.ts'
import {
  MAX_CARD_ADDRESS_CHARS,
  MAX_CARD_ADDRESSES,
  type PeerCard,
  peerCard,
} from '../identity/entity/peer-card.ts'
import { decodeChecked } from './decode.ts'
import { homing } from './protobuf.ts'
import { WireError } from './wire-error.ts'

/** PeerCard and SealedPeerCard <-> bytes. Whether a signature is true is not asked here. */
export type SealedBytes = Readonly<{ card: Uint8Array; signature: Uint8Array }>

/** Every address at its longest, and the rest of the card. */
export const MAX_CARD_BYTES = MAX_CARD_ADDRESSES * (MAX_CARD_ADDRESS_CHARS + 4) + 128
/** The card, its signature and their headers. */
export const MAX_SEALED_CARD_BYTES = MAX_CARD_BYTES + 96

const sealed = record({
  card: bytes({ min: 1, max: MAX_CARD_BYTES }),
  signature: bytes({ min: 64, max: 64 }),
})

export function encodePeerCard(card: PeerCard): Uint8Array {
  const { sealingKey = null } = card
  return homing.PeerCard.encode({ ...card, addresses: [...card.addresses], sealingKey }).finish()
}

/** @throws WireError */
export function decodePeerCard(encoded: Uint8Array): PeerCard {
  return decodeChecked(homing.PeerCard, peerCard, encoded)
}

export function encodeSealedCard(parts: SealedBytes): Uint8Array {
  return homing.SealedPeerCard.encode(parts).finish()
}

/** @throws WireError */
export function decodeSealedCard(encoded: Uint8Array): SealedBytes {
  if (encoded.length > MAX_SEALED_CARD_BYTES) throw new WireError('TOO_LARGE', 'sealed peer card')
  return decodeChecked(homing.SealedPeerCard, sealed, encoded)
}
