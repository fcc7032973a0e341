import type { Clock } from '../../core/clock.ts'
import type { ChannelMessage, Hold } from '../entity/messages.ts'
import { HOLDING_MS } from '../limits.ts'
import type { TransferChannel } from '../ports.ts'

/** What each side mostly waited for lately; `theirs`: undefined until it has said so. */
export type Pace = Readonly<{ ours: Hold; theirs: Hold | undefined }>

type Deps = Readonly<{
  channel: TransferChannel
  clock: Clock
  onPace: ((pace: Pace) => void) | undefined
}>

/**
 * What we say; and every HOLDING_MS what we mostly waited for since: so the peer knows that the line is well, and both know
 * who is slow.
 */
export class Voice {
  readonly #deps: Deps
  readonly #signal: AbortSignal
  #why: Hold = 'peer'
  #sinceMs: number
  #waitedMs = new Map<Hold, number>()
  #theirs: Hold | undefined

  constructor(deps: Deps, signal: AbortSignal) {
    this.#deps = deps
    this.#signal = signal
    this.#sinceMs = deps.clock.monotonicMs()
  }

  async say(message: ChannelMessage): Promise<void> {
    await this.#deps.channel.send(message, { signal: this.#signal })
  }

  heard(message: ChannelMessage): ChannelMessage {
    if (message.kind === 'holding') this.#theirs = message.value.why
    return message
  }

  holds(why: Hold): void {
    if (why === this.#why) return
    this.#count()
    this.#why = why
  }

  /** Until disposed. */
  signsOfLife(signal: AbortSignal): Disposable {
    const over = new AbortController()
    // A line that breaks is noticed by whoever uses it.
    this.#remind(AbortSignal.any([signal, over.signal])).catch(() => undefined)
    return { [Symbol.dispose]: () => over.abort() }
  }

  async #remind(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.#deps.clock.sleep(HOLDING_MS, { signal })
      const ours = this.#mostly()
      this.#deps.onPace?.({ ours, theirs: this.#theirs })
      await this.say({ kind: 'holding', value: { why: ours } })
    }
  }

  #mostly(): Hold {
    this.#count()
    const [longest] = [...this.#waitedMs].sort(([, a], [, b]) => b - a)
    this.#waitedMs = new Map()
    return longest?.[0] ?? this.#why
  }

  #count(): void {
    const nowMs = this.#deps.clock.monotonicMs()
    const waitedMs = (this.#waitedMs.get(this.#why) ?? 0) + nowMs - this.#sinceMs
    this.#waitedMs.set(this.#why, waitedMs)
    this.#sinceMs = nowMs
  }
}
