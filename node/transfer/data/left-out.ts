/**
 * Why something in a folder is not offered:
 *   special      a socket, a pipe, a device
 *   unreadable   not ours to read, or gone while we looked
 *   name         no Unicode, or longer than names may be
 *   path         deeper or longer than paths may be
 *   too-large    more bytes than can be counted
 */
export type LeftOutReason = 'special' | 'unreadable' | 'name' | 'path' | 'too-large'

/** Paths that are told to the person by name; beyond that they are counted. */
const MAX_TOLD = 100

export class LeftOut {
  readonly #told: Readonly<{ path: string; why: LeftOutReason }>[] = []
  #count = 0

  get count(): number {
    return this.#count
  }

  get told(): readonly Readonly<{ path: string; why: LeftOutReason }>[] {
    return this.#told
  }

  add(path: readonly string[], why: LeftOutReason): void {
    this.#count++
    if (this.#told.length < MAX_TOLD) this.#told.push({ path: path.join('/'), why })
  }
}
