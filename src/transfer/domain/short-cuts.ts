import { alikeIn, hasChunk, NO_CHUNKS, type Run } from '../entity/chunk-set.ts'
import type { ChunkMessage } from '../entity/messages.ts'
import { sameDigest } from '../entity/root.ts'
import { MAX_VAIN_CHUNKS } from '../limits.ts'
import type { Candidate, ChunkSink, Opener, VerifiedChunk, Waiting } from '../ports.ts'

type Deps = Readonly<{ sink: ChunkSink; opener: Opener }>
/** `lay`: its bytes were here already. */
export type ShortCut = Readonly<{ chunk: VerifiedChunk; lay: boolean }>

const NOTHING = new Uint8Array()

/**
 * What need not travel whole over one line: chunks that may lie here already, and those that hold nothing of what was chosen.
 * A spool knows only sealed chunks, whose digests say nothing of what is in them: from there everything comes whole.
 */
export class ShortCuts {
  readonly #deps: Deps
  /** Their bytes are needed: what lies here is another chunk, or its leaves were not said. */
  readonly #needed = new Set<number>()
  /** What lies here was the chunk at least once: so it is an older version, and worth looking into. */
  #isVersion = false

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** The first part of a run that is asked for in one way. */
  partOf(run: Run): Run {
    const { sink } = this.#deps
    const alike = alikeIn(sink.unwanted ?? NO_CHUNKS, run)
    const isAlone = sink.candidate !== undefined && !this.#isUnwanted(run.start)
    return isAlone ? { start: run.start, end: run.start + 1 } : alike
  }

  /** May the digests be enough? */
  async areDigestsEnough({ start, end }: Run, options: Waiting): Promise<boolean> {
    if (this.#deps.opener.leaves === undefined) return false
    for (let index = start; index < end; index++) if (this.#needed.has(index)) return false
    if (this.#isUnwanted(start)) return true
    return end - start === 1 && (await this.#candidate(start, options)) !== undefined
  }

  /** What stands for a chunk that came without bytes; `undefined`: these are needed. */
  async take(message: ChunkMessage, options: Waiting): Promise<ShortCut | undefined> {
    const { sink, opener } = this.#deps
    const { index, digest } = message.value
    const leaves = opener.leaves?.(message, sink.plan)
    if (this.#isUnwanted(index)) {
      if (leaves !== undefined) return { chunk: { index, leaves, bytes: NOTHING }, lay: false }
    } else {
      const chunk = await this.#candidate(index, options)
      if (chunk !== undefined && sameDigest(chunk.digest, digest)) {
        this.#isVersion = true
        return { chunk, lay: true }
      }
    }
    this.#needed.add(index)
    return undefined
  }

  #isUnwanted(index: number): boolean {
    return hasChunk(this.#deps.sink.unwanted ?? NO_CHUNKS, index)
  }

  async #candidate(index: number, options: Waiting): Promise<Candidate | undefined> {
    const isOther = !this.#isVersion && this.#needed.size >= MAX_VAIN_CHUNKS
    return isOther ? undefined : await this.#deps.sink.candidate?.(index, options)
  }
}
