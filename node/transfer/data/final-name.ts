import { link, lstat, open, readdir, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import {
  collisionKey,
  numberedName,
  type SafeName,
} from '../../../src/transfer/entity/safe-name.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { MAX_NAME_NUMBER } from '../../../src/transfer/limits.ts'
import { isCode } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'

type Wanted = Readonly<{
  /** The whole, synced file. */
  staged: string
  folder: string
  name: SafeName
  /** Called before each try: what a crash in the middle is recognised by. */
  onTry: (name: SafeName) => Promise<void>
}>

/**
 * Gives a finished file the first free one of `name`, `name (1)`, …: never over a file that exists, also not one that
 * another program makes at the same moment, and never one that differs from an existing name in case or Unicode form only.
 */
export async function giveFinalName(wanted: Wanted): Promise<SafeName> {
  const taken = new Set((await readdir(wanted.folder)).map(collisionKey))
  for (let number = 0; number <= MAX_NAME_NUMBER; number++) {
    const name = numberedName(wanted.name, number)
    if (taken.has(collisionKey(name))) continue
    await wanted.onTry(name)
    if (!(await moved(wanted.staged, join(wanted.folder, name)))) continue
    await syncFolder(wanted.folder)
    return name
  }
  throw new TransferError('NO_FREE_NAME', 'every numbered name is taken')
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
