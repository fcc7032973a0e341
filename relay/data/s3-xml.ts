/**
 * What of S3's answers is of use: flat elements of known names, without attributes that matter. Not a parser of XML: an answer
 * that is something else has none of them, and is refused by whoever looks for them.
 */

/** What the first element of this name holds; undefined when there is none. */
export function textOf(xml: string, name: string): string | undefined {
  const inner = elementsOf(xml, name)[0]
  return inner === undefined ? undefined : unescaped(inner)
}

/** What each element of this name holds, as it stands there. Those of one name do not lie within each other. */
export function elementsOf(xml: string, name: string): readonly string[] {
  const found: string[] = []
  const [open, close] = [`<${name}>`, `</${name}>`]
  for (let at = xml.indexOf(open); at !== -1; ) {
    const end = xml.indexOf(close, at)
    if (end === -1) break
    found.push(xml.slice(at + open.length, end))
    at = xml.indexOf(open, end)
  }
  return found
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
}

function unescaped(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|quot|apos|amp));/g,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
    },
  )
}
