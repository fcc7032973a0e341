import type { Hasher } from '../../../src/core/hasher.ts'
import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { ChunkMessage, EndMessage } from '../../../src/transfer/entity/messages.ts'
import { sameDigest } from '../../../src/transfer/entity/root.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { SEAL_BYTES } from '../../../src/transfer/limits.ts'
import type { Opener, VerifiedChunk } from '../../../src/transfer/ports.ts'

/** Sealed chunks as they come to the spool: nothing is opened here, only that they are whole can be seen. */
export class SpoolOpener implements Opener {
  readonly from = 'peer'
  readonly #hasher: Hasher

  constructor(deps: Readonly<{ hasher: Hasher }>) {
    this.#hasher = deps.hasher
  }

  open({ value, bytes }: ChunkMessage, plan: ChunkPlan): VerifiedChunk {
    const { index, length, form, digest } = value
    const isPossible = length > SEAL_BYTES && length <= plan.lengthOf(index)
    // A hole is a secret too: sealed, it is bytes like all others.
    if (form !== 'bytes' || bytes.length !== length || !isPossible) {
      throw new TransferError('PROTOCOL', 'not a sealed chunk')
    }
    const leaves = this.#hasher.digest(bytes)
    if (!sameDigest(leaves, digest))
      throw new TransferError('BAD_CHUNK', 'a chunk without its digest')
    return { index, leaves, bytes }
  }

  openEnd(end: EndMessage): EndMessage {
    if (end.kind === 'sealedDone') return end
    throw new TransferError('PROTOCOL', 'a last word that is not sealed')
  }
}
