import { encodeCase } from '../core/shape.ts'
import { type TransferMessage, transferMessage } from '../transfer/entity/messages.ts'
import { decodeChecked } from './decode.ts'
import { homing } from './protobuf.ts'

/** TransferFrame <-> TransferMessage. A chunk's bytes are not in the frame: they follow it. */
export function encodeTransferMessage(message: TransferMessage): Uint8Array {
  return homing.TransferFrame.encode(encodeCase(withoutNo(message)) as never).finish()
}

/** Begin is older than streams: of anything else it is what it was before there were any. */
function withoutNo(message: TransferMessage): Readonly<{ kind: string; value: unknown }> {
  if (message.kind !== 'begin' || message.value.open) return message
  return { kind: 'begin', value: { ...message.value, open: undefined } }
}

/** @throws WireError for bytes that are no message of the transfer protocol. */
export function decodeTransferMessage(bytes: Uint8Array): TransferMessage {
  return decodeChecked(homing.TransferFrame, transferMessage, bytes)
}
