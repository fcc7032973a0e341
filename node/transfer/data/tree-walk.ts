import { accessSync, constants, lstatSync, readlinkSync, type Stats, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { sep } from 'node:path'
import type { Entry, Listing } from '../../../src/transfer/entity/listing.ts'
import { ListingBuilder } from '../../../src/transfer/entity/listing-builder.ts'
import { utf8Bytes, utf8Order } from '../../../src/transfer/entity/utf8.ts'
import {
  MAX_FILE_BYTES,
  MAX_LINK_TARGET_BYTES,
  MAX_NAME_BYTES,
  MAX_PATH_BYTES,
  MAX_PATH_DEPTH,
} from '../../../src/transfer/limits.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import type { Excluded } from './exclusions.ts'
import { LeftOut, type LeftOutReason } from './left-out.ts'
import { Slices } from './slices.ts'
import { Stamps } from './stamps.ts'

export type Walked = Readonly<{ listing: Listing; stamps: Stamps; leftOut: LeftOut }>

/**
 * What lies in a folder now: names, sizes, times, and what links say. No content is read and no link followed.
 * @throws ListingError when it is more than a listing holds, and what the system says about the folder itself.
 */
export async function walkTree(
  path: string,
  excluded: Excluded,
  options: Waiting,
): Promise<Walked> {
  const stats = statSync(path)
  const walk = new Walk(excluded, options)
  await walk.folder(path, [], 0)
  return {
    listing: walk.builder.done({ mode: stats.mode & 0o777, mtimeMs: timeOf(stats) }),
    stamps: walk.stamps,
    leftOut: walk.leftOut,
  }
}

class Walk {
  readonly builder = new ListingBuilder()
  readonly stamps = new Stamps()
  readonly leftOut = new LeftOut()
  readonly #excluded: Excluded
  readonly #options: Waiting
  readonly #slices = new Slices()

  constructor(excluded: Excluded, options: Waiting) {
    this.#excluded = excluded
    this.#options = options
  }

  async folder(place: string, path: readonly string[], pathBytes: number): Promise<void> {
    for (const name of (await readdir(place)).toSorted(utf8Order)) {
      if (this.#slices.isOver) await this.#slices.pause(this.#options)
      const here = [...path, name]
      const bytes = pathBytes + utf8Bytes(name) + Number(path.length > 0)
      const found = this.#look(`${place}/${name}`, here, bytes)
      if (found?.kind === 'folder') await this.#below(`${place}/${name}`, here, bytes)
    }
  }

  async #below(place: string, path: readonly string[], pathBytes: number): Promise<void> {
    try {
      await this.folder(place, path, pathBytes)
    } catch (err) {
      // The folder is there, empty: what is in it nobody here may see.
      if (!isSystemError(err)) throw err
      this.leftOut.add(path, 'unreadable')
    }
  }

  /** Adds the entry, if it is one that can be offered. */
  #look(place: string, path: readonly string[], pathBytes: number): Entry | undefined {
    const stats = lstatSync(place, { throwIfNoEntry: false })
    if (this.#excluded(path, stats?.isDirectory() ?? false)) {
      this.leftOut.exclude(path)
      return undefined
    }
    const why = refusalOf(place, path, pathBytes, stats)
    if (why !== undefined || stats === undefined) {
      this.leftOut.add(path, why ?? 'unreadable')
      return undefined
    }
    const entry = entryOf(place, path, stats)
    this.builder.add(entry)
    this.stamps.add(stats)
    return entry
  }
}

function refusalOf(
  place: string,
  path: readonly string[],
  pathBytes: number,
  stats: Stats | undefined,
): LeftOutReason | undefined {
  const name = path.at(-1) ?? ''
  // A name that is no Unicode is read as another one, under which nothing lies.
  if (stats === undefined) return name.includes('\ufffd') ? 'name' : 'unreadable'
  if (!name.isWellFormed() || utf8Bytes(name) > MAX_NAME_BYTES) return 'name'
  if (path.length > MAX_PATH_DEPTH || pathBytes > MAX_PATH_BYTES) return 'path'
  if (stats.isFile()) {
    if (stats.size > MAX_FILE_BYTES) return 'too-large'
    return isReadable(place) ? undefined : 'unreadable'
  }
  if (stats.isSymbolicLink()) return targetOf(place) === undefined ? 'unreadable' : undefined
  return stats.isDirectory() ? undefined : 'special'
}

function entryOf(place: string, path: readonly string[], stats: Stats): Entry {
  const kind = stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'file'
  return {
    depth: path.length - 1,
    name: path.at(-1) ?? '',
    kind,
    size: kind === 'file' ? stats.size : 0,
    mode: stats.mode & 0o777,
    mtimeMs: timeOf(stats),
    target: kind === 'link' ? (targetOf(place) ?? '') : '',
  }
}

function targetOf(place: string): string | undefined {
  try {
    const target = readlinkSync(place).replaceAll(sep, '/')
    const isFit = target !== '' && target.isWellFormed()
    return isFit && utf8Bytes(target) <= MAX_LINK_TARGET_BYTES ? target : undefined
  } catch {
    return undefined
  }
}

function isReadable(place: string): boolean {
  try {
    accessSync(place, constants.R_OK)
    return true
  } catch {
    return false
  }
}

function timeOf(stats: Stats): number {
  return Math.max(0, Math.floor(stats.mtimeMs))
}

function isSystemError(err: unknown): boolean {
  return err instanceof Error && 'syscall' in err
}
