import type { Clock } from '../../src/core/clock.ts'
import type { DeviceId } from '../../src/core/ids.ts'
import { MAX_STRANGERS, STRANGER_MS } from '../sessions/limits.ts'

type StrangersDeps = Readonly<{ clock: Clock; turnAway: (device: DeviceId) => void }>

/**
 * Connected devices without a session. Members begin as strangers too, so nobody is refused: the one who has been here longest
 * without becoming somebody goes first, and a crowd of strangers takes no place from members.
 */
export class Strangers {
  readonly #deps: StrangersDeps
  readonly #maxStrangers: number
  /** Since when, in that order. */
  readonly #since = new Map<DeviceId, number>()

  constructor(deps: StrangersDeps, settings: Readonly<{ maxStrangers?: number }> = {}) {
    this.#deps = deps
    this.#maxStrangers = settings.maxStrangers ?? MAX_STRANGERS
  }

  get size(): number {
    return this.#since.size
  }

  arrived(device: DeviceId): void {
    this.#since.delete(device)
    this.#since.set(device, this.#deps.clock.monotonicMs())
    const [oldest] = this.#since.keys()
    if (this.#since.size > this.#maxStrangers && oldest !== undefined) this.#turnAway(oldest)
  }

  /** It attached, or is gone. */
  forget(device: DeviceId): void {
    this.#since.delete(device)
  }

  /** Those who stayed too long. */
  sweep(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    for (const [device, sinceMs] of this.#since) {
      if (nowMs - sinceMs <= STRANGER_MS) return
      this.#turnAway(device)
    }
  }

  #turnAway(device: DeviceId): void {
    this.#since.delete(device)
    this.#deps.turnAway(device)
  }
}
