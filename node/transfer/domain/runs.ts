import type { Background } from '../../../src/core/background.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import { Bell } from './bell.ts'

type Work = (signal: AbortSignal, bell: Bell) => Promise<void>
type Run = Readonly<{ bell: Bell; end: AbortController; done: Promise<RunEnd> }>
type RunEnd = 'over' | 'failed'

/** At most one piece of work a transfer, which can be woken by its bell and ended with a reason. */
export class Runs {
  readonly #name: string
  readonly #background: Background
  readonly #running = new Map<TransferId, Run>()

  constructor(name: string, background: Background) {
    this.#name = name
    this.#background = background
  }

  has(id: TransferId): boolean {
    return this.#running.has(id)
  }

  /** Starts it unless it runs, and again as often as it ends while still wanted. A failure is logged and ends it. */
  keep(id: TransferId, wanted: () => boolean, work: Work): void {
    if (this.has(id) || this.#background.signal.aborted || !wanted()) return
    void this.start(id, work).then((end) => {
      if (end === 'over') this.keep(id, wanted, work)
    })
  }

  /** @returns when it has ended, however. There must be none. */
  start(id: TransferId, work: Work): Promise<RunEnd> {
    if (this.has(id)) throw new Error(`${this.#name} runs already`)
    if (this.#background.signal.aborted) return Promise.resolve('over')
    const { promise: done, resolve } = Promise.withResolvers<RunEnd>()
    const run = { bell: new Bell(), end: new AbortController(), done }
    this.#running.set(id, run)
    this.#background.run(this.#name, async (outer) => {
      let end: RunEnd = 'failed'
      try {
        await guarded(run, work, outer)
        end = 'over'
      } finally {
        this.#running.delete(id)
        resolve(end)
      }
    })
    return done
  }

  ring(id: TransferId): void {
    this.#running.get(id)?.bell.ring()
  }

  /** Resolves when it has ended. */
  async end(id: TransferId, reason: Error): Promise<void> {
    const run = this.#running.get(id)
    run?.end.abort(reason)
    await run?.done
  }
}

/** An end that was asked for is no failure. */
async function guarded(run: Run, work: Work, outer: AbortSignal): Promise<void> {
  const signal = AbortSignal.any([outer, run.end.signal])
  try {
    await work(signal, run.bell)
  } catch (err) {
    if (!signal.aborted) throw err
  }
}
