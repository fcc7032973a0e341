import { type Begin, type EndMessage, sealedChunk } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import { SEAL_BYTES } from '../limits.ts'
import type { HeldChunk, Holder, Seal, Waiting } from '../ports.ts'
import { giveBackChunkMemory, takeChunkMemory } from './chunk-memory.ts'

type Deps = Readonly<{ holder: Holder; seal: Seal }>

const NOTHING = new Uint8Array()

/** A content for a spool, which learns how many chunks there are and how long they are. A hole is sealed as no bytes at all. */
export class SealedHolder implements Holder {
  readonly begin: Begin
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
    const { size, chunkCount } = deps.holder.begin
    const sealedSize = size + chunkCount * SEAL_BYTES
    this.begin = {
      size: sealedSize,
      chunkCount,
      mtimeMs: 0,
      mode: 0,
      listing: NOTHING,
      open: false,
    }
  }

  async ready(options: Waiting): Promise<void> {
    await this.#deps.holder.ready(options)
  }

  async chunk(index: number, options: Waiting): Promise<HeldChunk> {
    const { holder, seal } = this.#deps
    const { bytes } = await holder.chunk(index, options)
    const sealed = seal.seal(index, bytes, takeChunkMemory(bytes.length + SEAL_BYTES))
    holder.release?.(bytes)
    return { value: sealedChunk(index, sealed.length), bytes: sealed }
  }

  release(sealed: Uint8Array): void {
    giveBackChunkMemory(sealed)
  }

  async end(options: Waiting): Promise<EndMessage> {
    const end = await this.#deps.holder.end(options)
    if (end.kind !== 'done') throw new TransferError('PROTOCOL', 'sealed twice')
    return { kind: 'sealedDone', value: { sealed: this.#deps.seal.sealEnd(end.value) } }
  }
}
