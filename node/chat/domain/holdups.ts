import type { Clock } from '../../../src/core/clock.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import type { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Holdup } from '../entity/line.ts'
import { HOLDUP_SHOWN_MS } from '../limits.ts'

/** Why the home takes no message of a conversation for a while, for whoever wonders. Nothing here outlives the process. */
export class Holdups {
  readonly #clock: Clock
  readonly #held = new Map<ConversationId, Holdup>()

  constructor(deps: Readonly<{ clock: Clock }>) {
    this.#clock = deps.clock
  }

  of(conversation: ConversationId): Holdup | undefined {
    return this.#held.get(conversation)
  }

  /** @returns whether a person should hear of it: a moment is not worth a word. */
  refused(conversation: ConversationId, { message, retryAfterMs }: HomeRefusal): boolean {
    if (retryAfterMs < HOLDUP_SHOWN_MS) return false
    const untilMs = this.#clock.nowMs() + retryAfterMs
    this.#held.set(conversation, { why: message, untilMs })
    return true
  }

  /** The home took one, or there is another home. */
  over(conversation: ConversationId): void {
    this.#held.delete(conversation)
  }
}
