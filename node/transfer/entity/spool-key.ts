import { SEALED_KEY_BYTES } from '../../../src/chat/entity/chat-body.ts'
import { deviceId, spoolId } from '../../../src/core/ids.ts'
import { type Of, record, text } from '../../../src/core/shape.ts'

/** Where a transfer's chunks may lie in a spool, and what opens them: 32 bytes as base64url. */
export const spoolKey = record({
  id: spoolId,
  key: text({ min: 43, max: 43, pattern: /^[A-Za-z0-9_-]+$/, allowed: '32 bytes, base64url' }),
})
export type SpoolKey = Of<typeof spoolKey>

const SEALED_CHARS = Math.ceil((SEALED_KEY_BYTES * 4) / 3)
/** The same as one device of the friend can open it, as base64url. */
export const sealedKey = record({
  device: deviceId,
  sealed: text({ min: SEALED_CHARS, max: SEALED_CHARS, pattern: /^[A-Za-z0-9_-]+$/ }),
})

export function keyText(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

export function keyBytes(text: string): Uint8Array {
  return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
}
