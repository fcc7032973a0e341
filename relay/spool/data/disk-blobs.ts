import { constants } from 'node:fs'
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  unlink,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { IdError, parseSpoolId, type SpoolId } from '../../../src/core/ids.ts'
import type { BlobEntry, ChunkBlobs } from '../ports.ts'
import { FolderSyncs } from './folder-syncs.ts'

/**
 * Chunks as files: `<folder>/ab/<spool id>/<index>`, 0600 in folders of 0700. A file is written under a name of its own
 * (`<index>.<n>.new`), forced to the disk and renamed; then its folder is forced too, once for several: so a name is there with
 * all its bytes or not at all, also after a power cut. `ab` are the last two digits of the id: a UUIDv7 begins with its time.
 */
export class DiskBlobs implements ChunkBlobs {
  readonly #folder: string
  readonly #syncs = new FolderSyncs()
  #written = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(spool, index)
    const beside = `${path}.${++this.#written}${NEW}`
    try {
      await this.#write(spool, beside, bytes)
      await rename(beside, path)
    } catch (err) {
      await rm(beside, { force: true })
      throw err
    }
  }

  async settle(spool: SpoolId): Promise<void> {
    await this.#syncs.sync(this.#folderOf(spool))
  }

  async get(spool: SpoolId, index: number, into: Uint8Array): Promise<boolean> {
    try {
      await using file = await open(this.#pathOf(spool, index))
      return await isFilled(into, file)
    } catch (err) {
      absent(err)
      return false
    }
  }

  async delete(spool: SpoolId, indices: readonly number[]): Promise<void> {
    for (const index of indices) await unlink(this.#pathOf(spool, index)).catch(absent)
  }

  async deleteAll(spool: SpoolId): Promise<void> {
    await rm(this.#folderOf(spool), { recursive: true, force: true })
  }

  async *spools(): AsyncGenerator<SpoolId, void> {
    for (const shard of await names(this.#folder)) {
      for (const name of await names(join(this.#folder, shard))) {
        const spool = spoolOf(name)
        if (spool !== undefined) yield spool
      }
    }
  }

  async list(spool: SpoolId): Promise<readonly BlobEntry[]> {
    const folder = this.#folderOf(spool)
    const entries: BlobEntry[] = []
    for (const name of await names(folder)) {
      if (!INDEX.test(name)) continue
      const stats = await stat(join(folder, name)).catch(absent)
      if (stats !== undefined) entries.push({ index: Number(name), storedMs: stats.mtimeMs })
    }
    return entries
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder)
    return bavail * bsize
  }

  /** Before anything else: the folder becomes durable, and what a killed process was writing goes. @returns how many. */
  async prepare(): Promise<number> {
    await this.#syncs.sync(dirname(this.#folder))
    let removed = 0
    for await (const spool of this.spools()) {
      const folder = this.#folderOf(spool)
      for (const name of await names(folder)) {
        if (!name.endsWith(NEW)) continue
        await rm(join(folder, name), { force: true })
        removed++
      }
    }
    return removed
  }

  async #write(spool: SpoolId, path: string, bytes: Uint8Array): Promise<void> {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL
    const create = () => open(path, flags | (constants.O_NOFOLLOW ?? 0), 0o600)
    await using file = await create().catch(async (err: unknown) => {
      absent(err)
      await this.#makeFolder(spool)
      return await create()
    })
    // All at once: writeFile() would go to a thread for each half of it.
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
    await file.datasync()
  }

  /** The first chunk of an object: its folders are as durable as what will be in them. */
  async #makeFolder(spool: SpoolId): Promise<void> {
    await mkdir(this.#folderOf(spool), { recursive: true, mode: 0o700 })
    await this.#syncs.sync(this.#shardOf(spool))
    await this.#syncs.sync(this.#folder)
  }

  #shardOf(spool: SpoolId): string {
    return join(this.#folder, spool.slice(-2))
  }

  #folderOf(spool: SpoolId): string {
    return join(this.#shardOf(spool), spool)
  }

  #pathOf(spool: SpoolId, index: number): string {
    return join(this.#folderOf(spool), String(index))
  }
}

const NEW = '.new'
const INDEX = /^\d{1,16}$/

async function isFilled(into: Uint8Array, file: FileHandle): Promise<boolean> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await file.read(into, at)
    if (bytesRead === 0) return false
    at += bytesRead
  }
  return true
}

function spoolOf(name: string): SpoolId | undefined {
  try {
    return parseSpoolId(name)
  } catch (err) {
    if (err instanceof IdError) return undefined
    throw err
  }
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
