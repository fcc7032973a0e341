import { untilAborted } from '../../core/until-aborted.ts'
import type { Waiting } from '../ports.ts'

/** Something may have changed: whoever waits looks again. */
export class Signal {
  #next = Promise.withResolvers<void>()

  notify(): void {
    const now = this.#next
    this.#next = Promise.withResolvers()
    now.resolve()
  }

  /** Resolves at the next `notify` after this call. Rejects with the signal's reason. */
  async next({ signal }: Waiting): Promise<void> {
    await untilAborted(this.#next.promise, signal)
  }
}
