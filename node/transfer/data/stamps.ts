import type { Stats } from 'node:fs'
import { TransferError } from '../../../src/transfer/errors.ts'

/** By which one knows that a file is still the one that was looked at: size, times and inode of each entry, as numbers. */
export class Stamps {
  #columns = new Float64Array(64 * WIDTH)
  #count = 0

  add(stats: Stats): void {
    if ((this.#count + 1) * WIDTH > this.#columns.length) {
      const larger = new Float64Array(this.#columns.length * 2)
      larger.set(this.#columns)
      this.#columns = larger
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

  bytes(): Uint8Array {
    const { buffer } = this.#columns
    return new Uint8Array(buffer, 0, this.#count * WIDTH * Float64Array.BYTES_PER_ELEMENT)
  }
}

const WIDTH = 5

/** Without the device number, which may be another after the machine started anew. Times are exact to a microsecond. */
function stampOf({ mode, size, mtimeMs, ctimeMs, ino }: Stats): readonly number[] {
  return [mode, size, mtimeMs, ctimeMs, ino]
}
