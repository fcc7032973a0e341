import { MAX_LOCAL_PATH_BYTES, MAX_NAME_NUMBER } from '../limits.ts'
import { FOLDER, type Listing, TOP } from './listing.ts'
import {
  collisionKey,
  type NameRefusal,
  numberedName,
  type SafeName,
  safeName,
} from './safe-name.ts'
import { utf8Bytes } from './utf8.ts'

/** Why an entry is left out here; what lies below it is left out with it. */
export type EntryRefusal = NameRefusal | 'too-many-alike' | 'path-too-long'

/**
 * What the entries of a listing are called on this disk. Of names that some file system would hold for one, the first in the
 * listing keeps its name and the others get numbers. The same listing always gives the same names, so nothing is kept.
 */
export type LocalNames = Readonly<{
  /** Only those that are not what the sender calls them. */
  mapped: ReadonlyMap<number, SafeName>
  /** Without what lies below. */
  refused: ReadonlyMap<number, EntryRefusal>
  /** 1 for every entry that is refused, or lies below one. */
  isRefused: Uint8Array
}>

/** What a folder's names have taken, and the next number to try for each. */
type Open = Readonly<{ end: number; pathBytes: number; taken: Map<string, number> }>

const ENTRIES_PER_STEP = 512

/** In steps: a million names take seconds. */
export function* localNames(listing: Listing): Generator<void, LocalNames> {
  const mapped = new Map<number, SafeName>()
  const refused = new Map<number, EntryRefusal>()
  const isRefused = new Uint8Array(listing.count)
  const open: Open[] = [{ end: listing.count, pathBytes: 0, taken: new Map() }]
  for (let at = 0; at < listing.count; ) {
    if (at % ENTRIES_PER_STEP === 0) yield
    while ((open.at(-1) as Open).end <= at) open.pop()
    const folder = open.at(-1) as Open
    const name = listing.names[at] as string
    const end = listing.ends[at] as number
    const given = nameIn(folder, name)
    if (given.kind === 'refused') {
      refused.set(at, given.why)
      isRefused.fill(1, at, end)
      at = end
      continue
    }
    if (given.name !== name) mapped.set(at, given.name)
    if (listing.kinds[at] === FOLDER)
      open.push({ end, pathBytes: given.pathBytes, taken: new Map() })
    at++
  }
  return { mapped, refused, isRefused }
}

export function localNameOf(listing: Listing, names: LocalNames, at: number): string {
  return names.mapped.get(at) ?? (listing.names[at] as string)
}

/** From the folder down, with `/`. Not for an entry that is refused. */
export function localPathOf(listing: Listing, names: LocalNames, at: number): string {
  const parent = listing.parents[at] as number
  const name = localNameOf(listing, names, at)
  return parent === TOP ? name : `${localPathOf(listing, names, parent)}/${name}`
}

type Given =
  | Readonly<{ kind: 'named'; name: SafeName; pathBytes: number }>
  | Readonly<{ kind: 'refused'; why: EntryRefusal }>

function nameIn(folder: Open, offered: string): Given {
  const safe = safeNameOf(offered)
  if (safe.kind === 'refused') return safe
  const name = freeName(folder.taken, safe.name)
  if (name === undefined) return { kind: 'refused', why: 'too-many-alike' }
  const pathBytes = folder.pathBytes + 1 + utf8Bytes(name)
  if (pathBytes > MAX_LOCAL_PATH_BYTES) return { kind: 'refused', why: 'path-too-long' }
  return { kind: 'named', name, pathBytes }
}

function freeName(taken: Map<string, number>, wanted: SafeName): SafeName | undefined {
  const key = keyOf(wanted)
  for (let number = taken.get(key) ?? 0; number <= MAX_NAME_NUMBER; number++) {
    const name = numberedName(wanted, number)
    const keyOfName = number === 0 ? key : keyOf(name)
    if (number > 0 && taken.has(keyOfName)) continue
    // Where the search goes on for the next namesake: a million of them must not be a million searches from the start.
    taken.set(key, number + 1)
    if (number > 0) taken.set(keyOfName, 1)
    return name
  }
  return undefined
}

/** Most names are these, and cost a tenth of the whole look: no letter that begins a device, no character that maps. */
const PLAIN = /^(?![aclnp])[a-z0-9_][a-z0-9_.-]{0,98}[a-z0-9_]$/i

function safeNameOf(offered: string): ReturnType<typeof safeName> {
  if (PLAIN.test(offered)) return { kind: 'safe', name: offered as SafeName, isMapped: false }
  return safeName(offered)
}

function keyOf(name: string): string {
  return PLAIN.test(name) ? name.toLowerCase() : collisionKey(name)
}
