/** Bytes of a well-formed text in UTF-8, without making them. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    // Each half of a surrogate pair stands for two of its four bytes.
    if (unit < 0x80) bytes += 1
    else bytes += unit < 0x800 || isSurrogate(unit) ? 2 : 3
  }
  return bytes
}

/** The order of the bytes of two texts in UTF-8; that of UTF-16 differs above U+FFFF. */
export function utf8Order(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const [one, other] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (one === other) continue
    // A surrogate belongs to a character above U+FFFF, so above every one that needs none.
    if (isSurrogate(one) !== isSurrogate(other)) return isSurrogate(one) ? 1 : -1
    return one - other
  }
  return a.length - b.length
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800
}
