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
    signal?.throwIfAborted()
    const aborted = expectation()
    const onAbort = () => aborted.reject(signal?.reason)
    signal?.addEventListener('abort', onAbort, { once: true })
    this.#waiting++
    this.moved()
    try {
      if (signal === undefined) await expected.promise
      else await Promise.race([expected.promise, aborted.promise])
    } finally {
      signal?.removeEventListener('abort', onAbort)
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
