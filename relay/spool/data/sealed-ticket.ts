import type { Ticket } from '../../../src/home/entity/ticket.ts'
import { type DeviceKey, verify } from '../../../src/net/device-key.ts'
import {
  decodeSealedTicket,
  decodeTicket,
  encodeSealedTicket,
  encodeTicket,
} from '../../../src/wire/ticket-codec.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import type { Tickets } from '../ports.ts'

/** A signature for this is none for anything else that the key signs. */
const DOMAIN = 'homing-ticket/1'

/** Tickets signed by the home's device key: whoever has the key can check them, and nothing else is needed. */
export class SealedTickets implements Tickets {
  readonly #key: DeviceKey

  constructor(key: DeviceKey) {
    this.#key = key
  }

  async issue(ticket: Ticket): Promise<Uint8Array> {
    const encoded = encodeTicket(ticket)
    return encodeSealedTicket({ ticket: encoded, signature: await this.#key.sign(DOMAIN, encoded) })
  }

  async open(bytes: Uint8Array): Promise<Ticket | undefined> {
    try {
      const { ticket, signature } = decodeSealedTicket(bytes)
      if (!(await verify(this.#key.deviceId, DOMAIN, ticket, signature))) return undefined
      return decodeTicket(ticket)
    } catch (err) {
      if (err instanceof WireError) return undefined
      throw err
    }
  }
}
