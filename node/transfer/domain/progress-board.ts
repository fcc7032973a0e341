import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { PROGRESS_EVENT_MS } from '../limits.ts'
import type { Pace } from '../../../src/transfer/domain/voice.ts'
import { type Pace as RatePace, RateMeter } from './rate-meter.ts'

/** What a waiting transfer waits for, beyond what its state says. */
export type Waiting = 'link' | 'slot' | 'retry'

export type Live = Readonly<{ haveBytes: number; pace: RatePace }>
type Moving = { readonly meter: RateMeter; haveBytes: number; toldMs: number }
/** `heldBytes`: what of it did not move, and has no part in the rate. */
type Have = Readonly<{ haveBytes: number; heldBytes: number }>

/** The quick side of transfers: what moves how fast now. Nothing here outlives the process. */
export class ProgressBoard {
  readonly #clock: Clock
  readonly #moving = new Map<TransferId, Moving>()
  readonly #paces = new Map<TransferId, Pace>()
  readonly #stored = new Map<TransferId, Readonly<{ bytes: number; toldMs: number }>>()
  readonly #waiting = new Map<TransferId, Waiting>()
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
    if (nowMs - moving.toldMs < PROGRESS_EVENT_MS) return
    moving.toldMs = nowMs
    this.#listeners.tell(id)
  }

  /** Who waited for what, on its best line. */
  paced(id: TransferId, pace: Pace): void {
    this.#paces.set(id, pace)
  }

  paceOf(id: TransferId): Pace | undefined {
    return this.#paces.get(id)
  }

  /** Bytes that a spool has taken of it. */
  stored(id: TransferId, bytes: number): void {
    const nowMs = this.#clock.monotonicMs()
    const before = this.#stored.get(id)
    const isQuiet = before !== undefined && nowMs - before.toldMs < PROGRESS_EVENT_MS
    this.#stored.set(id, { bytes, toldMs: isQuiet ? before.toldMs : nowMs })
    if (!isQuiet) this.#listeners.tell(id)
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
}
