import { chmod, lstat, mkdir, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TransferError } from '../../../src/transfer/errors.ts'
import { isCode } from './disk-failure.ts'

/**
 * Where everything grows until it is whole: a private folder beside its target, so that the last step is within one file
 * system, and nobody else can plant links in it.
 */
export function stagingFolderIn(target: string): string {
  return join(target, '.homing-incoming')
}

/** @throws TransferError STAGING_UNSAFE */
export async function makeStagingFolder(target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  const folder = stagingFolderIn(target)
  await mkdir(folder, { mode: 0o700 }).catch(unlessCode('EEXIST'))
  await checkStagingFolder(folder)
}

/** Also of a folder inside it. @throws TransferError STAGING_UNSAFE */
export async function checkStagingFolder(folder: string): Promise<void> {
  const stats = await lstat(folder)
  if (!stats.isDirectory() || !isOurs(stats.uid)) throw unsafe('the staging folder is not ours')
  // File systems without modes keep theirs; there the owner of the mount has decided who reads.
  if ((stats.mode & 0o077) !== 0) await chmod(folder, 0o700).catch(unlessCode('EPERM'))
}

/** With the last thing that was in it. */
export async function removeStagingFolder(target: string): Promise<void> {
  const isUsed = unlessCode('ENOTEMPTY', 'EEXIST', 'ENOENT')
  await rmdir(stagingFolderIn(target)).catch(isUsed)
}

export function isOurs(uid: number): boolean {
  const own = process.getuid?.()
  return own === undefined || own === uid
}

export function unsafe(message: string): TransferError {
  return new TransferError('STAGING_UNSAFE', message)
}

export function unlessCode(...codes: readonly string[]): (err: unknown) => void {
  return (err) => {
    if (!isCode(err, ...codes)) throw err
  }
}
