import { closeSync, fsyncSync, openSync } from 'node:fs'
import { open } from 'node:fs/promises'

/** Windows flushes no folders. */
const CANNOT = process.platform === 'win32'

/** What was made or renamed in it survives a power cut from now on. */
export async function flushFolder(path: string): Promise<void> {
  if (CANNOT) return
  await using handle = await open(path, 'r')
  await handle.sync()
}

/** The same, before anything else goes on. */
export function flushFolderSync(path: string): void {
  if (CANNOT) return
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
