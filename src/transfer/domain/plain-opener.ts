import type { Hasher } from '../../core/hasher.ts'
import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { chunkDigest, hashLeaves, type Leaves } from '../entity/leaves.ts'
import { type ChunkMessage, type EndMessage, isSealed } from '../entity/messages.ts'
import { DIGEST_BYTES, sameDigest } from '../entity/root.ts'
import { zeroDigest, zeros } from '../entity/zeros.ts'
import { TransferError } from '../errors.ts'
import type { Opener, VerifiedChunk } from '../ports.ts'

/** Chunks straight from a device that has the content. */
export class PlainOpener implements Opener {
  readonly from = 'peer'
  readonly #hasher: Hasher

  constructor(deps: Readonly<{ hasher: Hasher }>) {
    this.#hasher = deps.hasher
  }

  open({ value, bytes }: ChunkMessage, plan: ChunkPlan): VerifiedChunk {
    const { index, length, form, digest } = value
    if (isSealed(form)) throw new TransferError('PROTOCOL', 'a sealed chunk')
    const lengths = plan.leavesOf(index)
    const isWhole = length === plan.lengthOf(index) && (form === 'hole' || bytes.length === length)
    if (!isWhole) throw new TransferError('PROTOCOL', 'a chunk of another length')
    // A hole is one leaf of zeros: hashing them again and again would tell nothing new.
    const isHole = form === 'hole' && lengths.length === 1
    const content = form === 'hole' ? zeros(length) : bytes
    const leaves = isHole
      ? zeroDigest(this.#hasher, length)
      : hashLeaves(this.#hasher, content, lengths)
    if (!sameDigest(chunkDigest(this.#hasher, leaves), digest)) {
      throw new TransferError('BAD_CHUNK', 'a chunk without its digest')
    }
    return { index, leaves, bytes: content }
  }

  leaves({ value }: ChunkMessage, plan: ChunkPlan): Leaves | undefined {
    const count = plan.leavesOf(value.index).length
    // A peer of an earlier version says only the digest of several.
    if (value.form === 'digest') return count === 1 ? value.digest : undefined
    if (value.form !== 'leaves') throw new TransferError('PROTOCOL', 'bytes that were not wanted')
    const { index, length, leaves, digest } = value
    if (length !== plan.lengthOf(index) || leaves.length !== count * DIGEST_BYTES) {
      throw new TransferError('PROTOCOL', 'a chunk of other leaves')
    }
    if (!sameDigest(chunkDigest(this.#hasher, leaves), digest)) {
      throw new TransferError('BAD_CHUNK', 'leaves without their digest')
    }
    return leaves
  }

  openEnd(end: EndMessage): EndMessage {
    return end
  }
}
