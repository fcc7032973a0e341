import { spoolId } from '../../../src/core/ids.ts'
import { type Of, record, text } from '../../../src/core/shape.ts'

/** Where a transfer's chunks may lie in a spool, and what opens them: 32 bytes as base64url. */
export const spoolKey = record({
  id: spoolId,
  key: text({ min: 43, max: 43, pattern: /^[A-Za-z0-9_-]+$/, allowed: '32 bytes, base64url' }),
})
export type SpoolKey = Of<typeof spoolKey>

export function keyText(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}

export function keyBytes(text: string): Uint8Array {
  return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
}
