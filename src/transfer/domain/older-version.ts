import type { ChunkMessage } from '../entity/messages.ts'
import { sameDigest } from '../entity/root.ts'
import { MAX_VAIN_CHUNKS } from '../limits.ts'
import type { Candidate, ChunkSink, Opener, Waiting } from '../ports.ts'

type Deps = Readonly<{ sink: ChunkSink; holder: Opener['from'] }>

/** What lies here already, perhaps an older version of what is to come. */
export class OlderVersion {
  readonly #deps: Deps
  /** What lies here is another chunk than the one that is to come. */
  readonly #differs = new Set<number>()
  /** What lies here was the chunk at least once: so it is an older version, and worth looking into. */
  #isVersion = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** A spool knows only sealed chunks, whose digests say nothing of what lies here. */
  async find(index: number, options: Waiting): Promise<Candidate | undefined> {
    const { sink, holder } = this.#deps
    if (holder === 'spool' || this.#differs.has(index)) return undefined
    if (!this.#isVersion && this.#differs.size >= MAX_VAIN_CHUNKS) return undefined
    return await sink.candidate?.(index, options)
  }

  /** @returns the chunk, where what lies here is it. */
  async compare(
    { index, digest }: ChunkMessage['value'],
    options: Waiting,
  ): Promise<Candidate | undefined> {
    const here = await this.find(index, options)
    if (here !== undefined && sameDigest(here.digest, digest)) {
      this.#isVersion = true
      return here
    }
    this.#differs.add(index)
    return undefined
  }
}
