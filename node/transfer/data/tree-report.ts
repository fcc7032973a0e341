import { pathOf } from '../../../src/transfer/entity/listing.ts'
import { type EntryRefusal, localPathOf } from '../../../src/transfer/entity/local-names.ts'
import type { TreeContent } from './staged-tree.ts'
import type { LinkLeftOut } from './tree-finish.ts'

/** What of a received folder is not as the sender has it, by the sender's paths: for the person, as text. */
export type TreeReport = Readonly<{
  mapped: readonly Readonly<{ path: string; as: string }>[]
  refused: readonly Readonly<{ path: string; why: EntryRefusal | LinkLeftOut['why'] }>[]
  /** Of both, what is not told one by one. */
  moreCount: number
}>

/** Paths told one by one, of each sort. */
const MAX_TOLD = 100

export function reportOf(content: TreeContent, links: readonly LinkLeftOut[]): TreeReport {
  const { listing, names } = content
  const told = (entry: number): string => pathOf(listing, entry).join('/')
  const mapped = [...names.mapped.keys()].filter((entry) => names.isRefused[entry] === 0)
  const refused = [
    ...[...names.refused].map(([entry, why]) => ({ entry, why })),
    ...links.map(({ entry, why }) => ({ entry, why })),
  ]
  return {
    mapped: mapped
      .slice(0, MAX_TOLD)
      .map((entry) => ({ path: told(entry), as: localPathOf(listing, names, entry) })),
    refused: refused.slice(0, MAX_TOLD).map(({ entry, why }) => ({ path: told(entry), why })),
    moreCount: Math.max(0, mapped.length - MAX_TOLD) + Math.max(0, refused.length - MAX_TOLD),
  }
}
