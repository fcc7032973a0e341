import type { Clock } from '../../src/core/clock.ts'

type Sleeper = Readonly<{ atMs: number; wake: () => void }>

/** A clock that moves only when a test turns it, and says when somebody waits on it. */
export class TurnedClock implements Clock {
  #wallMs: number
  #monotonicMs = 0
  readonly #sleepers = new Set<Sleeper>()
  readonly #watchers = new Set<() => void>()

  constructor(wallMs = Date.UTC(2026, 0, 1)) {
    this.#wallMs = wallMs
  }

  nowMs(): number {
    return this.#wallMs
  }

  monotonicMs(): number {
    return this.#monotonicMs
  }

  sleep(ms: number, { signal }: { signal?: AbortSignal | undefined }): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const end = (settle: () => void) => {
        this.#sleepers.delete(sleeper)
        signal?.removeEventListener('abort', stop)
        settle()
      }
      const stop = () => end(() => reject(signal?.reason))
      const sleeper = { atMs: this.#monotonicMs + Math.max(0, ms), wake: () => end(resolve) }
      signal?.addEventListener('abort', stop, { once: true })
      this.#sleepers.add(sleeper)
      for (const tell of this.#watchers) tell()
    })
  }

  get sleeping(): number {
    return this.#sleepers.size
  }

  /** Resolves once at least `count` sleep: turning before that would turn past them. */
  async untilSleeping(count: number): Promise<void> {
    while (this.#sleepers.size < count) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#watchers.add(resolve)
      await promise
      this.#watchers.delete(resolve)
    }
  }

  /** Moves on by `ms`, waking each sleeper at its own moment and letting what it does then begin. */
  async turn(ms: number): Promise<void> {
    const endMs = this.#monotonicMs + ms
    await settled()
    for (let next = this.#next(endMs); next !== undefined; next = this.#next(endMs)) {
      this.#moveTo(Math.max(this.#monotonicMs, next.atMs))
      next.wake()
      await settled()
    }
    this.#moveTo(endMs)
  }

  /** The machine slept: time has passed, and nobody was woken meanwhile. */
  skip(ms: number): void {
    this.#moveTo(this.#monotonicMs + ms)
  }

  /** The wall clock alone is set, as by a person or a time server. */
  setWall(ms: number): void {
    this.#wallMs = ms
  }

  #next(endMs: number): Sleeper | undefined {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.atMs <= endMs)
    return due.toSorted((a, b) => a.atMs - b.atMs)[0]
  }

  #moveTo(ms: number): void {
    this.#wallMs += ms - this.#monotonicMs
    this.#monotonicMs = ms
  }
}

/** Promises that are ready have run. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
