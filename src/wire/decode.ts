import { type Shape, ShapeError } from '../core/shape.ts'
import { WireError } from './wire-error.ts'

/** What a generated protobuf class offers. */
type Codec = Readonly<{ decode(bytes: Uint8Array): object }>

/**
 * Decodes once, at the edge, into a checked entity. Arbitrary bytes give an entity or a WireError, nothing else.
 */
export function decodeChecked<T>(codec: Codec, shape: Shape<T>, bytes: Uint8Array): T {
  return checked(shape, parse(codec, bytes))
}

export function parse(codec: Codec, bytes: Uint8Array): object {
  try {
    return codec.decode(bytes)
  } catch (cause) {
    throw new WireError('MALFORMED', 'not a protobuf message of this type', { cause })
  }
}

export function checked<T>(shape: Shape<T>, raw: unknown, path = ''): T {
  try {
    return shape.check(raw, path)
  } catch (cause) {
    if (!(cause instanceof ShapeError)) throw cause
    throw new WireError('MALFORMED', cause.message, { cause })
  }
}
