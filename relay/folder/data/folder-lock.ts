import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { FolderError } from '../folder-error.ts'

/** SQLite's "somebody else holds it". */
const SQLITE_BUSY = 5

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
    if ((cause as { errcode?: number }).errcode !== SQLITE_BUSY) throw cause
    throw new FolderError(
      `another relay is running on ${path}; stop it, or give --data another folder`,
      {
        cause,
      },
    )
  }
  return { [Symbol.dispose]: () => database.close() }
}
