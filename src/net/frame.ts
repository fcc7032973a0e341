import { Uint8ArrayList } from 'uint8arraylist'
import { ChannelError } from './errors.ts'
import type { InboundBytes } from './inbound-bytes.ts'
import { MAX_PREFIX_BYTES } from './limits.ts'

export type Parts = Uint8Array | readonly Uint8Array[]

/**
 * A frame is an unsigned LEB128 varint (multiformats unsigned-varint) of its length, then its bytes.
 */
function framePrefix(length: number): Uint8Array {
  if (length >= 2 ** (7 * MAX_PREFIX_BYTES)) throw new RangeError('frame too long to name')
  const bytes: number[] = []
  let rest = length
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80)
    rest >>>= 7
  }
  bytes.push(rest)
  return Uint8Array.from(bytes)
}

/** One frame, its bytes not copied. */
export function framed(parts: Parts): Uint8ArrayList {
  const pieces = parts instanceof Uint8Array ? [parts] : parts
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const list = new Uint8ArrayList(framePrefix(length))
  for (const piece of pieces) if (piece.length > 0) list.append(piece)
  return list
}

/** The length and size of the prefix at the front, or undefined while it is not whole. Consumes nothing. */
export function readFramePrefix(
  bytes: InboundBytes,
): Readonly<{ length: number; prefixBytes: number }> | undefined {
  let length = 0
  for (let index = 0; index < MAX_PREFIX_BYTES; index++) {
    if (index >= bytes.length) return undefined
    const byte = bytes.at(index)
    length |= (byte & 0x7f) << (7 * index)
    if (byte < 0x80) {
      // One length, one encoding: a padded zero at the end is not a prefix.
      if (byte === 0 && index > 0) break
      return { length, prefixBytes: index + 1 }
    }
  }
  throw new ChannelError('BAD_FRAME', 'the length of a frame was malformed')
}
