import type { Logger } from './logger.ts'

/** Who wants to be told. A listener that throws is logged; it cannot stop the others, or the one who tells. */
export class Listeners<T> {
  readonly #log: Logger
  readonly #all = new Set<(value: T) => void>()

  constructor(deps: Readonly<{ log: Logger }>) {
    this.#log = deps.log
  }

  /** @returns the undo. */
  add(listener: (value: T) => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  tell(value: T): void {
    for (const listener of this.#all) {
      try {
        listener(value)
      } catch (err) {
        this.#log.error({ err }, 'a listener failed')
      }
    }
  }
}
