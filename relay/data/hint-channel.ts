import type { Background } from '../../src/core/background.ts'
import { backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import { RedisError } from './redis-error.ts'
import type { RedisEar } from './redis-ear.ts'
import type { Redis, RedisUse } from './redis.ts'

/** Each relay says something in each channel so often, and hears it itself: else it is deaf there. */
export const ECHO_MS = 3_000
/** Two words of its own that were not heard. */
const DEAF_MS = 8_000
/** With full jitter, so that many relays do not come back at once. */
const AGAIN = { baseMs: 100, capMs: 2_000 }
/** Hints that wait for Redis, some 200 bytes each; above it they are let fall, and found by looking. */
const MAX_WAITING = 10_000
/** Hints of one message: what is more goes in several. */
export const MAX_HINTS = 100

type ChannelDeps = Readonly<{
  redis: Redis
  clock: Clock
  random: Random
  background: Background
  log: Logger
}>

/** What one relay says at once; without hints, only that it can be heard. */
export type HintBatch<Hint> = Readonly<{ from: string; hints: readonly Hint[] }>

type ChannelSettings<Hint> = Readonly<{
  channel: string
  use: RedisUse
  /** What this process is called among the relays: not to hear itself. */
  from: string
  encode: (batch: HintBatch<Hint>) => string
  /** Undefined for what no relay of this version wrote. */
  decode: (message: string) => HintBatch<Hint> | undefined
  heard: (hint: Hint) => void
  /** It may have missed something: everybody who listens here should look. */
  missed: () => void
  /** Redis did not take it. */
  unsaid?: (hint: Hint) => void
  /** Redis takes words, as far as anybody can tell. */
  said?: () => void
}>

/**
 * One sharded channel of Redis, in which the relays of a home give each other hints.
 *   out: one message under way, the next takes all that came meanwhile; so hints keep their order
 *   in:  a connection of its own; after each break, and when not even its own words are heard, a new one
 */
export class HintChannel<Hint> {
  readonly #deps: ChannelDeps
  readonly #settings: ChannelSettings<Hint>
  #waiting: Hint[] = []
  #isSending = false
  #isDeaf = true
  #heardMs = 0

  constructor(deps: ChannelDeps, settings: ChannelSettings<Hint>) {
    this.#deps = deps
    this.#settings = settings
  }

  get isDeaf(): boolean {
    return this.#isDeaf
  }

  /** Resolves when it hears, or knows that it cannot yet. */
  start(): Promise<void> {
    const tried = Promise.withResolvers<void>()
    this.#deps.background.run('hear-hints', (signal) => this.#listen(tried.resolve, signal))
    return tried.promise
  }

  say(hint: Hint): void {
    if (this.#waiting.length >= MAX_WAITING) return
    this.#waiting.push(hint)
    this.#send()
  }

  #send(): void {
    if (this.#isSending) return
    this.#isSending = true
    this.#deps.background.run('say-hints', async (signal) => {
      try {
        while (this.#waiting.length > 0 && !signal.aborted) await this.#sendSome()
      } finally {
        this.#isSending = false
      }
    })
  }

  /** Never rejects for Redis's sake. */
  async #sendSome(): Promise<void> {
    const hints = this.#waiting.splice(0, MAX_HINTS)
    if (await this.#publish(hints)) return
    for (const hint of hints) this.#settings.unsaid?.(hint)
  }

  /** @returns whether Redis has it. */
  async #publish(hints: readonly Hint[]): Promise<boolean> {
    const { channel, from, use, encode } = this.#settings
    const message = encode({ from, hints })
    try {
      await this.#deps.redis.ask(use, (line) => line.ask(channel, ['SPUBLISH', channel, message]))
      return true
    } catch (err) {
      if (err instanceof RedisError) return false
      throw err
    }
  }

  /** A word of its own. */
  async #echo(): Promise<void> {
    if (await this.#publish([])) this.#settings.said?.()
  }

  async #listen(tried: () => void, signal: AbortSignal): Promise<void> {
    const { redis, clock, random } = this.#deps
    for (let attempt = 0; ; attempt++) {
      try {
        // Where a cluster has moved the channel to shows when something is sent there.
        await this.#publish([])
        const hear = (message: string) => this.#hear(message)
        using ear = await redis.listen(this.#settings.channel, { hear, signal })
        attempt = 0
        this.#isDeaf = false
        this.#settings.missed()
        tried()
        await this.#untilDeaf(ear, signal)
      } catch (err) {
        if (!(err instanceof RedisError)) throw err
      }
      this.#isDeaf = true
      tried()
      await clock.sleep(backoffMs(attempt, AGAIN, random), { signal })
    }
  }

  /** Resolves when the ear is of no use any more. */
  async #untilDeaf(ear: RedisEar, signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps
    const ended = new AbortController()
    void ear.ended.then(() => ended.abort())
    const either = AbortSignal.any([signal, ended.signal])
    this.#heardMs = clock.monotonicMs()
    while (clock.monotonicMs() - this.#heardMs < DEAF_MS) {
      await this.#echo()
      await clock.sleep(ECHO_MS, { signal: either }).catch(() => undefined)
      signal.throwIfAborted()
      if (ended.signal.aborted || (await this.#hasMoved(ear))) return
    }
    this.#deps.log.warn({ channel: this.#settings.channel }, 'doorbell went deaf')
  }

  /** Who subscribed while the cluster changed may be with a node that is a replica by now, and hears nothing. */
  async #hasMoved({ node }: RedisEar): Promise<boolean> {
    try {
      const { host, port } = await this.#deps.redis.nodeOf(this.#settings.channel)
      return host !== node.host || port !== node.port
    } catch (err) {
      if (err instanceof RedisError) return false
      throw err
    }
  }

  #hear(message: string): void {
    const batch = this.#settings.decode(message)
    if (batch === undefined) {
      // A newer relay's, perhaps: what it says is found by looking.
      this.#deps.log.debug({ chars: message.length }, 'hint was not understood')
    } else if (batch.from === this.#settings.from) {
      this.#heardMs = this.#deps.clock.monotonicMs()
    } else {
      for (const hint of batch.hints) this.#settings.heard(hint)
    }
  }
}
