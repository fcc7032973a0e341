import { createHash } from 'node:crypto'
import { boundText } from '../../../node/transfer/entity/bound-offer.ts'
import { keyBytes, keyText } from '../../../node/transfer/entity/spool-key.ts'
import type { KeySeals } from '../../../node/transfer/queue-ports.ts'
import { SEALED_KEY_BYTES } from '../../../src/chat/entity/chat-body.ts'
import type { DeviceId } from '../../../src/core/ids.ts'

const DIGEST_BYTES = 32
const KEY_BYTES = 32

/** Boxes in name only, since devices of the lab have no keys: they hold to what a real one is bound to, and none is made twice. */
export function labKeySeals(own: DeviceId): KeySeals {
  let made = 0
  return {
    seal: async (key, offer, devices) =>
      devices
        .filter(({ sealingKey }) => sealingKey !== undefined)
        .map(({ device }) => {
          const sealed = new Uint8Array(SEALED_KEY_BYTES)
          sealed.set(digest([own, device, boundText(offer)]))
          sealed.set(keyBytes(key), DIGEST_BYTES)
          sealed.set([made++ & 0xff], SEALED_KEY_BYTES - 1)
          return { device, sealed }
        }),
    open: async (sealed, offer, sender) => {
      const isRight = digest([sender, own, boundText(offer)]).equals(
        sealed.subarray(0, DIGEST_BYTES),
      )
      return isRight ? keyText(sealed.subarray(DIGEST_BYTES, DIGEST_BYTES + KEY_BYTES)) : undefined
    },
  }
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}
