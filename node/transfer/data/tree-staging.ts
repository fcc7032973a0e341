import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TransferId } from '../../../src/core/ids.ts'
import { isCode } from './disk-failure.ts'
import {
  checkStagingFolder,
  makeStagingFolder,
  removeStagingFolder,
  stagingFolderIn,
} from './staging-folder.ts'
import { NO_FOLLOW } from './open-flags.ts'

const { O_RDWR, O_CREAT } = constants
/** Absent on Windows, where links need a privilege. */

/**
 * Where a folder grows until it is whole: a private folder of its own, with the listing and the content beside each other,
 * so that the last step is the renaming of one folder.
 */
export class TreeStaging {
  readonly folder: string
  /** What gets the final name. */
  readonly content: string
  readonly #target: string
  readonly #listing: string

  constructor(target: string, transfer: TransferId) {
    this.#target = target
    this.folder = join(stagingFolderIn(target), `${transfer}.tree`)
    this.content = join(this.folder, 'content')
    this.#listing = join(this.folder, 'listing')
  }

  /** Is there what an earlier run left? @throws TransferError STAGING_UNSAFE */
  async exists(): Promise<boolean> {
    try {
      await checkStagingFolder(stagingFolderIn(this.#target))
      await checkStagingFolder(this.folder)
      return (await lstat(this.content)).isDirectory()
    } catch (err) {
      if (isCode(err, 'ENOENT')) return false
      throw err
    }
  }

  /** Anew: what an earlier run left is removed. */
  async create(mode: number): Promise<void> {
    await makeStagingFolder(this.#target)
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder, { mode: 0o700 })
    await mkdir(this.content, { mode })
  }

  async openListing(): Promise<FileHandle> {
    return await open(this.#listing, O_RDWR | O_CREAT | NO_FOLLOW, 0o600)
  }

  /** Removes everything, and the staging folder with the last transfer. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
    await removeStagingFolder(this.#target)
  }
}
