import type { Outcome } from '../../../src/transfer/domain/outcome.ts'

/** One way, as it is used again and again: at most one line at a time, and a pause after one that failed. */
export class LineTry {
  /** The peer has begun: chunks come or may come. */
  hasBegun = false
  /** Lines in a row that ended before they had begun. */
  failures = 0
  #end: AbortController | undefined
  #done: Promise<void> = Promise.resolve()
  #notBeforeMs = 0

  get isOpen(): boolean {
    return this.#end !== undefined
  }

  isDue(nowMs: number): boolean {
    return nowMs >= this.#notBeforeMs
  }

  pauseUntil(nowMs: number): void {
    this.#notBeforeMs = nowMs
  }

  start(
    outer: AbortSignal,
    work: (signal: AbortSignal) => Promise<Outcome>,
    over: (outcome: Outcome) => void,
  ): void {
    const end = new AbortController()
    this.#end = end
    const ended = (outcome: Outcome) => {
      this.failures = this.hasBegun ? 0 : this.failures + 1
      this.hasBegun = false
      this.#end = undefined
      over(outcome)
    }
    this.#done = work(AbortSignal.any([outer, end.signal])).then(ended, (cause: unknown) =>
      ended({ kind: 'lost', cause }),
    )
  }

  drop(reason: Error): void {
    this.#end?.abort(reason)
  }

  async settled(): Promise<void> {
    await this.#done
  }
}
