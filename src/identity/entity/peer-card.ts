import { type DeviceId, deviceId } from '../../core/ids.ts'
import { bytes, count, list, optional, record, type Shape, text } from '../../core/shape.ts'
import { SEALING_KEY_BYTES } from '../limits.ts'

/** Where a device can be dialled, as it says itself. Told to friends by the home, and signed, so the home cannot change it. */
export type PeerCard = Readonly<{
  device: DeviceId
  /** Multiaddrs, without `/p2p/`. Only what dial-policy allows is ever dialled. */
  addresses: readonly string[]
  /** Orders the cards of one device; not a clock. */
  issuedAtMs: number
  /** What secrets for this device are sealed with; without it none can be. */
  sealingKey?: Uint8Array | undefined
}>

/** Addresses of one device: two transports on a few interfaces. */
export const MAX_CARD_ADDRESSES = 16
/** `/dns6/` with a long name, port and `/tls/ws`; an IPv6 address takes 60. */
export const MAX_CARD_ADDRESS_CHARS = 256

export const peerCard: Shape<PeerCard> = record({
  device: deviceId,
  addresses: list(
    text({ min: 1, max: MAX_CARD_ADDRESS_CHARS, pattern: /^\/[!-~]+$/, allowed: 'a multiaddr' }),
    { max: MAX_CARD_ADDRESSES },
  ),
  issuedAtMs: count(),
  sealingKey: optional(bytes({ min: SEALING_KEY_BYTES, max: SEALING_KEY_BYTES })),
})

/** The card to keep: an older one, or another device's, never replaces what is there. */
export function newerCard(kept: PeerCard | undefined, arrived: PeerCard): PeerCard {
  if (kept === undefined) return arrived
  if (kept.device !== arrived.device) return kept
  return arrived.issuedAtMs > kept.issuedAtMs ? arrived : kept
}

/** The place of the next card: after the last one even when the clock was set back (or had been years ahead). */
export function nextIssueMs(nowMs: number, lastIssuedMs: number | undefined): number {
  return Math.max(nowMs, (lastIssuedMs ?? -1) + 1)
}
