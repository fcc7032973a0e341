import { constants } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { IdError, parseSpoolId, type SpoolId } from '../../../src/core/ids.ts'
import type { BlobEntry, ChunkBlobs } from '../ports.ts'
import { FolderSyncs } from './folder-syncs.ts'

/**
 * Chunks as files: `<folder>/ab/<spool id>/<index>`, 0600 in folders of 0700. A file is written under a name of its own
 * (`<index>.<n>.new`), forced to the disk, renamed, and its folder forced too: so a name is there with all its bytes or not
 * at all, also after a power cut. `ab` are the last two digits of the id: a UUIDv7 begins with its time.
 */
export class DiskBlobs implements ChunkBlobs {
  readonly #folder: string
  readonly #syncs = new FolderSyncs()
  #written = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  async put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<void> {
    const folder = this.#folderOf(spool)
    const beside = join(folder, `${index}.${++this.#written}${NEW}`)
    try {
      await this.#write(spool, beside, bytes)
      await rename(beside, join(folder, String(index)))
    } catch (err) {
      await rm(beside, { force: true })
      throw err
    }
    await this.#syncs.sync(folder)
  }

  async get(spool: SpoolId, index: number, into?: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      await using file = await open(join(this.#folderOf(spool), String(index)))
      const { size } = await file.stat()
      const bytes = into?.length === size ? into : new Uint8Array(size)
      return bytes.subarray(0, await readAll(file, bytes))
    } catch (err) {
      return absent(err)
    }
  }

  async delete(spool: SpoolId, indices: readonly number[]): Promise<void> {
    for (const index of indices) {
      await rm(join(this.#folderOf(spool), String(index)), { force: true })
    }
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
    await file.writeFile(bytes)
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
}

const NEW = '.new'
const INDEX = /^\d{1,16}$/

/** @returns how many there were. */
async function readAll(file: FileHandle, into: Uint8Array): Promise<number> {
  let at = 0
  while (at < into.length) {
    const { bytesRead } = await file.read(into, at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return at
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
