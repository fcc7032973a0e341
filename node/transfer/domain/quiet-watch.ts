import type { Clock } from '../../../src/core/clock.ts'
import { QUIET_CHECK_MS } from '../limits.ts'
import type { AutoAccept } from './auto-accept.ts'
import type { TransferBook } from './transfer-book.ts'

type WatchDeps = Readonly<{ book: TransferBook; autoAccept: AutoAccept; clock: Clock }>

/** Looks again at what came in quiet hours, until they are over. Clocks may be turned meanwhile: each look is a new one. */
export class QuietWatch {
  readonly #deps: WatchDeps

  constructor(deps: WatchDeps) {
    this.#deps = deps
  }

  async watch(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.look()
      await this.#deps.clock.sleep(QUIET_CHECK_MS, { signal })
    }
  }

  async look(): Promise<void> {
    const { book, autoAccept } = this.#deps
    for (const { id, note } of book.open()) {
      if (note === 'quiet-hours') await autoAccept.consider(id)
    }
  }
}
