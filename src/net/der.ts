/**
 * The little of DER (X.690) that a device certificate needs: values of known length with single-byte tags. Reading checks
 * every length against the bytes that are there and allocates nothing. Not here: what the values mean.
 */
export const DER = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** `[number] EXPLICIT`. */
export function derContext(number: number): number {
  return 0xa0 | number
}

export type DerValue = Readonly<{
  tag: number
  content: Uint8Array
  /** Tag, length and content. */
  whole: Uint8Array
}>

export class DerError extends Error {
  override readonly name = 'DerError'
}

/** All values of `bytes`, one after the other. Throws DerError when they do not fill it exactly. */
export function readDer(bytes: Uint8Array): readonly DerValue[] {
  const values: DerValue[] = []
  for (let at = 0; at < bytes.length; ) {
    const value = readOne(bytes.subarray(at))
    values.push(value)
    at += value.whole.length
  }
  return values
}

/** The values inside the only value of `bytes`, or inside `bytes` itself when it was read before. */
export function readDerSequence(bytes: Uint8Array): readonly DerValue[] {
  const [sequence, ...more] = readDer(bytes)
  if (sequence?.tag !== DER.sequence || more.length > 0) throw new DerError('no single sequence')
  return readDer(sequence.content)
}

/** One value. */
export function writeDer(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Uint8Array.of(tag, ...lengthBytes(length)), ...content])
}

/** Two- or three-byte lengths are enough for anything that we write or accept. */
const MAX_LENGTH_BYTES = 3

function readOne(bytes: Uint8Array): DerValue {
  const [tag, first] = bytes
  if (tag === undefined || first === undefined) throw new DerError('a value was cut short')
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several bytes')
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f
  if (first === 0x80 || lengthBytes > MAX_LENGTH_BYTES) throw new DerError('an unbounded length')
  const start = 2 + lengthBytes
  if (bytes.length < start) throw new DerError('a length was cut short')
  const named = bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0)
  const end = start + (lengthBytes === 0 ? first : named)
  if (bytes.length < end) throw new DerError('a value is longer than what holds it')
  return { tag, content: bytes.subarray(start, end), whole: bytes.subarray(0, end) }
}

function lengthBytes(length: number): readonly number[] {
  if (length < 0x80) return [length]
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  if (bytes.length > MAX_LENGTH_BYTES) throw new RangeError('too long for a certificate')
  return [0x80 | bytes.length, ...bytes]
}
