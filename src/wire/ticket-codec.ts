import { bytes, record } from '../core/shape.ts'
import { type Ticket, ticket } from '../home/entity/ticket.ts'
import { MAX_TICKET_BYTES } from '../transfer/limits.ts'
import { decodeChecked } from './decode.ts'
import { homing } from './protobuf.ts'

/** Ticket and SealedTicket <-> bytes. Whether a signature is true is not asked here. */
const sealed = record({
  ticket: bytes({ min: 1, max: MAX_TICKET_BYTES }),
  signature: bytes({ min: 64, max: 64 }),
})

export function encodeTicket(value: Ticket): Uint8Array {
  return homing.Ticket.encode(value).finish()
}

/** @throws WireError */
export function decodeTicket(encoded: Uint8Array): Ticket {
  return decodeChecked(homing.Ticket, ticket, encoded)
}

export function encodeSealedTicket(
  parts: Readonly<{ ticket: Uint8Array; signature: Uint8Array }>,
): Uint8Array {
  return homing.SealedTicket.encode(parts).finish()
}

/** @throws WireError */
export function decodeSealedTicket(encoded: Uint8Array) {
  return decodeChecked(homing.SealedTicket, sealed, encoded)
}
