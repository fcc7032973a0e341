import { lstat, open } from 'node:fs/promises'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { chunkDigest, hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import type { Candidate, Waiting } from '../../../src/transfer/ports.ts'
import { codeOf } from './disk-failure.ts'
import { READ_FILE } from './open-flags.ts'

/**
 * Chunks of a file that lies at the wanted name already: perhaps an older version, of which most is still the same. Only
 * their digests are asked for then. Read by a thread: what lies long on a disk is not in memory.
 */
export class FileCandidates {
  readonly #hasher: Hasher
  readonly #path: string
  readonly #plan: ChunkPlan

  constructor(
    deps: Readonly<{ hasher: Hasher }>,
    wanted: Readonly<{ path: string; plan: ChunkPlan }>,
  ) {
    this.#hasher = deps.hasher
    this.#path = wanted.path
    this.#plan = wanted.plan
  }

  async find(index: number, { signal }: Waiting): Promise<Candidate | undefined> {
    signal.throwIfAborted()
    const bytes = await this.#read(this.#plan.offsetOf(index), this.#plan.lengthOf(index))
    if (bytes === undefined) return undefined
    const leaves = hashLeaves(this.#hasher, bytes, this.#plan.leavesOf(index))
    return { index, bytes, leaves, digest: chunkDigest(this.#hasher, leaves) }
  }

  /** A file that cannot be read is no help, and no failure. */
  async #read(offset: number, length: number): Promise<Uint8Array | undefined> {
    try {
      await using file = await open(this.#path, READ_FILE)
      const stats = await file.stat()
      if (!stats.isFile() || stats.size < offset + length) return undefined
      const bytes = new Uint8Array(length)
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled)
        if (bytesRead === 0) return undefined
        filled += bytesRead
      }
      return bytes
    } catch (err) {
      if (codeOf(err) !== undefined) return undefined
      throw err
    }
  }
}

/** Does a file with anything in it lie there? Where none does, nothing is ever looked at again. */
export async function isFileThere(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined)
  return stats?.isFile() === true && stats.size > 0
}
