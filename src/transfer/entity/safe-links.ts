import { childrenOf, FILE, LINK, type Listing, TOP } from './listing.ts'
import { type LocalNames, localNameOf } from './local-names.ts'
import { safeName } from './safe-name.ts'

export type LinkRefusal =
  /** Says a place on the sender's disk, whatever folder it is in. */
  | 'link-absolute'
  /** Leaves the folder. */
  | 'link-outside'
  /** Goes through another link, behind which `..` may be anywhere. */
  | 'link-through-link'
  /** Names what is refused here, or cannot be. */
  | 'link-name'

export type LinkResult =
  | Readonly<{ kind: 'safe'; target: string; isFolder: boolean }>
  | Readonly<{ kind: 'refused'; why: LinkRefusal }>

/**
 * What the links of a received folder say on this disk: only what lies in the folder, by the names that it has here.
 *
 * `..` is taken only from a folder of the listing: behind a link, or a name that nobody knows, it could lead to any place,
 * also by the help of other links, each of which is harmless alone.
 */
export class SafeLinks {
  readonly #listing: Listing
  readonly #names: LocalNames
  readonly #children = new Map<number, ReadonlyMap<string, number>>()

  constructor(listing: Listing, names: LocalNames) {
    this.#listing = listing
    this.#names = names
  }

  resolve(link: number): LinkResult {
    const target = this.#listing.targets.get(link) ?? ''
    if (/^(?:[/\\]|[a-z]:)/i.test(target)) return refused('link-absolute')
    const segments = target.split('/').filter((each) => each !== '' && each !== '.')
    const here: string[] = []
    /** Where it has come to; `undefined` for what is not in the listing. */
    let at: number | undefined = this.#listing.parents[link]
    for (const segment of segments) {
      if (at !== undefined && at !== TOP && this.#listing.kinds[at] === LINK) {
        return refused('link-through-link')
      }
      if (segment === '..') {
        if (at === undefined || this.#isFile(at)) return refused('link-outside')
        if (at === TOP) return refused('link-outside')
        at = this.#listing.parents[at]
        here.push('..')
        continue
      }
      const child: number | undefined = at === undefined ? undefined : this.#childOf(at, segment)
      const name = this.#nameOf(child, segment)
      if (name === undefined) return refused('link-name')
      here.push(name)
      at = child
    }
    const isFolder = at === TOP || (at !== undefined && !this.#isFile(at))
    return { kind: 'safe', target: here.length === 0 ? '.' : here.join('/'), isFolder }
  }

  #nameOf(entry: number | undefined, segment: string): string | undefined {
    if (entry !== undefined) {
      return this.#names.isRefused[entry] === 1
        ? undefined
        : localNameOf(this.#listing, this.#names, entry)
    }
    const safe = safeName(segment)
    return safe.kind === 'safe' ? safe.name : undefined
  }

  #childOf(folder: number, name: string): number | undefined {
    const known = this.#children.get(folder)
    if (known !== undefined) return known.get(name)
    const children = new Map<string, number>()
    if (folder === TOP || !this.#isFile(folder)) {
      for (const child of childrenOf(this.#listing, folder)) {
        children.set(this.#listing.names[child] as string, child)
      }
    }
    this.#children.set(folder, children)
    return children.get(name)
  }

  #isFile(entry: number): boolean {
    return entry !== TOP && this.#listing.kinds[entry] === FILE
  }
}

function refused(why: LinkRefusal): LinkResult {
  return { kind: 'refused', why }
}
