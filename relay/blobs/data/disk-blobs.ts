import { constants } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  rmdir,
  stat,
  statfs,
  unlink,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isBlobName } from '../entity/blob-name.ts'
import type { BlobContent, BlobEntry, Blobs } from '../ports.ts'
import { FolderSyncs } from './folder-syncs.ts'

/** A folder that was emptied and removed is made again: two puts may meet the removal of a third. */
const MAKE_ATTEMPTS = 5

/**
 * Blobs as files: `<root>/ab/<folder>/<name>`, 0600 in folders of 0700. A file is written under a name of its own
 * (`<name>.<n>.new`), forced to the disk and renamed; then its folder is forced too, once for several: so a name is there with
 * all its bytes or not at all, also after a power cut. `ab` are the last two digits of the folder: a UUIDv7 begins with its time.
 */
export class DiskBlobs implements Blobs {
  readonly #root: string
  readonly #syncs = new FolderSyncs()
  /** Folders that are being made, and not as durable yet as what is put into them. */
  readonly #making = new Map<string, Promise<void>>()
  #written = 0

  constructor(root: string) {
    this.#root = root
  }

  async put(folder: string, name: string, content: BlobContent): Promise<void> {
    const path = this.#pathOf(folder, name)
    const beside = `${path}.${++this.#written}${NEW}`
    try {
      await this.#write(folder, beside, content)
      await rename(beside, path)
    } catch (err) {
      await rm(beside, { force: true })
      throw err
    }
  }

  async settle(folder: string): Promise<void> {
    await this.#making.get(folder)
    await this.#syncs.sync(this.#folderOf(folder))
  }

  async get(folder: string, name: string, into: Uint8Array, from = 0): Promise<boolean> {
    try {
      await using file = await open(this.#pathOf(folder, name))
      return await isFilled(into, file, from)
    } catch (err) {
      absent(err)
      return false
    }
  }

  /** With the last one goes its folder. */
  async delete(folder: string, names: readonly string[]): Promise<void> {
    for (const name of names) await unlink(this.#pathOf(folder, name)).catch(absent)
    await rmdir(this.#folderOf(folder)).catch(absentOrNeeded)
  }

  async *folders(): AsyncGenerator<string, void> {
    for (const shard of await names(this.#root)) {
      for (const folder of await names(join(this.#root, shard))) {
        if (isBlobName(folder) && shardOf(folder) === shard) yield folder
      }
    }
  }

  async list(folder: string): Promise<readonly BlobEntry[]> {
    const path = this.#folderOf(folder)
    const entries: BlobEntry[] = []
    for (const name of await names(path)) {
      if (!isBlobName(name)) continue
      const stats = await stat(join(path, name)).catch(absent)
      if (stats === undefined || !stats.isFile()) continue
      entries.push({ name, bytes: stats.size, ageMs: Date.now() - stats.mtimeMs })
    }
    return entries
  }

  /** A put that failed tidies up after itself, and what a killed process left goes at the next start. */
  async tidy(): Promise<number> {
    return 0
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#root)
    return bavail * bsize
  }

  /** Before anything else: the root becomes durable, and what a killed process was writing goes. @returns how many. */
  async prepare(): Promise<number> {
    await this.#syncs.sync(dirname(this.#root))
    let removed = 0
    for await (const folder of this.folders()) {
      const path = this.#folderOf(folder)
      for (const name of await names(path)) {
        if (!name.endsWith(NEW)) continue
        await rm(join(path, name), { force: true })
        removed++
      }
    }
    return removed
  }

  async #write(folder: string, path: string, content: BlobContent): Promise<void> {
    await using file = await this.#create(folder, path)
    const pieces = content instanceof Uint8Array ? [content] : content
    for await (const bytes of pieces) {
      // All at once: writeFile() would go to a thread for each half of it.
      for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
    }
    await file.datasync()
  }

  async #create(folder: string, path: string): Promise<FileHandle> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL
    const create = () => open(path, flags | (constants.O_NOFOLLOW ?? 0), 0o600)
    for (let attempt = 0; attempt < MAKE_ATTEMPTS; attempt++) {
      const file = await create().catch(absent)
      if (file !== undefined) return file
      await this.#makeFolder(folder)
    }
    return await create()
  }

  /** The first blob in it: the folders are as durable as what will be in them. */
  async #makeFolder(folder: string): Promise<void> {
    const made = this.#make(folder).finally(() => {
      if (this.#making.get(folder) === made) this.#making.delete(folder)
    })
    this.#making.set(folder, made)
    await made
  }

  async #make(folder: string): Promise<void> {
    await mkdir(this.#folderOf(folder), { recursive: true, mode: 0o700 })
    await this.#syncs.sync(join(this.#root, shardOf(folder)))
    await this.#syncs.sync(this.#root)
  }

  #folderOf(folder: string): string {
    return join(this.#root, shardOf(folder), folder)
  }

  #pathOf(folder: string, name: string): string {
    return join(this.#folderOf(folder), name)
  }
}

const NEW = '.new'

function shardOf(folder: string): string {
  return folder.slice(-2)
}

async function isFilled(into: Uint8Array, file: FileHandle, from: number): Promise<boolean> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await file.read(into, at, into.length - at, from + at)
    if (bytesRead === 0) return false
    at += bytesRead
  }
  return true
}

async function names(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(absent)) ?? []
}

/** No such file, or not a folder: there is nothing there. */
function absent(err: unknown): undefined {
  const { code } = err as NodeJS.ErrnoException
  if (code !== 'ENOENT' && code !== 'ENOTDIR') throw err
  return undefined
}

/** Nothing is lost by a folder that stays. */
function absentOrNeeded(err: unknown): undefined {
  const { code } = err as NodeJS.ErrnoException
  if (code === 'ENOTEMPTY' || code === 'EEXIST') return undefined
  return absent(err)
}
