import { ROWS_TOGETHER } from '../limits.ts'
import type { Added, StoredChunk } from '../ports.ts'

type Deps = Readonly<{
  /** Makes rows of chunks whose bytes are durable. */
  record: (chunks: readonly StoredChunk[]) => Promise<readonly Added[]>
}>
type Waiting = Readonly<{ chunk: StoredChunk; added: PromiseWithResolvers<Added> }>

/**
 * Chunks of one upload become rows a few at a time: a look-up, a COMMIT and a round of names for several. One waits for
 * another only while that is being written.
 */
export class RowsTogether {
  readonly #deps: Deps
  #writing = 0
  #waiting: Waiting[] = []

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** Resolves when the chunk that `write` makes durable has its row. */
  async add(write: () => Promise<StoredChunk>): Promise<Added> {
    const added = Promise.withResolvers<Added>()
    this.#writing++
    try {
      const chunk = await write()
      this.#waiting.push({ chunk, added })
    } finally {
      this.#writing--
      if (this.#writing === 0 || this.#waiting.length >= ROWS_TOGETHER) await this.#record()
    }
    return await added.promise
  }

  async #record(): Promise<void> {
    const together = this.#waiting
    this.#waiting = []
    if (together.length === 0) return
    try {
      const all = await this.#deps.record(together.map(({ chunk }) => chunk))
      for (const [at, { added }] of together.entries()) added.resolve(all[at] ?? 'none')
    } catch (err) {
      for (const { added } of together) added.reject(err)
    }
  }
}
