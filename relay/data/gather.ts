import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../src/core/clock.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { unavailable } from './journal.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** Pieces that wait: a few seconds of work. More are told so at once, and nothing piles up. */
export const MAX_GATHERED = 10_000
/** Nor does one wait longer, so that nobody does work that no node waits for any more (ANSWER_TIMEOUT_MS). */
export const MAX_GATHER_WAIT_MS = 10_000
/** A transaction that takes longer waits for a lock, or for a server that is slow: the next begins beside it. Milliseconds. */
export const STALLED_AFTER_MS = 20

export type GatherLimits = Readonly<{
  /** Pieces of work in one transaction; 1: each has its own, at once. */
  most: number
  /** Bytes in one transaction, unless one piece alone has more. */
  maxBytes: number
  /** Transactions at the same time: one, and others beside those that take long. */
  abreast: number
}>

/** What became of one piece: a value, or an expected no. */
export type Gathered<R> = R | HomeRefusal

type Waiting<T, R> = Readonly<{
  item: T
  key: string
  bytes: number
  sinceMs: number
  done: PromiseWithResolvers<R>
}>

type GatherDeps<T, R> = Readonly<{
  /** One transaction for all of these, in order. */
  run: (items: readonly T[]) => Promise<readonly Gathered<R>[]>
  bytesOf: (item: T) => number
  clock: Clock
}>

/** Made once: an abort without a reason makes one, with its stack. */
const ENDED = new Error('the transaction ended')

/** Because of one of them all failed; or of what lies between them and others. */
const ONE_SPOILS_ALL: readonly StoreErrorCode[] = ['conflict', 'duplicate', 'failed', 'locked']

/**
 * Work that comes while a transaction is under way shares the next one: a statement for all costs a server as much as a statement
 * for one. What has the same key stays in order, also when transactions are abreast. When a shared transaction fails for what may be
 * one piece's fault, each gets its own.
 */
export class Gather<T, R> {
  readonly #deps: GatherDeps<T, R>
  readonly #limits: GatherLimits
  #queue: Waiting<T, R>[] = []
  /** Of the pieces under way. */
  readonly #keys = new Set<string>()
  #underWay = 0
  /** The one whose end the others wait for: ended by then, or stalled. */
  #awaited: AbortController | undefined

  constructor(deps: GatherDeps<T, R>, limits: GatherLimits) {
    this.#deps = deps
    this.#limits = limits
  }

  /** Rejects with the HomeRefusal of this piece. */
  async add(item: T, key: string): Promise<R> {
    if (this.#limits.most === 1) return await this.#alone(item)
    if (this.#queue.length >= MAX_GATHERED) throw tooMuch()
    const done = Promise.withResolvers<R>()
    const sinceMs = this.#deps.clock.monotonicMs()
    this.#queue.push({ item, key, bytes: this.#deps.bytesOf(item), sinceMs, done })
    this.#next()
    return await done.promise
  }

  #next(): void {
    if (this.#awaited !== undefined || this.#underWay >= this.#limits.abreast) return
    const taken = this.#take()
    if (taken.length > 0) void this.#transact(taken)
  }

  /** The first that fit together, but for those that must come after one that is under way. */
  #take(): readonly Waiting<T, R>[] {
    const { most, maxBytes } = this.#limits
    const [taken, left]: [Waiting<T, R>[], Waiting<T, R>[]] = [[], []]
    let bytes = 0
    let isFull = false
    for (const each of this.#queue) {
      if (this.#keys.has(each.key)) {
        left.push(each)
        continue
      }
      isFull ||= taken.length >= most || (taken.length > 0 && bytes + each.bytes > maxBytes)
      if (!isFull) bytes += each.bytes
      const into = isFull ? left : taken
      into.push(each)
    }
    this.#queue = left
    return taken
  }

  /** Never rejects. */
  async #transact(taken: readonly Waiting<T, R>[]): Promise<void> {
    const ended = new AbortController()
    this.#awaited = ended
    this.#underWay += 1
    for (const { key } of taken) this.#keys.add(key)
    void this.#deps.clock.sleep(STALLED_AFTER_MS, { signal: ended.signal }).then(
      () => this.#leave(ended),
      () => undefined,
    )
    await this.#together(taken)
    // Who was answered, and what has arrived, comes along: else those that come together are two halves that wait for each other.
    await nextTurn()
    for (const { key } of taken) this.#keys.delete(key)
    this.#underWay -= 1
    this.#dropLate()
    ended.abort(ENDED)
    this.#leave(ended)
  }

  #leave(ended: AbortController): void {
    if (this.#awaited === ended) this.#awaited = undefined
    this.#next()
  }

  #dropLate(): void {
    const beforeMs = this.#deps.clock.monotonicMs() - MAX_GATHER_WAIT_MS
    const inTime = this.#queue.findIndex(({ sinceMs }) => sinceMs >= beforeMs)
    const late = this.#queue.splice(0, inTime === -1 ? this.#queue.length : inTime)
    for (const { done } of late) done.reject(tooMuch())
  }

  async #together(taken: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#deps.run(taken.map(({ item }) => item))
      for (const [index, { done }] of taken.entries()) settle(done, results[index])
    } catch (err) {
      if (taken.length > 1 && isOnesFault(err)) return this.#oneByOne(taken)
      for (const { done } of taken) done.reject(err)
    }
  }

  #oneByOne(taken: readonly Waiting<T, R>[]): void {
    // Not awaited: who waits for a lock holds up nobody else.
    for (const { item, done } of taken) void this.#alone(item).then(done.resolve, done.reject)
  }

  async #alone(item: T): Promise<R> {
    const [result] = await this.#deps.run([item])
    if (result instanceof HomeRefusal) throw result
    return result as R
  }
}

function tooMuch(): HomeRefusal {
  return unavailable(new StoreError('busy', 'too many transactions wait'))
}

function settle<R>(done: PromiseWithResolvers<R>, result: Gathered<R> | undefined): void {
  if (result instanceof HomeRefusal) done.reject(result)
  else done.resolve(result as R)
}

function isOnesFault(err: unknown): boolean {
  const cause = err instanceof HomeRefusal ? err.cause : err
  return cause instanceof StoreError && ONE_SPOILS_ALL.includes(cause.code)
}
