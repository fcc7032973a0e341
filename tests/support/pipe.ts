/** Standard input, as a program gives it: pieces, then an end, or none. */
export class Pipe implements AsyncIterable<Uint8Array> {
  readonly #pieces: Uint8Array[] = []
  #end: 'none' | 'end' | 'broken' = 'none'
  #news = Promise.withResolvers<void>()

  write(piece: Uint8Array): void {
    if (piece.length > 0) this.#pieces.push(piece)
    this.#tell()
  }

  end(): void {
    this.#end = 'end'
    this.#tell()
  }

  breakOff(): void {
    this.#end = 'broken'
    this.#tell()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const piece = this.#pieces.shift()
      if (piece !== undefined) yield piece
      else if (this.#end === 'end') return
      else if (this.#end === 'broken') throw new Error('the pipe broke')
      else await this.#news.promise
    }
  }

  #tell(): void {
    const now = this.#news
    this.#news = Promise.withResolvers()
    now.resolve()
  }
}
