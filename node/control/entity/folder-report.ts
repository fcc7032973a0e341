import { count, list, type Of, optional, record, text } from '../../../src/core/shape.ts'

/** Entries of a report that are told by their paths; the others are counted. With that a record stays below 16 KiB. */
export const MAX_TOLD_ENTRIES = 16
/** Of such a path: a longer one is told by its end. */
const MAX_TOLD_CHARS = 256

const path = text({ max: MAX_TOLD_CHARS })
const toldEntry = record({
  path,
  /** A code: `special`, `unreadable`, `excluded` …; `mapped`, with what it is called here. */
  why: text({ min: 1, max: 64 }),
  as: optional(path),
})
export type ToldEntry = Of<typeof toldEntry>

/** What of a folder does not arrive as it lies there. An outgoing transfer knows the first two, an incoming one the others. */
export const folderReport = record({
  /** What cannot be offered: sockets, what may not be read, names that no other system takes. */
  leftOut: count(),
  /** What was left out by one's own patterns; of a folder that is left out, only the folder. */
  excluded: count(),
  /** What is called otherwise here. */
  mapped: count(),
  /** What was not made here, without what lies below. */
  refused: count(),
  /** The first of each. */
  told: list(toldEntry, { max: MAX_TOLD_ENTRIES }),
})
export type FolderReport = Of<typeof folderReport>

/** As many as are told, with paths cut to what fits. */
export function told(
  entries: Iterable<Readonly<{ path: string; why: string; as?: string }>>,
): ToldEntry[] {
  const some: ToldEntry[] = []
  for (const { path, why, as } of entries) {
    if (some.length === MAX_TOLD_ENTRIES) break
    some.push({ path: ending(path), why, as: as === undefined ? undefined : ending(as) })
  }
  return some
}

export function isEmptyReport({ leftOut, excluded, mapped, refused }: FolderReport): boolean {
  return leftOut + excluded + mapped + refused === 0
}

/** Well formed, whatever names a disk gave it. */
function ending(path: string): string {
  const chars = Array.from(path.toWellFormed())
  let kept = ''
  while (chars.length > 0 && kept.length + (chars.at(-1) ?? '').length < MAX_TOLD_CHARS) {
    kept = `${chars.pop()}${kept}`
  }
  return chars.length === 0 ? kept : `…${kept}`
}
