import type { FileHandle } from 'node:fs/promises'
import { TransferError } from '../../../src/transfer/errors.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { codeOf } from './disk-failure.ts'

/** Reads chunks of one file, in buffers that are used again. */
export class ChunkReader {
  readonly #file: FileHandle

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** @throws TransferError SOURCE_CHANGED where there are fewer bytes, SOURCE_GONE when they cannot be read. */
  async read(length: number, offset: number): Promise<Uint8Array> {
    const bytes = takeChunkMemory(length)
    for (let filled = 0; filled < bytes.length; ) {
      const rest = bytes.length - filled
      const { bytesRead } = await readable(this.#file.read(bytes, filled, rest, offset + filled))
      if (bytesRead === 0) throw changed()
      filled += bytesRead
    }
    return bytes
  }

  /** Its reader is done with it. */
  release(bytes: Uint8Array): void {
    giveBackChunkMemory(bytes)
  }
}

export function changed(): TransferError {
  return new TransferError('SOURCE_CHANGED', 'the file is not what was offered')
}

/** @throws TransferError SOURCE_GONE. */
export async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new TransferError('SOURCE_GONE', `the file cannot be read: ${codeOf(cause)}`, { cause })
  }
}
