import type { Clock } from '../../../src/core/clock.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { type AwaitedChunk, type Ending, isOver, type SpoolWord } from '../entity/spool-word.ts'
import { AWAITED_ELSEWHERE_MS, LOOK_AGAIN_MS } from '../limits.ts'
import type { Freed, SpoolStore, SpoolWords } from '../ports.ts'
import type { AwaitedChunks } from './awaited.ts'
import type { Bell } from './bell.ts'
import type { Line, Lines } from './lines.ts'
import type { Quotas } from './quotas.ts'
import type { StoredChunks } from './stored-chunks.ts'

type NewsDeps = Readonly<{
  store: SpoolStore
  bell: Bell
  stored: StoredChunks
  awaited: AwaitedChunks
  lines: Lines
  quotas: Quotas
  /** To the other relays that share the spool. */
  words: SpoolWords
  clock: Clock
  log: Logger
}>

/**
 * What happens to the spool, for all who wait for it: those of this relay, and by a word those of the others. What a word was
 * lost of they find by looking again.
 */
export class News {
  readonly #deps: NewsDeps

  constructor(deps: NewsDeps) {
    this.#deps = deps
  }

  /** These chunks have their rows; none: the last word has. */
  added(spool: SpoolId, indices: readonly number[]): void {
    this.#added(spool, indices)
    this.#deps.words.say({ kind: 'added', spool, indices })
  }

  async removed({ spool, owner, chunks, isWhole }: Freed): Promise<void> {
    const indices = isWhole ? [] : chunks.map(({ index }) => index)
    this.#deps.words.say({ kind: 'removed', spool, owner, indices, isWhole })
    await this.#removed({ spool, owner, indices, isWhole })
  }

  /** Until disposed its object may use the reserve, and uploads that believe the chunk to be here look again. */
  async awaits(chunk: AwaitedChunk, believers: ReadonlySet<Line>): Promise<Disposable> {
    const { awaited, bell, words } = this.#deps
    const held = awaited.await(chunk.spool, chunk.index)
    words.say({ kind: 'awaited', ...chunk })
    await this.#disabuse(believers)
    bell.ring(chunk.owner)
    return held
  }

  /** Resolves when the lines of this relay are over. */
  async over(ending: Ending): Promise<void> {
    this.#deps.words.say({ kind: 'over', ending })
    await this.#over(ending)
  }

  /** What another relay said. */
  async hear(word: SpoolWord): Promise<void> {
    switch (word.kind) {
      case 'added':
        return this.#added(word.spool, word.indices)
      case 'removed':
        return await this.#removed(word)
      case 'awaited':
        return await this.#awaitedElsewhere(word)
      case 'over':
        return await this.#over(word.ending)
    }
  }

  /** Until the signal: finds again and again what no word was heard of. */
  async watch({ signal }: Readonly<{ signal: AbortSignal }>): Promise<never> {
    for (;;) {
      await this.#deps.clock.sleep(LOOK_AGAIN_MS, { signal })
      await this.look()
    }
  }

  /** Looks at everything that is being waited for. A store that fails is asked again the next time. */
  async look(): Promise<void> {
    const { lines, stored, bell, store, clock, log } = this.#deps
    try {
      for (const spool of await stored.reload()) bell.ring(spool)
      const gone = new Set<Line>()
      for (const line of lines.all()) {
        if (!(await store.mayMove(line.facts, clock.nowMs()))) gone.add(line)
      }
      await lines.end('it is not allowed any more', (line) => gone.has(line))
    } catch (err) {
      log.warn({ err }, 'looking at the spool again failed')
    }
  }

  #added(spool: SpoolId, indices: readonly number[]): void {
    const { stored, awaited, bell } = this.#deps
    for (const index of indices) {
      stored.added(spool, index)
      awaited.arrived(spool, index)
    }
    bell.ring(spool)
  }

  async #removed(word: Omit<Extract<SpoolWord, { kind: 'removed' }>, 'kind'>): Promise<void> {
    const { stored, bell, quotas } = this.#deps
    stored.removed(word)
    bell.ring(word.spool)
    await quotas.changed(word.owner)
  }

  /** Only what still is not here when it is looked for: it may have come just before the word. */
  async #awaitedElsewhere({ spool, owner, device, index }: AwaitedChunk): Promise<void> {
    const { store, awaited, bell, lines, clock } = this.#deps
    awaited.awaitElsewhere(spool, index, clock.monotonicMs() + AWAITED_ELSEWHERE_MS)
    bell.ring(owner)
    const believers = lines.believers(spool, index)
    if (believers.size === 0) return
    const found = await store.chunkFor(spool, device, index)
    if (found.kind === 'awaited') await this.#disabuse(believers)
  }

  async #disabuse(believers: ReadonlySet<Line>): Promise<void> {
    if (believers.size === 0) return
    await this.#deps.lines.end('chunks are missing again', (each) => believers.has(each))
  }

  async #over(ending: Ending): Promise<void> {
    await this.#deps.lines.end(WHY[ending.kind], ({ facts }) => isOver(facts, ending))
  }
}

const WHY: Readonly<Record<Ending['kind'], string>> = {
  dropped: 'it was dropped',
  unfriended: 'they are no friends any more',
  'logged-out': 'the device was logged out',
  blocked: 'the account was blocked',
  deleted: 'the account was deleted',
}
