import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isCode } from './disk-failure.ts'

export type FreeBytes = (folder: string) => Promise<number>

/** Bytes that we may still write where `folder` is, or will be. */
export const freeBytesAt: FreeBytes = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (err) {
    const parent = dirname(folder)
    if (!isCode(err, 'ENOENT') || parent === folder) throw err
    return await freeBytesAt(parent)
  }
}
