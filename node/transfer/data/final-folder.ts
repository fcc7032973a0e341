import { lstat, mkdir, readdir, rename, rmdir } from 'node:fs/promises'
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
  /** The whole, synced folder. */
  staged: string
  folder: string
  name: SafeName
  /** A name that an ended run was about to give: an empty folder there is the one with which it took the name. */
  tried?: string | undefined
  /** Called before each try: what a crash in the middle is recognised by. */
  onTry: (name: SafeName) => Promise<void>
}>

/**
 * Gives a finished folder the first free one of `name`, `name (1)`, …: never over anything that exists, also not what
 * another program makes at the same moment, and never one that differs from an existing name in case or Unicode form only.
 */
export async function giveFinalFolder(wanted: Wanted): Promise<SafeName> {
  const { folder, tried } = wanted
  if (tried !== undefined) await removeReservation(join(folder, tried))
  const taken = new Set((await readdir(folder)).map(collisionKey))
  for (let number = 0; number <= MAX_NAME_NUMBER; number++) {
    const name = numberedName(wanted.name, number)
    if (taken.has(collisionKey(name))) continue
    await wanted.onTry(name)
    if (!(await moved(wanted.staged, join(folder, name)))) continue
    await syncFolder(folder)
    return name
  }
  throw new TransferError('NO_FREE_NAME', 'every numbered name is taken')
}

/** By which a folder is recognised under its new name. */
export async function inodeOf(path: string): Promise<string> {
  return String((await lstat(path, { bigint: true })).ino)
}

/** False when the name is taken. A rename replaces an empty folder, so the name is taken by one of ours first. */
async function moved(from: string, to: string): Promise<boolean> {
  try {
    if (process.platform !== 'win32') await mkdir(to, { mode: 0o700 })
    await rename(from, to)
    return true
  } catch (err) {
    // Something of somebody else's came between, or, on Windows, was there.
    if (isCode(err, 'EEXIST', 'ENOTEMPTY', 'ENOTDIR')) return false
    if (process.platform === 'win32' && (await exists(to))) return false
    throw err
  }
}

async function removeReservation(path: string): Promise<void> {
  try {
    await rmdir(path)
  } catch (err) {
    if (!isCode(err, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR')) throw err
  }
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  )
}
