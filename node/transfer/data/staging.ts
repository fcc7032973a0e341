import { constants } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TransferId } from '../../../src/core/ids.ts'
import { isCode } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'
import {
  checkStagingFolder,
  isOurs,
  makeStagingFolder,
  removeStagingFolder,
  stagingFolderIn,
  unsafe,
} from './staging-folder.ts'
import { NO_FOLLOW } from './open-flags.ts'

/** Absent on Windows, where links need a privilege. */

/**
 * Where a file grows until it is whole: a private folder beside its target, so that the last step is within one file
 * system, and nobody else can plant links in it.
 */
export class Staging {
  readonly folder: string
  readonly path: string
  readonly #target: string

  constructor(target: string, transfer: TransferId) {
    this.#target = target
    this.folder = stagingFolderIn(target)
    this.path = join(this.folder, `${transfer}.part`)
  }

  /** The file as an earlier run left it. */
  async reopen(): Promise<FileHandle | undefined> {
    try {
      await checkStagingFolder(this.folder)
      await using stack = new AsyncDisposableStack()
      const file = stack.use(await open(this.path, constants.O_RDWR | NO_FOLLOW))
      const stats = await file.stat()
      if (!stats.isFile() || !isOurs(stats.uid)) throw unsafe('the staging file is not ours')
      stack.move()
      return file
    } catch (err) {
      if (isCode(err, 'ENOENT')) return undefined
      throw err
    }
  }

  /** A new file of `size` bytes that are not there yet. What an earlier run left is removed. */
  async create(size: number): Promise<FileHandle> {
    await makeStagingFolder(this.#target)
    await rm(this.path, { force: true })
    const { O_RDWR, O_CREAT, O_EXCL } = constants
    await using stack = new AsyncDisposableStack()
    const file = stack.use(await open(this.path, O_RDWR | O_CREAT | O_EXCL | NO_FOLLOW, 0o600))
    await file.truncate(size)
    stack.move()
    return file
  }

  /** Makes the name of the file survive a power cut. */
  async sync(): Promise<void> {
    await syncFolder(this.folder)
    await syncFolder(this.#target)
  }

  /** Removes the file, and the folder with the last one. */
  async remove(): Promise<void> {
    await rm(this.path, { force: true })
    await removeStagingFolder(this.#target)
  }
}
