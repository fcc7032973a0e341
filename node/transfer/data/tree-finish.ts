import { chmodSync, lstatSync, readlinkSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs'
import { FILE, FOLDER, TOP } from '../../../src/transfer/entity/listing.ts'
import { type LinkRefusal, SafeLinks } from '../../../src/transfer/entity/safe-links.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { isCode } from './disk-failure.ts'
import { folderMode } from './local-mode.ts'
import { SMALL_BYTES, Slices } from './slices.ts'
import type { StagedTree } from './staged-tree.ts'

export type LinkLeftOut = Readonly<{ entry: number; why: LinkRefusal | 'link-not-possible' }>

/**
 * What is left to do when every byte is there: folders and files without bytes, times of large files, links, and the times
 * of folders last, because each name that is made in one changes its time. Doing it twice does no harm.
 * @returns the links that are left out.
 */
export async function finishTree(
  tree: StagedTree,
  root: string,
  options: Waiting,
): Promise<readonly LinkLeftOut[]> {
  const { listing } = tree.content
  const slices = new Slices()
  const each = async (order: Iterable<number>, work: (entry: number) => void): Promise<void> => {
    for (const entry of order) {
      if (slices.isOver) await slices.pause(options)
      if (tree.isWanted(entry)) work(entry)
    }
  }
  await each(ascending(listing.count), (entry) => finishEntry(tree, entry))
  const leftOut: LinkLeftOut[] = []
  const links = new SafeLinks(listing, tree.content.names)
  await each(listing.targets.keys(), (entry) => {
    const why = makeLink(tree, links, entry)
    if (why !== undefined) leftOut.push({ entry, why })
  })
  await each(descending(listing.count), (entry) => {
    if (listing.kinds[entry] === FOLDER) setTime(tree, entry)
  })
  chmodSync(root, folderMode(listing.top.mode))
  utimesSync(root, listing.top.mtimeMs / 1000, listing.top.mtimeMs / 1000)
  return leftOut
}

function finishEntry(tree: StagedTree, entry: number): void {
  const { listing } = tree.content
  const size = listing.sizes[entry] as number
  if (listing.kinds[entry] === FOLDER) tree.makeFolder(entry)
  else if (listing.kinds[entry] === FILE && size === 0) tree.makeEmptyFile(entry)
  else if (listing.kinds[entry] === FILE && size > SMALL_BYTES) setTime(tree, entry)
}

function setTime(tree: StagedTree, entry: number): void {
  const seconds = (tree.content.listing.mtimesMs[entry] as number) / 1000
  utimesSync(tree.placeOf(entry), seconds, seconds)
}

function makeLink(
  tree: StagedTree,
  links: SafeLinks,
  entry: number,
): LinkLeftOut['why'] | undefined {
  const link = links.resolve(entry)
  if (link.kind === 'refused') return link.why
  const { listing } = tree.content
  const folder = listing.parents[entry] as number
  if (folder !== TOP) tree.makeFolder(folder)
  const place = tree.placeOf(entry)
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    if (readlinkSync(place) === link.target) return undefined
    unlinkSync(place)
  }
  try {
    symlinkSync(link.target, place, link.isFolder ? 'dir' : 'file')
    return undefined
  } catch (err) {
    // Windows asks for a privilege; some file systems have no links.
    if (isCode(err, 'EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES'))
      return 'link-not-possible'
    throw err
  }
}

function* ascending(count: number): Generator<number, void> {
  for (let at = 0; at < count; at++) yield at
}

function* descending(count: number): Generator<number, void> {
  for (let at = count - 1; at >= 0; at--) yield at
}
