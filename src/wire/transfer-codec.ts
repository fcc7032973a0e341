import { encodeCase } from '../core/shape.ts'
import { type TransferMessage, transferMessage } from '../transfer/entity/messages.ts'
import { decodeChecked } from './decode.ts'
import { homing } from './protobuf.ts'

/** TransferFrame <-> TransferMessage. A chunk's bytes are not in the frame: they follow it. */
export function encodeTransferMessage(message: TransferMessage): Uint8Array {
  return homing.TransferFrame.encode(encodeCase(withoutNo(message)) as never).finish()
}

/** Begin is older than streams, and Want than buckets: of anything else they are what they were before. */
function withoutNo(message: TransferMessage): Readonly<{ kind: string; value: unknown }> {
  const { kind, value } = message
  if (kind === 'begin' && !value.open) return { kind, value: { ...value, open: undefined } }
  if (kind === 'want' && !value.direct) return { kind, value: { ...value, direct: undefined } }
  return message
}

/** @throws WireError for bytes that are no message of the transfer protocol. */
export function decodeTransferMessage(bytes: Uint8Array): TransferMessage {
  return decodeChecked(homing.TransferFrame, transferMessage, bytes)
}
