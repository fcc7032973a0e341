import { execFile } from 'node:child_process'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isCode } from './disk-failure.ts'
import { syncFolder } from './durable-folder.ts'

/** Forces everything on the file system of a folder to the disk. False where that cannot be done. */
export type SyncFileSystem = (folder: string) => Promise<boolean>

/**
 * `syncfs`, by way of coreutils, because Node has no call for it: one for thousands of small files, where an fsync of each
 * would take a thousand times as long. Others who write to the same disk at that moment wait with us.
 */
export const syncFileSystem: SyncFileSystem = async (folder) => {
  if (process.platform !== 'linux') return false
  const { promise, resolve } = Promise.withResolvers<boolean>()
  // The folder is not an argument: those can be read by every user of the machine.
  execFile('sync', ['-f', '.'], { cwd: folder }, (err) => resolve(err === null))
  return await promise
}

/** Files at once: enough that the disk can order them. */
const SYNCS_AT_ONCE = 8

/** Where the file system cannot be forced as a whole: each of these files, then each folder that they lie in. */
export async function syncEach(files: Iterable<string>, root: string): Promise<void> {
  const folders = new Set<string>([root])
  const rest = files[Symbol.iterator]()
  const syncSome = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) {
      await syncFile(next.value)
      for (let at = dirname(next.value); at.length > root.length; at = dirname(at)) folders.add(at)
    }
  }
  await Promise.all(Array.from({ length: SYNCS_AT_ONCE }, syncSome))
  for (const folder of folders) await syncFolder(folder)
}

async function syncFile(path: string): Promise<void> {
  try {
    // Windows forces only what may be written.
    await using file = await open(path, 'r+')
    await file.sync()
  } catch (err) {
    if (!isCode(err, 'EISDIR')) throw err
    await syncFolder(path)
  }
}
