import type { Logger } from './logger.ts'

/** What belongs together from one stop to the next. */
type Run = Readonly<{ end: AbortController; working: Set<Promise<void>> }>

/**
 * Work that outlives the call that began it. Each piece has a name, gets a signal, has its failure logged, and is
 * awaited at stop: nothing floats.
 */
export class Background {
  readonly #log: Logger
  #run = newRun()

  constructor(deps: Readonly<{ log: Logger }>) {
    this.#log = deps.log
  }

  get signal(): AbortSignal {
    return this.#run.end.signal
  }

  run(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const { end, working } = this.#run
    if (end.signal.aborted) return
    const done = this.#guard(name, work, end.signal).finally(() => working.delete(done))
    working.add(done)
  }

  async stop(): Promise<void> {
    const stopping = this.#run
    stopping.end.abort(new Error('stopping'))
    await Promise.all(stopping.working)
    // A stop that overlapped may be through already: what began after it is not ours to wait for.
    if (this.#run === stopping) this.#run = newRun()
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

function newRun(): Run {
  return { end: new AbortController(), working: new Set() }
}
