import { mkdirSync, statSync } from 'node:fs'
import { FolderError } from '../folder-error.ts'

/** Bits of a mode that let anybody else in. */
export const OTHERS = 0o077
export const HAS_MODES = process.platform !== 'win32'

/** Makes the folder with mode 0700, or checks that nobody else can enter the one that is there. */
export function openPrivateFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new FolderError(`cannot make the data folder ${path}`, { cause })
  }
  const stats = statSync(path)
  if (!stats.isDirectory()) throw new FolderError(`${path} is not a folder`)
  if (HAS_MODES && (stats.mode & OTHERS) !== 0) {
    throw new FolderError(`others can enter the data folder; run: chmod 700 '${path}'`)
  }
}
