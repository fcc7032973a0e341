import { closeSync, fsyncSync, openSync } from 'node:fs'

/** What was made or renamed in it survives a power cut from now on. Windows flushes no folders. */
export function flushFolder(path: string): void {
  if (process.platform === 'win32') return
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
