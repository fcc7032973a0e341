/**
 * The same values, some of them twice: as many as the next power of two, and two at least. A server prepares each text of a statement once,
 * so lists of every length must not make a text each; and it reads a single key before it does anything else, which is not the order of locks.
 */
export function padded<T>(values: readonly T[]): readonly T[] {
  const [first] = values
  if (first === undefined) return values
  const length = Math.max(2, 2 ** Math.ceil(Math.log2(values.length)))
  return [...values, ...Array.from({ length: length - values.length }, () => first)]
}
