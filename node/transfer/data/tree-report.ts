import { type FolderReport, MAX_TOLD_ENTRIES, told } from '../../control/entity/folder-report.ts'
import { pathOf } from '../../../src/transfer/entity/listing.ts'
import { type EntryRefusal, localPathOf } from '../../../src/transfer/entity/local-names.ts'
import type { TreeContent } from './staged-tree.ts'
import type { LinkLeftOut } from './tree-finish.ts'

/** What of a received folder is not as the sender has it, by the sender's paths: for the person, as text. */
export type TreeReport = Readonly<{
  mapped: readonly Readonly<{ path: string; as: string }>[]
  refused: readonly Readonly<{ path: string; why: EntryRefusal | LinkLeftOut['why'] }>[]
  mappedCount: number
  refusedCount: number
}>

export function reportOf(content: TreeContent, links: readonly LinkLeftOut[]): TreeReport {
  const { listing, names } = content
  const path = (entry: number): string => pathOf(listing, entry).join('/')
  const mapped = [...names.mapped.keys()].filter((entry) => names.isRefused[entry] === 0)
  const refused = [
    ...[...names.refused].map(([entry, why]) => ({ entry, why })),
    ...links.map(({ entry, why }) => ({ entry, why })),
  ]
  return {
    mapped: mapped
      .slice(0, MAX_TOLD_ENTRIES)
      .map((entry) => ({ path: path(entry), as: localPathOf(listing, names, entry) })),
    refused: refused
      .slice(0, MAX_TOLD_ENTRIES)
      .map(({ entry, why }) => ({ path: path(entry), why })),
    mappedCount: mapped.length,
    refusedCount: refused.length,
  }
}

/** The same, as it is kept. What is missing is told before what has another name. */
export function folderReportOf({ mapped, refused, ...counts }: TreeReport): FolderReport {
  const renamed = mapped.map((each) => ({ ...each, why: 'mapped' }))
  return {
    leftOut: 0,
    excluded: 0,
    mapped: counts.mappedCount,
    refused: counts.refusedCount,
    told: told([...refused.map(({ path, why }) => ({ path, why: codeOf(why) })), ...renamed]),
  }
}

/** A sender's words for paths are others. */
function codeOf(why: TreeReport['refused'][number]['why']): string {
  return ['empty', 'path', 'dots', 'drive', 'nul'].includes(why) ? `name-${why}` : why
}
