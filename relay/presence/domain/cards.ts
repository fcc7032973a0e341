import type { DeviceId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import type { CardReader, CardStore, DeviceDirectory } from '../ports.ts'

type CardsDeps = Readonly<{ reader: CardReader; store: CardStore; devices: DeviceDirectory }>

/** The cards that devices announce. The home checks whose they are; friends check the signature again. */
export class Cards {
  readonly #deps: CardsDeps

  constructor(deps: CardsDeps) {
    this.#deps = deps
  }

  /** @returns whether friends would see something new. An older card than the kept one is let fall: links overtake each other. */
  async announce(caller: Caller, card: Uint8Array): Promise<boolean> {
    const issuedAtMs = await this.#issuedAtMs(caller.device, card)
    if (issuedAtMs === undefined) throw new HomeRefusal('bad-request')
    const kept = await this.#kept(caller)
    if (kept !== undefined && kept >= issuedAtMs) return false
    await this.#deps.store.setCard(caller, card)
    return true
  }

  async #kept(caller: Caller): Promise<number | undefined> {
    const devices = await this.#deps.devices.devicesOf([caller.account])
    const kept = devices.get(caller.account)?.find((each) => each.device === caller.device)
    return kept === undefined ? undefined : this.#issuedAtMs(caller.device, kept.card)
  }

  async #issuedAtMs(device: DeviceId, card: Uint8Array): Promise<number | undefined> {
    if (card.length === 0) return undefined
    return (await this.#deps.reader.open(device, card))?.issuedAtMs
  }
}
