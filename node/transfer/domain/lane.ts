import type { Clock } from '../../../src/core/clock.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import { type Bucket, bucketOf, msUntil, refilled, spent } from '../entity/token-bucket.ts'
import { Bell } from './bell.ts'

export type LaneDeps = Readonly<{
  clock: Clock
  /** Bytes a second of a friend, or of all together (`undefined`), at this moment; undefined: unlimited. */
  rateOf: (friend: AccountName | undefined) => number | undefined
}>

type Wanted = Readonly<{ id: TransferId; friend: AccountName; bytes: number }>

/**
 * One direction of a throttle. Transfers take turns, a chunk each, whatever their number of lines: whoever has waited
 * longest since the last chunk is next. One whose friend's share is used up lets others pass, and then comes first.
 */
export class Lane {
  readonly #deps: LaneDeps
  readonly #buckets = new Map<AccountName | undefined, Bucket>()
  /** In the order in which they are next. */
  readonly #line = new Map<TransferId, readonly Turn[]>()

  constructor(deps: LaneDeps) {
    this.#deps = deps
  }

  /** In line from now on, until it has come or is disposed of. */
  join(wanted: Wanted): Turn {
    const turn: Turn = new Turn(wanted, {
      clock: this.#deps.clock,
      admit: () => this.#admit(),
      msUntilNext: () => this.#msUntilNext(),
      leave: () => this.#leave(turn),
    })
    this.#line.set(wanted.id, [...(this.#line.get(wanted.id) ?? []), turn])
    return turn
  }

  /** Limits have changed: everybody looks anew. */
  rouse(): void {
    for (const turn of [...this.#line.values()].flat()) turn.bell.ring()
  }

  #admit(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    for (let next = this.#next(nowMs); next !== undefined; next = this.#next(nowMs)) {
      const { id, friend, bytes } = next.wanted
      for (const key of [undefined, friend]) this.#spend(key, bytes)
      const others = this.#leave(next)
      this.#line.delete(id)
      if (others.length > 0) this.#line.set(id, others)
      next.admitted()
    }
  }

  #next(nowMs: number): Turn | undefined {
    for (const [turn] of this.#line.values()) {
      if (turn === undefined) continue
      const { friend, bytes } = turn.wanted
      if (this.#msFor(friend, bytes, nowMs) > 0) continue
      return this.#msFor(undefined, bytes, nowMs) > 0 ? undefined : turn
    }
    return undefined
  }

  #msUntilNext(): number {
    const nowMs = this.#deps.clock.monotonicMs()
    const waits = [...this.#line.values()].map(([turn]) => {
      if (turn === undefined) return Number.MAX_SAFE_INTEGER
      const { friend, bytes } = turn.wanted
      return Math.max(this.#msFor(friend, bytes, nowMs), this.#msFor(undefined, bytes, nowMs))
    })
    return Math.max(1, Math.min(...waits))
  }

  #msFor(friend: AccountName | undefined, bytes: number, nowMs: number): number {
    const rate = this.#deps.rateOf(friend)
    const before = this.#buckets.get(friend)
    if (rate === undefined) {
      this.#buckets.delete(friend)
      return 0
    }
    const bucket = before === undefined ? bucketOf(rate, nowMs) : refilled(before, rate, nowMs)
    this.#buckets.set(friend, bucket)
    return msUntil(bucket, bytes)
  }

  #spend(friend: AccountName | undefined, bytes: number): void {
    const bucket = this.#buckets.get(friend)
    if (bucket !== undefined) this.#buckets.set(friend, spent(bucket, bytes))
  }

  /** @returns the other turns of its transfer. */
  #leave(turn: Turn): readonly Turn[] {
    const { id } = turn.wanted
    const others = (this.#line.get(id) ?? []).filter((other) => other !== turn)
    if (others.length === 0) this.#line.delete(id)
    else this.#line.set(id, others)
    return others
  }
}

type TurnDeps = Readonly<{
  clock: Clock
  admit: () => void
  msUntilNext: () => number
  leave: () => void
}>

/** A chunk's place in line. */
export class Turn implements Disposable {
  readonly wanted: Wanted
  readonly bell = new Bell()
  readonly #deps: TurnDeps
  #hasCome = false

  constructor(wanted: Wanted, deps: TurnDeps) {
    this.wanted = wanted
    this.#deps = deps
  }

  /** Resolves with true when it has come, and with false after `ms` when it has not; then it may be waited for again. */
  async come(options: Readonly<{ ms: number; signal: AbortSignal }>): Promise<boolean> {
    const { clock, admit, msUntilNext } = this.#deps
    const { signal } = options
    const endMs = clock.monotonicMs() + options.ms
    for (;;) {
      signal.throwIfAborted()
      admit()
      const restMs = endMs - clock.monotonicMs()
      if (this.#hasCome || restMs <= 0) return this.#hasCome
      await this.bell.wait({ clock, ms: Math.min(restMs, msUntilNext()), signal })
    }
  }

  admitted(): void {
    this.#hasCome = true
    this.bell.ring()
  }

  [Symbol.dispose](): void {
    if (!this.#hasCome) this.#deps.leave()
  }
}
