import fc from 'fast-check'
import type { Listing } from '../../src/transfer/entity/listing.ts'
import { ListingBuilder, ListingError } from '../../src/transfer/entity/listing-builder.ts'
import { utf8Order } from '../../src/transfer/entity/utf8.ts'

/** What names are made of that want to be somewhere else, or to be taken for something else. */
const PIECES = [
  ...['..', '.', '/', '\\', '../', '..\\', '//', '\\\\', '\\\\?\\', 'C:', 'c:\\', ':', '::$DATA'],
  ...['CON', 'con', 'NUL', 'aux', 'COM1', 'COM¹', 'LPT9', 'CONIN$', '.txt', '.', ' ', '  ', '\0'],
  ...['\u202e', '\u200d', '\u200b', '\u2066', '\ufeff', '\u00ad', '\u2028', '\u0301', '\u0338'],
  ...['%', '%2E', '%2F', '%00', '%u002F', '%25', '%43', '%20', '~', '$', '-', '\n', '\x7f'],
  ...['\u{e0001}', '\ufffe', '．', '／', '＼', '․', '‥', 'é', 'e', 'a', 'A', 'ß', 'ſ', 'İ', ' (1)'],
  ...['👨‍👩‍👧', '\ufe0f', '\u1100', '\u1161', 'x'.repeat(60), 'ü'.repeat(40), '🦊'.repeat(20)],
]

export const hostileNames = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((all) => all.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
)

/** Listings of at most so many hostile names, in folders at random. */
export function hostileTrees(names: number): fc.Arbitrary<Listing> {
  const one = fc.record({ name: hostileNames, up: fc.nat({ max: 3 }), kind: fc.nat({ max: 3 }) })
  return fc.array(one, { minLength: names / 2, maxLength: names, size: 'max' }).map(treeOf)
}

type Wish = Readonly<{ name: string; up: number; kind: number }>
type Node = { children: Map<string, Node>; kind: number }

function treeOf(wishes: readonly Wish[]): Listing {
  const top: Node = { children: new Map(), kind: 1 }
  const path = [top]
  for (const { name, up, kind } of wishes) {
    path.length = Math.max(1, path.length - up)
    const folder = path.at(-1) as Node
    if (folder.children.has(name)) continue
    const node: Node = { children: new Map(), kind }
    folder.children.set(name, node)
    if (kind === 1) path.push(node)
  }
  const builder = new ListingBuilder()
  add(builder, top, 0)
  return builder.done({ mode: 0o755, mtimeMs: 1 })
}

function add(builder: ListingBuilder, folder: Node, depth: number): void {
  for (const name of [...folder.children.keys()].toSorted(utf8Order)) {
    const node = folder.children.get(name) as Node
    const kind = node.kind === 1 ? 'folder' : node.kind === 2 ? 'link' : 'file'
    const rest = {
      size: kind === 'file' ? 3 : 0,
      mode: 0o777,
      mtimeMs: 1,
      target: kind === 'link' ? name || 'x' : '',
    }
    try {
      builder.add({ depth, name, kind, ...rest })
    } catch (err) {
      // No entry at all: too long, too deep, not Unicode.
      if (err instanceof ListingError) continue
      throw err
    }
    if (kind === 'folder') add(builder, node, depth + 1)
  }
}
