import type { Hasher } from '../../../src/core/hasher.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import { chunkDigest, hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import type { Candidate } from '../../../src/transfer/ports.ts'
import { readLocal } from './local-file.ts'

/**
 * Chunks of a file that lies at the wanted name already: perhaps an older version, of which most is still the same. Only
 * their digests are asked for then.
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

  find(index: number): Candidate | undefined {
    const length = this.#plan.lengthOf(index)
    const bytes = new Uint8Array(length)
    const range = { offset: this.#plan.offsetOf(index), length }
    if (!readLocal(this.#path, range, bytes)) return undefined
    const leaves = hashLeaves(this.#hasher, bytes, this.#plan.leavesOf(index))
    return { index, bytes, leaves, digest: chunkDigest(this.#hasher, leaves) }
  }
}
