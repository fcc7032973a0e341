import { link, lstat, open, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeName } from '../../../src/transfer/entity/safe-name.ts'
import { isCode } from './disk-failure.ts'
import { giveFreeName, type WantedName } from './free-name.ts'

/** Gives a finished file the first free name. */
export async function giveFinalName(wanted: WantedName): Promise<SafeName> {
  const { staged, folder } = wanted
  return await giveFreeName(wanted, (name) => moved(staged, join(folder, name)))
}

/** Is this the file with that inode? */
export async function isFile(path: string, inode: string): Promise<boolean> {
  try {
    return String((await lstat(path, { bigint: true })).ino) === inode
  } catch (err) {
    if (isCode(err, 'ENOENT')) return false
    throw err
  }
}

/** False when the name is taken. A link fails on a taken name where a rename would overwrite it. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
  } catch (err) {
    if (isCode(err, 'EEXIST')) return false
    if (isCode(err, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL')) {
      return await movedWithoutLinks(from, to)
    }
    throw err
  }
  await unlink(from)
  return true
}

/** File systems without links (FAT): the name is taken by an empty file of ours, which the rename replaces. */
async function movedWithoutLinks(from: string, to: string): Promise<boolean> {
  try {
    await using _ = await open(to, 'wx')
  } catch (err) {
    if (isCode(err, 'EEXIST')) return false
    throw err
  }
  await rename(from, to)
  return true
}
