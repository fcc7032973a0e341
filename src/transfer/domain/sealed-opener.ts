import type { Hasher } from '../../core/hasher.ts'
import type { ChunkPlan } from '../entity/chunk-plan.ts'
import { hashLeaves } from '../entity/leaves.ts'
import type { Begin, ChunkMessage, EndMessage } from '../entity/messages.ts'
import { zeroDigest, zeros } from '../entity/zeros.ts'
import { TransferError } from '../errors.ts'
import type { Opener, Seal, VerifiedChunk } from '../ports.ts'

/** For a line from a spool, which knows no more than how many chunks there are. */
export function expectSealed(plan: ChunkPlan): (begin: Begin) => void {
  return ({ chunkCount }) => {
    if (chunkCount !== plan.count) throw new TransferError('PROTOCOL', 'another number of chunks')
  }
}

/** Chunks from a spool. What opens is what the sender sealed for this very place. */
export class SealedOpener implements Opener {
  readonly from = 'spool'
  readonly #hasher: Hasher
  readonly #seal: Seal

  constructor(deps: Readonly<{ hasher: Hasher; seal: Seal }>) {
    this.#hasher = deps.hasher
    this.#seal = deps.seal
  }

  open({ value, bytes }: ChunkMessage, plan: ChunkPlan): VerifiedChunk {
    const { index, form } = value
    if (form !== 'sealed') throw new TransferError('PROTOCOL', 'a chunk that is not sealed')
    const opened = this.#seal.open(index, bytes)
    const lengths = plan.leavesOf(index)
    const [length = 0] = lengths
    if (opened.length === 0 && lengths.length === 1) {
      return { index, leaves: zeroDigest(this.#hasher, length), bytes: zeros(length) }
    }
    if (opened.length !== plan.lengthOf(index)) {
      throw new TransferError('PROTOCOL', 'a chunk of another length')
    }
    return { index, leaves: hashLeaves(this.#hasher, opened, lengths), bytes: opened }
  }

  openEnd(end: EndMessage): EndMessage {
    if (end.kind !== 'sealedDone') throw new TransferError('PROTOCOL', 'an open last word')
    return { kind: 'done', value: this.#seal.openEnd(end.value.sealed) }
  }
}
