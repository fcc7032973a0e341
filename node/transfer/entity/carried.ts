import { count, type Of, record } from '../../../src/core/shape.ts'

/**
 * Bytes of a transfer's chunks that came or went, by who carried them: a link between the two nodes, the home's relay, or the
 * home's bucket past the relay. What had to move twice counts twice; what the relay and the bucket carry is sealed, and a little more.
 */
export const carried = record({ straight: count(), relay: count(), bucket: count() })
export type Carried = Of<typeof carried>
export type Carrier = keyof Carried

/** Told of each chunk once it has moved. */
export type Carry = (carrier: Carrier, bytes: number) => void

export const NOTHING_CARRIED: Carried = { straight: 0, relay: 0, bucket: 0 }

export function carriedMore(before: Carried, carrier: Carrier, bytes: number): Carried {
  return { ...before, [carrier]: before[carrier] + bytes }
}
