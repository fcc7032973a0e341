import { MIN_BLOCK_PIECE_BYTES } from './limits.ts'
import { ReadBlocks } from './read-blocks.ts'

/**
 * Bytes that have arrived and are not yet read, in the pieces in which they came. What is pushed is copied, because it was
 * only lent (borrowed-bytes.ts): right to where its reader wants it, or into memory that is used again. Taking copies once
 * more, into a fresh buffer.
 */
export class InboundBytes {
  readonly #blocks = new ReadBlocks()
  #pieces: Uint8Array[] = []
  /** Index of the first unread piece, and of the first unread byte in it. */
  #piece = 0
  #offset = 0
  #length = 0
  /** Where bytes go as they come in, and how many already did. */
  #target: Uint8Array | undefined
  #gathered = 0

  get length(): number {
    return this.#length + this.#gathered
  }

  push(bytes: Uint8Array): void {
    const gathered = this.#gather(bytes)
    if (gathered < bytes.length) this.#keep(gathered === 0 ? bytes : bytes.subarray(gathered))
  }

  clear(): void {
    this.#forget()
    this.#target = undefined
    this.#gathered = 0
  }

  /** Until `gathered`, what is at the front is put into `into`, now and as it arrives. Nothing else may read meanwhile. */
  gather(into: Uint8Array): void {
    const count = Math.min(this.#length, into.length)
    this.#consume(count, into)
    this.#target = into
    this.#gathered = count
  }

  /** Ends `gather`. A target that is not full is the caller's again, and its bytes are back at the front. */
  gathered(): void {
    const target = this.#target
    const count = this.#gathered
    this.#target = undefined
    this.#gathered = 0
    // One that is not full has taken all there was.
    if (target !== undefined && count < target.length) this.push(target.subarray(0, count))
  }

  /** The byte at `index` from the front; the caller has checked `length`. Meant for the first few. */
  at(index: number): number {
    let skip = index + this.#offset
    for (let at = this.#piece; at < this.#pieces.length; at++) {
      const piece = this.#pieces[at] as Uint8Array
      if (skip < piece.length) return piece[skip] as number
      skip -= piece.length
    }
    throw new RangeError('beyond the bytes that arrived')
  }

  skip(count: number): void {
    this.#consume(count, undefined)
  }

  /** The first `count` bytes; the caller has checked `length`. */
  take(count: number): Uint8Array {
    // Every byte is written below, so zeroing a megabyte first would be work for nothing.
    const target = new Uint8Array(Buffer.allocUnsafeSlow(count).buffer)
    this.#consume(count, target)
    return target
  }

  #gather(bytes: Uint8Array): number {
    if (this.#target === undefined) return 0
    const part = bytes.subarray(0, this.#target.length - this.#gathered)
    this.#target.set(part, this.#gathered)
    this.#gathered += part.length
    return part.length
  }

  #keep(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (bytes.length < MIN_BLOCK_PIECE_BYTES) this.#pieces.push(new Uint8Array(bytes))
    else this.#pieces.push(...this.#blocks.copiesOf(bytes))
  }

  #consume(count: number, target: Uint8Array | undefined): void {
    if (count > this.#length) throw new RangeError('beyond the bytes that arrived')
    let done = 0
    while (done < count) {
      const piece = this.#pieces[this.#piece] as Uint8Array
      const part = Math.min(piece.length - this.#offset, count - done)
      target?.set(piece.subarray(this.#offset, this.#offset + part), done)
      done += part
      this.#offset += part
      if (this.#offset === piece.length) {
        this.#piece++
        this.#offset = 0
        this.#blocks.read(piece)
      }
    }
    this.#length -= count
    this.#forgetRead()
  }

  #forgetRead(): void {
    if (this.#length === 0) this.#forget()
    else if (this.#piece >= 32) {
      this.#pieces.splice(0, this.#piece)
      this.#piece = 0
    }
  }

  #forget(): void {
    this.#pieces = []
    this.#piece = 0
    this.#offset = 0
    this.#length = 0
    this.#blocks.clear()
  }
}
