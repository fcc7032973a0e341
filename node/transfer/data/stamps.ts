import type { Stats } from 'node:fs'
import { TransferError } from '../../../src/transfer/errors.ts'

/** By which one knows that a file is still the one that was looked at: size, times and inode of each entry, as numbers. */
export class Stamps {
  #columns = new Float64Array(64 * WIDTH)
  #count = 0

  add(stats: Stats): void {
    if ((this.#count + 1) * WIDTH > this.#columns.length) {
      const { buffer, byteLength } = this.#columns
      // The smaller one is given back at once, and not left to the collector.
      this.#columns = new Float64Array(buffer.transfer(byteLength * 2))
    }
    this.#columns.set(stampOf(stats), this.#count * WIDTH)
    this.#count++
  }

  /** @throws TransferError SOURCE_CHANGED */
  check(at: number, stats: Stats | undefined): void {
    const isSame =
      stats !== undefined &&
      stampOf(stats).every((each, column) => each === this.#columns[at * WIDTH + column])
    if (!isSame) throw new TransferError('SOURCE_CHANGED', 'a file is not what was offered')
  }

  /** All of them, in their own memory. */
  bytes(): Uint8Array {
    const { buffer } = this.#columns
    const byteLength = this.#count * WIDTH * Float64Array.BYTES_PER_ELEMENT
    if (buffer.byteLength > byteLength)
      this.#columns = new Float64Array(buffer.transfer(byteLength))
    return new Uint8Array(this.#columns.buffer)
  }
}

const WIDTH = 5

/** Without the device number, which may be another after the machine started anew. Times are exact to a microsecond. */
function stampOf({ mode, size, mtimeMs, ctimeMs, ino }: Stats): readonly number[] {
  return [mode, size, mtimeMs, ctimeMs, ino]
}
