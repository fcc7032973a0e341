import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { decodeChatBody, encodeChatBody } from '../../../src/wire/chat-codec.ts'
import { WireError } from '../../../src/wire/wire-error.ts'
import type { BodyCodec } from '../ports.ts'

/** Bodies as proto/chat.proto says. */
export const wireBodies: BodyCodec = {
  encode: encodeChatBody,

  decode(body): ChatContent | undefined {
    try {
      return decodeChatBody(body)
    } catch (err) {
      if (err instanceof WireError) return undefined
      throw err
    }
  },
}
