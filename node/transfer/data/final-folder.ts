import { lstat, mkdir, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeName } from '../../../src/transfer/entity/safe-name.ts'
import { isCode } from './disk-failure.ts'
import { giveFreeName, type WantedName } from './free-name.ts'

type Wanted = WantedName &
  Readonly<{
    /** A name that an ended run was about to give: an empty folder there is the one with which it took the name. */
    tried?: string | undefined
  }>

/** Gives a finished folder the first free name. */
export async function giveFinalFolder(wanted: Wanted): Promise<SafeName> {
  const { staged, folder, tried } = wanted
  if (tried !== undefined) await removeReservation(join(folder, tried))
  return await giveFreeName(wanted, (name) => moved(staged, join(folder, name)))
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
