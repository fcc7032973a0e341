import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { PROGRESS_EVENT_MS } from '../limits.ts'
import { startTimer } from '../../../src/transfer/domain/time-limit.ts'
import type { Pace } from '../../../src/transfer/domain/voice.ts'
import { type Pace as RatePace, RateMeter } from './rate-meter.ts'

/** What a waiting transfer waits for, beyond what its state says. */
export type Waiting = 'link' | 'slot' | 'retry'

export type Live = Readonly<{ haveBytes: number; pace: RatePace }>
/** How much, and when somebody was last told. */
type Told = Readonly<{ bytes: number; toldMs: number }>
type Moving = { readonly meter: RateMeter; haveBytes: number; toldMs: number }
/** `heldBytes`: what of it did not move, and has no part in the rate. */
type Have = Readonly<{ haveBytes: number; heldBytes: number }>

/** The quick side of transfers: what moves how fast now. Nothing here outlives the process. */
export class ProgressBoard {
  readonly #clock: Clock
  readonly #moving = new Map<TransferId, Moving>()
  readonly #paces = new Map<TransferId, Pace>()
  readonly #stored = new Map<TransferId, Told>()
  readonly #staged = new Map<TransferId, Told>()
  readonly #waiting = new Map<TransferId, Waiting>()
  readonly #soon = new Map<TransferId, Disposable>()
  readonly #listeners: Listeners<TransferId>

  constructor(deps: Readonly<{ clock: Clock; log: Logger }>) {
    this.#clock = deps.clock
    this.#listeners = new Listeners(deps)
  }

  started(id: TransferId, { haveBytes, heldBytes }: Have): void {
    const nowMs = this.#clock.monotonicMs()
    const meter = new RateMeter({ atMs: nowMs, bytes: haveBytes - heldBytes })
    this.#moving.set(id, { meter, haveBytes, toldMs: nowMs })
    this.#waiting.delete(id)
  }

  progressed(id: TransferId, { haveBytes, heldBytes }: Have): void {
    const moving = this.#moving.get(id)
    if (moving === undefined) return
    const nowMs = this.#clock.monotonicMs()
    moving.haveBytes = haveBytes
    moving.meter.add({ atMs: nowMs, bytes: haveBytes - heldBytes })
    if (nowMs - moving.toldMs < PROGRESS_EVENT_MS) return this.#tellSoon(id, moving.toldMs)
    moving.toldMs = nowMs
    this.#listeners.tell(id)
  }

  /** Who waited for what, on its best line. */
  paced(id: TransferId, pace: Pace): void {
    const before = this.#paces.get(id)
    this.#paces.set(id, pace)
    if (before?.theirs !== pace.theirs) this.#listeners.tell(id)
  }

  /** Its way to the spool is over, well or not. */
  uploaded(id: TransferId): void {
    this.#paces.delete(id)
    this.#listeners.tell(id)
  }

  paceOf(id: TransferId): Pace | undefined {
    return this.#paces.get(id)
  }

  /** Bytes that a spool has taken of it. */
  stored(id: TransferId, bytes: number): void {
    this.#tell(this.#stored, id, bytes)
  }

  /** Bytes of a stream of ours that have come in here. */
  staged(id: TransferId, bytes: number): void {
    this.#tell(this.#staged, id, bytes)
  }

  stagedBytes(id: TransferId): number | undefined {
    return this.#staged.get(id)?.bytes
  }

  /** A stream that has ended, well or not. */
  unstaged(id: TransferId): void {
    this.#staged.delete(id)
    if (!this.#moving.has(id)) this.#hush(id)
  }

  storedBytes(id: TransferId): number | undefined {
    return this.#stored.get(id)?.bytes
  }

  waits(id: TransferId, reason: Waiting): void {
    if (this.#waiting.get(id) === reason) return
    this.#waiting.set(id, reason)
    this.#listeners.tell(id)
  }

  ended(id: TransferId): void {
    this.#moving.delete(id)
    this.#waiting.delete(id)
    this.#paces.delete(id)
    this.#hush(id)
  }

  /** What of it lies elsewhere is nobody's concern any more. */
  forget(id: TransferId): void {
    this.#stored.delete(id)
  }

  live(id: TransferId, totalBytes: number): Live | undefined {
    const moving = this.#moving.get(id)
    if (moving === undefined) return undefined
    const leftBytes = Math.max(0, totalBytes - moving.haveBytes)
    const pace = moving.meter.pace(this.#clock.monotonicMs(), leftBytes)
    return { haveBytes: moving.haveBytes, pace }
  }

  waiting(id: TransferId): Waiting | undefined {
    return this.#waiting.get(id)
  }

  onProgress(listener: (id: TransferId) => void): () => void {
    return this.#listeners.add(listener)
  }

  #tell(all: Map<TransferId, Told>, id: TransferId, bytes: number): void {
    const nowMs = this.#clock.monotonicMs()
    const before = all.get(id)
    const isQuiet = before !== undefined && nowMs - before.toldMs < PROGRESS_EVENT_MS
    all.set(id, { bytes, toldMs: isQuiet ? before.toldMs : nowMs })
    if (isQuiet) this.#tellSoon(id, before.toldMs)
    else this.#listeners.tell(id)
  }

  /** Nothing may follow for long: what comes last is told too, no sooner than the next may be. */
  #tellSoon(id: TransferId, toldMs: number): void {
    if (this.#soon.has(id)) return
    const ms = toldMs + PROGRESS_EVENT_MS - this.#clock.monotonicMs()
    const timer = startTimer(this.#clock, Math.max(0, ms), () => {
      this.#soon.delete(id)
      const moving = this.#moving.get(id)
      if (moving !== undefined) moving.toldMs = this.#clock.monotonicMs()
      this.#listeners.tell(id)
    })
    this.#soon.set(id, timer)
  }

  #hush(id: TransferId): void {
    this.#soon.get(id)?.[Symbol.dispose]()
    this.#soon.delete(id)
  }
}
