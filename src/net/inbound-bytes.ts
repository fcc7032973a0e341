/**
 * Bytes that have arrived and are not yet read, in the pieces in which they came. Taking copies once, into a fresh buffer,
 * so what the reader holds never keeps a larger buffer alive.
 */
export class InboundBytes {
  #pieces: Uint8Array[] = []
  /** Index of the first unread piece, and of the first unread byte in it. */
  #piece = 0
  #offset = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#pieces.push(bytes)
    this.#length += bytes.length
  }

  clear(): void {
    this.#pieces = []
    this.#piece = 0
    this.#offset = 0
    this.#length = 0
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

  /** The first `count` bytes, in `into` where given; the caller has checked `length`, and that `into` has `count` bytes. */
  take(count: number, into?: Uint8Array): Uint8Array {
    // Every byte is written below, so zeroing a megabyte first would be work for nothing.
    const target = into ?? new Uint8Array(Buffer.allocUnsafeSlow(count).buffer)
    this.#consume(count, target)
    return target
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
      }
    }
    this.#length -= count
    this.#forgetRead()
  }

  #forgetRead(): void {
    if (this.#length === 0) this.clear()
    else if (this.#piece >= 32) {
      this.#pieces.splice(0, this.#piece)
      this.#piece = 0
    }
  }
}
