import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../src/core/clock.ts'
import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import { unavailable } from './journal.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** Pieces that wait in a lane: a few seconds of work. More are told so at once, and nothing piles up. */
export const MAX_GATHERED = 5_000
/** Nor does one wait longer, so that nobody does work that no node waits for any more (ANSWER_TIMEOUT_MS). */
export const MAX_GATHER_WAIT_MS = 10_000

export type GatherLimits = Readonly<{
  /** Pieces of work in one transaction; 1: each has its own, at once. */
  most: number
  /** Bytes in one transaction, unless one piece alone has more. */
  maxBytes: number
  /** Transactions at the same time. */
  lanes: number
}>

/** What became of one piece: a value, or an expected no. */
export type Gathered<R> = R | HomeRefusal

type Waiting<T, R> = Readonly<{
  item: T
  bytes: number
  sinceMs: number
  done: PromiseWithResolvers<R>
}>
type Lane<T, R> = { queue: Waiting<T, R>[]; isBusy: boolean }

type GatherDeps<T, R> = Readonly<{
  /** One transaction for all of these, in order. */
  run: (items: readonly T[]) => Promise<readonly Gathered<R>[]>
  bytesOf: (item: T) => number
  clock: Clock
}>

/** Because of one of them all failed; or of what lies between them and others. */
const ONE_SPOILS_ALL: readonly StoreErrorCode[] = ['conflict', 'duplicate', 'failed', 'locked']

/**
 * Work that comes while a transaction is under way shares the next one: a statement for all costs a server as much as a statement
 * for one. What has the same key stays in order. When a shared transaction fails for what may be one piece's fault, each gets its own.
 */
export class Gather<T, R> {
  readonly #deps: GatherDeps<T, R>
  readonly #limits: GatherLimits
  readonly #lanes: readonly Lane<T, R>[]

  constructor(deps: GatherDeps<T, R>, limits: GatherLimits) {
    this.#deps = deps
    this.#limits = limits
    this.#lanes = Array.from({ length: limits.lanes }, () => ({ queue: [], isBusy: false }))
  }

  /** Rejects with the HomeRefusal of this piece. */
  async add(item: T, key: string): Promise<R> {
    if (this.#limits.most === 1) return await this.#alone(item)
    const lane = this.#lanes[hash(key) % this.#lanes.length]
    if (lane === undefined) throw new Error('no lane')
    if (lane.queue.length >= MAX_GATHERED) throw tooMuch()
    const done = Promise.withResolvers<R>()
    const sinceMs = this.#deps.clock.monotonicMs()
    lane.queue.push({ item, bytes: this.#deps.bytesOf(item), sinceMs, done })
    if (!lane.isBusy) void this.#drain(lane)
    return await done.promise
  }

  /** Never rejects. */
  async #drain(lane: Lane<T, R>): Promise<void> {
    lane.isBusy = true
    while (lane.queue.length > 0) {
      await this.#together(lane.queue.splice(0, this.#fitting(lane)))
      // Who was answered, and what has arrived, comes along: else those that come together are two halves that wait for each other.
      await nextTurn()
      this.#dropLate(lane)
    }
    lane.isBusy = false
  }

  #dropLate({ queue }: Lane<T, R>): void {
    const beforeMs = this.#deps.clock.monotonicMs() - MAX_GATHER_WAIT_MS
    const inTime = queue.findIndex(({ sinceMs }) => sinceMs >= beforeMs)
    const late = queue.splice(0, inTime === -1 ? queue.length : inTime)
    for (const { done } of late) done.reject(tooMuch())
  }

  #fitting({ queue }: Lane<T, R>): number {
    let bytes = 0
    const end = queue.findIndex((each, index) => {
      bytes += each.bytes
      return index > 0 && (index >= this.#limits.most || bytes > this.#limits.maxBytes)
    })
    return end === -1 ? queue.length : end
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

/** Of ids, which are random or counted: the sum of their characters spreads them well enough. */
function hash(key: string): number {
  let sum = 0
  for (let at = 0; at < key.length; at++) sum += key.charCodeAt(at)
  return sum
}
