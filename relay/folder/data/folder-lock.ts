import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FolderError } from '../folder-error.ts'

/** By what SQLite says. Source: sqlite.org/rescode.html. */
const WHY: Readonly<Record<number, (path: string) => string>> = {
  5: (path) => `another relay is running on ${path}; stop it, or give --data another folder`,
  13: (path) => `the disk that holds ${path} is full; make room there and start again`,
}

/**
 * One relay a folder. The lock is an exclusive transaction on an empty database: Node has no file locks of its own, SQLite's
 * are the operating system's, and they end with the process, however it ends.
 */
export function lockFolder(path: string): Disposable {
  const database = new DatabaseSync(join(path, 'lock'))
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    const why = WHY[(cause as { errcode?: number }).errcode ?? 0]
    if (why === undefined) throw cause
    throw new FolderError(why(path), { cause })
  }
  return { [Symbol.dispose]: () => database.close() }
}
