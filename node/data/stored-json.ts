import { type Shape, ShapeError } from '../../src/core/shape.ts'
import { NodeError } from '../errors.ts'

/** Records of the store: JSON in which bytes are `{"$b": base64}`, checked by a shape when read. */
export function toStored(value: unknown): string {
  return JSON.stringify(value, markBytes)
}

/** Looks at what the holder has, because a Buffer (which protobufjs makes) has turned itself into something else by now. */
function markBytes(this: Record<string, unknown>, key: string, each: unknown): unknown {
  const held = this[key]
  return held instanceof Uint8Array ? { $b: held.toBase64() } : each
}

export function fromStored<T>(shape: Shape<T>, stored: string, where: string): T {
  try {
    return shape.check(JSON.parse(stored, reviveBytes), '')
  } catch (cause) {
    if (!(cause instanceof ShapeError) && !(cause instanceof SyntaxError)) throw cause
    throw new NodeError('STORE_DAMAGED', `the store holds a record that cannot be read: ${where}`, {
      cause,
    })
  }
}

function reviveBytes(_: string, each: unknown): unknown {
  if (typeof each !== 'object' || each === null || !('$b' in each)) return each
  return typeof each.$b === 'string' ? Uint8Array.fromBase64(each.$b) : each
}
