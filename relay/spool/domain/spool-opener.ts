import type { ChunkPlan } from '../../../src/transfer/entity/chunk-plan.ts'
import type { ChunkMessage, EndMessage } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { SEAL_BYTES } from '../../../src/transfer/limits.ts'
import type { Opener, VerifiedChunk } from '../../../src/transfer/ports.ts'

const NO_LEAVES = new Uint8Array()

/** Sealed chunks as they come to the spool: nothing is opened here, only whether they fit can be seen. */
export const spoolOpener: Opener = {
  from: 'peer',

  open({ value, bytes }: ChunkMessage, plan: ChunkPlan): VerifiedChunk {
    const { index, length, form } = value
    const isPossible = length > SEAL_BYTES && length <= plan.lengthOf(index)
    // A hole is a secret too: sealed, it is bytes like all others. What was put elsewhere comes without them.
    const isHere = form === 'sealed' && bytes.length === length
    if (!(isHere || form === 'direct') || !isPossible) {
      throw new TransferError('PROTOCOL', 'not a sealed chunk')
    }
    return { index, leaves: NO_LEAVES, bytes }
  },

  openEnd(end: EndMessage): EndMessage {
    if (end.kind === 'sealedDone') return end
    throw new TransferError('PROTOCOL', 'a last word that is not sealed')
  },
}
