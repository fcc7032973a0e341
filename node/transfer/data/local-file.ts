import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { codeOf } from './disk-failure.ts'
import { READ_FILE } from './open-flags.ts'

type Range = Readonly<{ offset: number; length: number; fileBytes?: number }>

/**
 * Reads a part of a regular file that lies here already. False where there is none, where it is shorter, or of another size
 * than `fileBytes`: a file that cannot be read is no help, and no failure.
 */
export function readLocal(path: string, range: Range, into: Uint8Array): boolean {
  const { offset, length, fileBytes } = range
  let file: number | undefined
  try {
    file = openSync(path, READ_FILE)
    const stats = fstatSync(file)
    if (!stats.isFile() || (fileBytes !== undefined && stats.size !== fileBytes)) return false
    if (stats.size < offset + length) return false
    for (let filled = 0; filled < length; ) {
      const bytes = readSync(file, into, filled, length - filled, offset + filled)
      if (bytes === 0) return false
      filled += bytes
    }
    return true
  } catch (err) {
    if (codeOf(err) !== undefined) return false
    throw err
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
