import { untilAborted } from '../core/until-aborted.ts'

/** Waits that end early by a signal, and together by `onIdle` when nothing moved for `idleMs` while somebody waited. */
export class IdleWait {
  readonly #idleMs: number | undefined
  readonly #onIdle: () => void
  #timer: NodeJS.Timeout | undefined
  #waiting = 0

  constructor(idleMs: number | undefined, onIdle: () => void) {
    this.#idleMs = idleMs
    this.#onIdle = onIdle
  }

  async until(expected: Expectation, signal: AbortSignal | undefined): Promise<void> {
    this.#waiting++
    this.moved()
    try {
      await untilAborted(expected.promise, signal)
    } finally {
      this.#left()
    }
  }

  /** Something moved: whoever waits may wait `idleMs` more. */
  moved(): void {
    if (this.#idleMs === undefined || this.#waiting === 0) return
    if (this.#timer !== undefined) this.#timer.refresh()
    else this.#timer = setTimeout(this.#onIdle, this.#idleMs)
  }

  #left(): void {
    this.#waiting--
    if (this.#waiting > 0) return
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}

export type Expectation = PromiseWithResolvers<void>

/** A promise that somebody may stop waiting for: its rejection is then nobody's. */
export function expectation(): Expectation {
  const expected = Promise.withResolvers<void>()
  expected.promise.catch(() => undefined)
  return expected
}
