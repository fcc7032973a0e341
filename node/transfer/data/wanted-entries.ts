import { type Listing, pathOf, TOP } from '../../../src/transfer/entity/listing.ts'
import type { LocalNames } from '../../../src/transfer/entity/local-names.ts'

/** Has the person chosen this entry of a folder? Asked for each one, by the sender's names. */
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
    if (chosen === undefined || chosen(pathOf(listing, at))) wanted[at] = 1
  }
  // A folder above a chosen entry is made for its sake. Nothing above it is refused: then it would be too.
  for (let at = listing.count - 1; at >= 0; at--) {
    const parent = listing.parents[at] as number
    if (wanted[at] === 1 && parent !== TOP) wanted[parent] = 1
  }
  return wanted
}
