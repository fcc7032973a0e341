import { open } from 'node:fs/promises'
import { isCode } from './disk-failure.ts'

/** Makes the names in a folder survive a power cut: a file's own fsync does not cover them. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    await using handle = await open(folder, 'r')
    await handle.sync()
  } catch (err) {
    // Windows keeps names in a journal and does not open folders; some network file systems refuse to sync them.
    if (!isCode(err, 'EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'ENOTSUP')) throw err
  }
}
