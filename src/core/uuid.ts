import type { Clock } from './clock.ts'
import type { Random } from './random.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** A UUID version 7: 48 bits of wall-clock milliseconds, then 74 random bits. Source: RFC 9562, 5.7. */
export function mintUuid(deps: Readonly<{ clock: Clock; random: Random }>): string {
  const bytes = deps.random.bytes(16)
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16)
  const nowMs = Math.max(0, deps.clock.nowMs())
  view.setUint32(0, Math.floor(nowMs / 2 ** 16))
  view.setUint16(4, nowMs % 2 ** 16)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = bytes.toHex()
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
