import { FOLDER, type Listing, pathOf, TOP } from '../../../src/transfer/entity/listing.ts'
import type { LocalNames } from '../../../src/transfer/entity/local-names.ts'

/** What the person has chosen of a folder, by the sender's names. What is chosen is taken with all that is in it. */
export type Chosen = (path: readonly string[]) => boolean

const ENTRIES_PER_STEP = 1024

/**
 * Which entries are made here, 1 for each: what is chosen, the folders above, and nothing that is refused.
 */
export function* wantedEntries(
  listing: Listing,
  names: LocalNames,
  chosen: Chosen | undefined,
): Generator<void, Uint8Array> {
  const wanted = new Uint8Array(listing.count)
  for (let at = 0; at < listing.count; at++) {
    if (at % ENTRIES_PER_STEP === 0) yield
    if (names.isRefused[at] === 1) continue
    const parent = listing.parents[at] as number
    const isChosen = chosen === undefined || isWhole(wanted, parent) || chosen(pathOf(listing, at))
    if (isChosen) wanted[at] = WHOLE
  }
  // A folder above a chosen entry is made for its sake.
  for (let at = listing.count - 1; at >= 0; at--) {
    const parent = listing.parents[at] as number
    if (wanted[at] !== 0 && parent !== TOP) wanted[parent] ||= FOR_OTHERS
  }
  for (let at = 0; at < listing.count; at++) {
    if (wanted[at] === FOR_OTHERS && listing.kinds[at] === FOLDER) wanted[at] = WHOLE
  }
  return wanted
}

const WHOLE = 1
const FOR_OTHERS = 2

function isWhole(wanted: Uint8Array, parent: number): boolean {
  return parent !== TOP && wanted[parent] === WHOLE
}
