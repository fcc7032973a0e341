import type { SealedKey } from '../../../src/chat/entity/chat-body.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { openBox, SealedBoxError, sealBox } from '../../../src/identity/data/sealed-box.ts'
import type { DeviceKey } from '../../../src/net/device-key.ts'
import { type BoundOffer, boundText } from '../entity/bound-offer.ts'
import { keyBytes, keyText } from '../entity/spool-key.ts'
import type { KeySeals, PartyDevice } from '../queue-ports.ts'

const PURPOSE = 'homing-spool-key/1'

/** Keys of spool objects in sealed boxes between devices. */
export class DeviceKeySeals implements KeySeals {
  readonly #own: () => DeviceKey

  /** `own`: this device's key, which a logout replaces. */
  constructor(deps: Readonly<{ own: () => DeviceKey }>) {
    this.#own = deps.own
  }

  async seal(key: string, offer: BoundOffer, devices: readonly PartyDevice[]) {
    const boxed = { purpose: PURPOSE, bound: boundText(offer) }
    const keys: SealedKey[] = []
    for (const { device, sealingKey } of devices) {
      if (sealingKey === undefined) continue
      const sealed = await sealBox(this.#own(), { device, sealingKey }, keyBytes(key), boxed)
      if (sealed !== undefined) keys.push({ device, sealed })
    }
    return keys
  }

  async open(sealed: Uint8Array, offer: BoundOffer, sender: DeviceId): Promise<string | undefined> {
    try {
      const boxed = { purpose: PURPOSE, bound: boundText(offer) }
      return keyText(await openBox(this.#own(), sender, sealed, boxed))
    } catch (err) {
      if (err instanceof SealedBoxError) return undefined
      throw err
    }
  }
}
