import { type ChatContent, chatContent } from '../chat/entity/chat-body.ts'
import { count, record } from '../core/shape.ts'
import { checked, parse } from './decode.ts'
import { homing } from './protobuf.ts'

/** ChatBody <-> ChatContent: what a message's opaque body says. */
const VERSION = 1
const head = record({ version: count({ min: VERSION, max: VERSION }) })

export function encodeChatBody(content: ChatContent): Uint8Array {
  const value =
    content.kind === 'offer'
      ? {
          transfer: content.value.transfer,
          spool: content.value.spool,
          [content.value.content.kind]: content.value.content.value,
        }
      : content.value
  const body = { version: VERSION, [content.kind]: value }
  return homing.ChatBody.encode(body as never).finish()
}

/** @throws WireError for bytes that are no ChatBody, and for a kind that only a newer node knows. */
export function decodeChatBody(bytes: Uint8Array): ChatContent {
  const raw = parse(homing.ChatBody, bytes)
  checked(head, raw)
  return checked(chatContent, raw)
}
