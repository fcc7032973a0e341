import { freeMemory } from '../core/free-memory.ts'
import { MAX_FREE_READ_BLOCKS, READ_BLOCK_BYTES } from './limits.ts'

/** Of all channels: a channel has blocks only while bytes wait in it. */
const free: Uint8Array[] = []

/** Memory for the unread bytes of one channel: filled and read in order, block by block, then handed on to the next. */
export class ReadBlocks {
  /** In the order in which they are read; the last one is being filled. */
  #blocks: Uint8Array[] = []
  #filledBytes = 0

  /** `bytes`, in memory of ours: two pieces when they reach over the end of a block. */
  copiesOf(bytes: Uint8Array): readonly Uint8Array[] {
    const pieces: Uint8Array[] = []
    for (let at = 0; at < bytes.length; ) {
      const piece = this.#copyOf(bytes.subarray(at))
      pieces.push(piece)
      at += piece.length
    }
    return pieces
  }

  /** All pieces up to `piece` were read. */
  read(piece: Uint8Array): void {
    // Pieces are read in order: one of a later block means that nothing is left in those before it.
    const at = this.#blocks.findIndex(({ buffer }) => buffer === piece.buffer)
    for (const block of this.#blocks.splice(0, Math.max(at, 0))) giveBack(block)
  }

  /** Nothing is left unread. */
  clear(): void {
    if (this.#blocks.length === 0) return
    for (const block of this.#blocks) giveBack(block)
    this.#blocks = []
    this.#filledBytes = 0
  }

  #copyOf(bytes: Uint8Array): Uint8Array {
    if (this.#blocks.length === 0 || this.#filledBytes === READ_BLOCK_BYTES) {
      this.#blocks.push(free.pop() ?? new Uint8Array(READ_BLOCK_BYTES))
      this.#filledBytes = 0
    }
    const block = this.#blocks.at(-1) as Uint8Array
    const part = bytes.subarray(0, READ_BLOCK_BYTES - this.#filledBytes)
    block.set(part, this.#filledBytes)
    const piece = block.subarray(this.#filledBytes, this.#filledBytes + part.length)
    this.#filledBytes += part.length
    return piece
  }
}

function giveBack(block: Uint8Array): void {
  if (free.length < MAX_FREE_READ_BLOCKS) free.push(block)
  else freeMemory(block)
}
