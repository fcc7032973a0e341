import type { Clock } from '../../core/clock.ts'
import { ACK_CHUNKS, ACK_MS } from '../limits.ts'
import type { Conversation } from './conversation.ts'

type Deps = Readonly<{ conversation: Conversation; clock: Clock; verifiedBytes: () => number }>

/** Tells one holder what of its chunks is kept: at once on a slow line, several together on a quick one. */
export class Acknowledger {
  readonly #deps: Deps
  #verifiedChunks = 0
  #ackedChunks = 0
  #ackedAtMs = 0
  #running: Promise<void> | undefined

  constructor(deps: Deps) {
    this.#deps = deps
  }

  kept(): void {
    this.#verifiedChunks++
    const isLate = this.#deps.clock.monotonicMs() - this.#ackedAtMs >= ACK_MS
    const isDue = this.#verifiedChunks - this.#ackedChunks >= (isLate ? 1 : ACK_CHUNKS)
    if (isDue) this.#start()
  }

  /** Resolves when all that is kept was told. */
  async settle(): Promise<void> {
    this.#start()
    await this.#running
  }

  #start(): void {
    this.#running ??= this.#tell()
      .catch((err: unknown) => this.#deps.conversation.fail(err))
      .finally(() => {
        this.#running = undefined
      })
  }

  /** One Ack at a time, each with the newest count. */
  async #tell(): Promise<void> {
    while (this.#verifiedChunks > this.#ackedChunks) {
      const verifiedChunks = this.#verifiedChunks
      this.#ackedAtMs = this.#deps.clock.monotonicMs()
      const value = { verifiedChunks, verifiedBytes: this.#deps.verifiedBytes() }
      await this.#deps.conversation.say({ kind: 'ack', value })
      this.#ackedChunks = verifiedChunks
    }
  }
}
