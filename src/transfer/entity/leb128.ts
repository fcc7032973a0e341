/**
 * Unsigned LEB128, as protobuf's varints, for whole numbers up to 2^53 − 1: so no bit operators, which end at 2^32.
 * Source: DWARF 5, 7.6.
 */
export function leb128(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  bytes.push(rest)
  return bytes
}

/** The numbers of `body`. @throws what `failure` makes, for a number that is too large or cut short. */
export function* readLeb128(
  body: Uint8Array,
  failure: (what: string) => Error,
): Generator<number, undefined> {
  let value = 0
  let scale = 1
  for (const byte of body) {
    value += (byte % 0x80) * scale
    if (!Number.isSafeInteger(value)) throw failure('a number too large')
    if (byte >= 0x80) {
      scale *= 0x80
      continue
    }
    yield value
    value = 0
    scale = 1
  }
  if (scale !== 1) throw failure('a number cut short')
  return undefined
}
