import type { Listing } from '../../src/transfer/entity/listing.ts'
import { ListingBuilder } from '../../src/transfer/entity/listing-builder.ts'
import { utf8Order } from '../../src/transfer/entity/utf8.ts'

/** A folder as a test writes it: bytes or a size for a file, a folder in a folder, `{ link }` for a link. */
export type Tree = {
  readonly [name: string]: Uint8Array | number | Tree | Readonly<{ link: string }>
}

type Linked = Readonly<{ link: string }>

export function isLinked(node: Tree[string]): node is Linked {
  return typeof node === 'object' && typeof (node as Linked).link === 'string'
}

export function listingOf(tree: Tree): Listing {
  const builder = new ListingBuilder()
  addTo(builder, tree, 0)
  return builder.done({ mode: 0o755, mtimeMs: 1_795_446_307_110 })
}

function addTo(builder: ListingBuilder, tree: Tree, depth: number): void {
  const times = { mode: 0o644, mtimeMs: 1_795_446_307_000 }
  for (const name of Object.keys(tree).toSorted(utf8Order)) {
    const node = tree[name] as Tree[string]
    const entry = { depth, name, size: 0, target: '', ...times }
    if (typeof node === 'number') builder.add({ ...entry, kind: 'file', size: node })
    else if (node instanceof Uint8Array) builder.add({ ...entry, kind: 'file', size: node.length })
    else if (isLinked(node)) builder.add({ ...entry, kind: 'link', target: node.link })
    else {
      builder.add({ ...entry, kind: 'folder', mode: 0o755 })
      addTo(builder, node, depth + 1)
    }
  }
}

/** The end of steps that may pause. */
export function finished<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
