import { type FolderReport, MAX_TOLD_ENTRIES, told } from '../../control/entity/folder-report.ts'

/**
 * Why something in a folder is not offered:
 *   special      a socket, a pipe, a device
 *   unreadable   not ours to read, or gone while we looked
 *   name         no Unicode, or longer than names may be
 *   path         deeper or longer than paths may be
 *   too-large    more bytes than can be counted
 */
export type LeftOutReason = 'special' | 'unreadable' | 'name' | 'path' | 'too-large'

export class LeftOut {
  readonly #told: Readonly<{ path: string; why: LeftOutReason }>[] = []
  readonly #excluded: string[] = []
  #count = 0
  #excludedCount = 0

  get count(): number {
    return this.#count
  }

  get told(): readonly Readonly<{ path: string; why: LeftOutReason }>[] {
    return this.#told
  }

  /** For the person who offers: first what they do not know, then what they asked for. */
  get report(): FolderReport {
    const excluded = this.#excluded.map((path) => ({ path, why: 'excluded' }))
    return {
      leftOut: this.#count,
      excluded: this.#excludedCount,
      mapped: 0,
      refused: 0,
      told: told([...this.#told, ...excluded]),
    }
  }

  /** By a pattern; what lies below is not looked at. */
  exclude(path: readonly string[]): void {
    this.#excludedCount++
    if (this.#excluded.length < MAX_TOLD_ENTRIES) this.#excluded.push(path.join('/'))
  }

  add(path: readonly string[], why: LeftOutReason): void {
    this.#count++
    if (this.#told.length < MAX_TOLD_ENTRIES) this.#told.push({ path: path.join('/'), why })
  }
}
