/**
 * What a folder contains: every entry once, depth first, the names within one folder in the order of their UTF-8 bytes; so
 * the same folder always has the same listing. Kept as columns: a million entries are a hundred megabytes as objects.
 *
 * Names are as on the sender's disk. They become paths only through local-names.
 */
export type EntryKind = 'file' | 'folder' | 'link'

export type Entry = Readonly<{
  /** 0: lies in the offered folder itself. */
  depth: number
  name: string
  kind: EntryKind
  /** Bytes of a file; 0 for all others. */
  size: number
  mode: number
  mtimeMs: number
  /** Of a link: what it says. */
  target: string
}>

/** Mode and time of the offered folder itself. */
export type Top = Readonly<{ mode: number; mtimeMs: number }>

/** The parent of what lies in the offered folder itself. */
export const TOP = -1

/** Entries by number, in their order. Made by ListingBuilder only, which checks them. */
export type Listing = Readonly<{
  count: number
  top: Top
  names: readonly string[]
  /** `TOP` or the number of a folder. */
  parents: Int32Array
  /** The number after the last entry below; of a file or link, the next number. */
  ends: Uint32Array
  kinds: Uint8Array
  sizes: Float64Array
  modes: Uint16Array
  mtimesMs: Float64Array
  targets: ReadonlyMap<number, string>
  /** Of all files. */
  contentBytes: number
}>

/** Values of `kinds`. */
export const FILE = 0
export const FOLDER = 1
export const LINK = 2
export const KINDS: readonly EntryKind[] = ['file', 'folder', 'link']

export function entryOf(listing: Listing, at: number): Entry {
  return {
    depth: depthOf(listing, at),
    name: listing.names[at] as string,
    kind: KINDS[listing.kinds[at] as number] as EntryKind,
    size: listing.sizes[at] as number,
    mode: listing.modes[at] as number,
    mtimeMs: listing.mtimesMs[at] as number,
    target: listing.targets.get(at) ?? '',
  }
}

/** Its names from the offered folder down. */
export function pathOf(listing: Listing, at: number): string[] {
  const path: string[] = []
  for (let each = at; each !== TOP; each = listing.parents[each] as number) {
    path.unshift(listing.names[each] as string)
  }
  return path
}

/** The numbers of what lies in a folder, or in `TOP`. */
export function* childrenOf(listing: Listing, folder: number): Generator<number, void> {
  const end = folder === TOP ? listing.count : (listing.ends[folder] as number)
  for (let at = folder + 1; at < end; at = listing.ends[at] as number) yield at
}

function depthOf(listing: Listing, at: number): number {
  let depth = 0
  let parent = listing.parents[at] as number
  for (; parent !== TOP; parent = listing.parents[parent] as number) depth++
  return depth
}
