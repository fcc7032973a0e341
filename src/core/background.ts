import type { Logger } from './logger.ts'

/**
 * Work that outlives the call that began it. Each piece has a name, gets a signal, has its failure logged, and is
 * awaited at stop: nothing floats.
 */
export class Background {
  readonly #log: Logger
  readonly #running = new Set<Promise<void>>()
  #run = new AbortController()

  constructor(deps: Readonly<{ log: Logger }>) {
    this.#log = deps.log
  }

  get signal(): AbortSignal {
    return this.#run.signal
  }

  run(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.#run
    if (signal.aborted) return
    const done = this.#guard(name, work, signal).finally(() => this.#running.delete(done))
    this.#running.add(done)
  }

  async stop(): Promise<void> {
    this.#run.abort(new Error('stopping'))
    while (this.#running.size > 0) await Promise.all(this.#running)
    this.#run = new AbortController()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async #guard(
    name: string,
    work: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await work(signal)
    } catch (err) {
      if (!signal.aborted) this.#log.error({ err, work: name }, 'background work failed')
    }
  }
}
