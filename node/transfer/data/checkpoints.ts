import type { Clock } from '../../../src/core/clock.ts'
import { CHECKPOINT_BYTES, CHECKPOINT_MS } from '../../../src/transfer/limits.ts'

type Deps = Readonly<{
  clock: Clock
  /** Makes everything written so far durable, and marks it. */
  checkpoint: () => Promise<void>
}>

/**
 * When written data is forced to the disk: after CHECKPOINT_BYTES or CHECKPOINT_MS, whichever comes first, one checkpoint
 * at a time beside the writes that go on. A disk that cannot follow makes the writer wait once as much again is due.
 */
export class Checkpoints {
  readonly #deps: Deps
  #dirtyBytes = 0
  #dirtySinceMs = 0
  #running: Promise<void> | undefined
  #failure: { cause: unknown } | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /** @throws what a checkpoint before has thrown. */
  async wrote(bytes: number): Promise<void> {
    this.#throwFailure()
    const nowMs = this.#deps.clock.monotonicMs()
    if (this.#dirtyBytes === 0) this.#dirtySinceMs = nowMs
    this.#dirtyBytes += bytes
    if (this.#running !== undefined && this.#dirtyBytes >= CHECKPOINT_BYTES) await this.#running
    const isDue =
      this.#dirtyBytes >= CHECKPOINT_BYTES || nowMs - this.#dirtySinceMs >= CHECKPOINT_MS
    if (isDue && this.#running === undefined) this.#start()
  }

  /** Resolves when all that was written before is durable. */
  async flush(): Promise<void> {
    await this.#running
    this.#throwFailure()
    if (this.#dirtyBytes > 0) this.#start()
    await this.#running
    this.#throwFailure()
  }

  #start(): void {
    this.#dirtyBytes = 0
    this.#running = this.#deps
      .checkpoint()
      .catch((cause: unknown) => {
        this.#failure = { cause }
      })
      .finally(() => {
        this.#running = undefined
      })
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.cause
  }
}
