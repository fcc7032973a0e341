import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { flushFolderSync } from '../../data/flush-folder.ts'
import { FolderError } from '../folder-error.ts'
import { HAS_MODES, OTHERS } from './private-folder.ts'

/** A secret larger than this is something else. */
const MAX_SECRET_BYTES = 64 * 1024

/** @returns undefined when there is none. @throws FolderError when others can read it. */
export function readSecret(path: string): Uint8Array | undefined {
  const fd = openSecret(path)
  if (fd === undefined) return undefined
  try {
    const { mode, size } = fstatSync(fd)
    if (HAS_MODES && (mode & OTHERS) !== 0) {
      throw new FolderError(`others can read a secret of this home; run: chmod 600 '${path}'`)
    }
    if (size === 0 || size > MAX_SECRET_BYTES) throw new FolderError(`${path} is damaged`)
    return new Uint8Array(readFileSync(fd))
  } finally {
    closeSync(fd)
  }
}

/** Whole or not at all, also when the power goes: written beside, flushed, renamed, the folder flushed. */
export function writeSecret(path: string, bytes: Uint8Array): void {
  const beside = `${path}.new`
  rmSync(beside, { force: true })
  const fd = openSync(beside, 'wx', 0o600)
  try {
    writeFileSync(fd, bytes)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(beside, path)
  flushFolderSync(dirname(path))
}

function openSecret(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new FolderError(`cannot read ${path}`, { cause })
  }
}
