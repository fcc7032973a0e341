import { lstatSync, readdirSync, readlinkSync } from 'node:fs'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { Waiting } from '../../../src/transfer/ports.ts'
import { readLocal } from './local-file.ts'
import { Slices } from './slices.ts'

/**
 * Is everything that lies at `staged`, a file or a folder, at `path` too, with the same bytes? Then nothing new need be made.
 * What else lies in a folder at `path` does not matter; modes and times neither. Ends at the first difference.
 */
export async function isThereAlready(
  staged: string,
  path: string,
  options: Waiting,
): Promise<boolean> {
  return await new Comparison(options).isSame(staged, path)
}

class Comparison {
  readonly #options: Waiting
  readonly #slices = new Slices()
  readonly #ours = new Uint8Array(CHUNK_BYTES)
  readonly #theirs = new Uint8Array(CHUNK_BYTES)

  constructor(options: Waiting) {
    this.#options = options
  }

  async isSame(ours: string, theirs: string): Promise<boolean> {
    const [one, other] = [lstatSync(ours), lstatSync(theirs, { throwIfNoEntry: false })]
    if (other === undefined) return false
    if (one.isDirectory()) return other.isDirectory() && (await this.#isSameFolder(ours, theirs))
    if (one.isSymbolicLink()) {
      return other.isSymbolicLink() && readlinkSync(ours) === readlinkSync(theirs)
    }
    return (
      other.isFile() && one.size === other.size && (await this.#isSameFile(ours, theirs, one.size))
    )
  }

  async #isSameFolder(ours: string, theirs: string): Promise<boolean> {
    for (const name of readdirSync(ours)) {
      if (this.#slices.isOver) await this.#slices.pause(this.#options)
      if (!(await this.isSame(`${ours}/${name}`, `${theirs}/${name}`))) return false
    }
    return true
  }

  async #isSameFile(ours: string, theirs: string, fileBytes: number): Promise<boolean> {
    for (let offset = 0; offset < fileBytes; offset += CHUNK_BYTES) {
      if (this.#slices.isOver) await this.#slices.pause(this.#options)
      const length = Math.min(CHUNK_BYTES, fileBytes - offset)
      const range = { offset, length, fileBytes }
      if (!readLocal(ours, range, this.#ours) || !readLocal(theirs, range, this.#theirs))
        return false
      const [one, other] = [this.#ours.subarray(0, length), this.#theirs.subarray(0, length)]
      if (Buffer.compare(one, other) !== 0) return false
    }
    return true
  }
}
