import type { Clock } from '../../../src/core/clock.ts'
import type { SpoolId } from '../../../src/core/ids.ts'

/** How many readers here wait for a chunk; until when those at other relays count. */
type Wait = { here: number; elsewhereUntilMs: number }

/** Chunks that readers wait for at this moment, so that the uploader's next ones have room whatever else fills it. */
export class AwaitedChunks {
  readonly #clock: Clock
  readonly #waits = new Map<SpoolId, Map<number, Wait>>()

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  count(spool: SpoolId): number {
    const waits = this.#waits.get(spool)
    if (waits === undefined) return 0
    for (const index of [...waits.keys()]) this.#tidy(spool, index)
    return waits.size
  }

  /** Until disposed. */
  await(spool: SpoolId, index: number): Disposable {
    const wait = this.#wait(spool, index)
    wait.here++
    return {
      [Symbol.dispose]: () => {
        wait.here--
        this.#tidy(spool, index)
      },
    }
  }

  /** By a reader at another relay, until then or until it is here. */
  awaitElsewhere(spool: SpoolId, index: number, untilMs: number): void {
    this.#wait(spool, index).elsewhereUntilMs = untilMs
  }

  arrived(spool: SpoolId, index: number): void {
    const wait = this.#waits.get(spool)?.get(index)
    if (wait === undefined) return
    wait.elsewhereUntilMs = Number.NEGATIVE_INFINITY
    this.#tidy(spool, index)
  }

  #wait(spool: SpoolId, index: number): Wait {
    const waits = this.#waits.get(spool) ?? new Map<number, Wait>()
    this.#waits.set(spool, waits)
    const wait = waits.get(index) ?? { here: 0, elsewhereUntilMs: Number.NEGATIVE_INFINITY }
    waits.set(index, wait)
    return wait
  }

  #tidy(spool: SpoolId, index: number): void {
    const waits = this.#waits.get(spool)
    const wait = waits?.get(index)
    if (waits === undefined || wait === undefined) return
    if (wait.here > 0 || wait.elsewhereUntilMs > this.#clock.monotonicMs()) return
    waits.delete(index)
    if (waits.size === 0) this.#waits.delete(spool)
  }
}
