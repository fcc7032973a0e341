/** One sleeper, many who may wake it. A call before the sleep counts for the next one. */
export class Wakeup {
  #awake = false
  #resolve: (() => void) | undefined

  wake(): void {
    this.#awake = true
    this.#resolve?.()
  }

  async wait(options: Readonly<{ signal: AbortSignal }>): Promise<void> {
    const { signal } = options
    signal.throwIfAborted()
    if (!this.#awake) await this.#sleep(signal)
    this.#awake = false
    this.#resolve = undefined
    signal.throwIfAborted()
  }

  #sleep(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = () => {
        signal.removeEventListener('abort', resolve as () => void)
        resolve()
      }
      signal.addEventListener('abort', resolve as () => void, { once: true })
    })
  }
}
