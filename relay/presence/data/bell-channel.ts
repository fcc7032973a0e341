import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { RedisError } from '../../data/redis-error.ts'
import type { RedisEar } from '../../data/redis-ear.ts'
import type { Redis } from '../../data/redis.ts'
import { decodeRings, encodeRings, MAX_RINGS, MAX_RUNG, type Rung } from './ring-codec.ts'

/** Each relay says something in each channel so often, and hears it itself: else it is deaf there. */
export const ECHO_MS = 3_000
/** Two words of its own that were not heard. */
const DEAF_MS = 8_000
/** With full jitter, so that many relays do not come back at once. */
const AGAIN = { baseMs: 100, capMs: 2_000 }
/** Rings that wait for Redis, some 200 bytes each; above it they are let fall, and found at the next ping. */
const MAX_WAITING = 10_000
/** Accounts whose events were rung in vain, for when Redis is back. Beyond it the next ping finds them. */
const MAX_OWED = 10_000

type ChannelDeps = Readonly<{
  redis: Redis
  clock: Clock
  random: Random
  background: Background
  log: Logger
}>

type ChannelSettings = Readonly<{
  channel: string
  /** What this process is called among the relays: not to hear itself. */
  from: string
  heard: (rung: Rung) => void
  /** It may have missed something: everybody who listens here should look. */
  missed: () => void
}>

/**
 * One sharded channel of Redis, in which relays ring for some of the accounts.
 *   out: one message under way, the next takes all that came meanwhile; so rings keep their order
 *   in:  a connection of its own; after each break, and when not even its own words are heard, a new one
 */
export class BellChannel {
  readonly #deps: ChannelDeps
  readonly #settings: ChannelSettings
  #waiting: Rung[] = []
  #isSending = false
  readonly #owed = new Set<AccountId>()
  #isDeaf = true
  #heardMs = 0

  constructor(deps: ChannelDeps, settings: ChannelSettings) {
    this.#deps = deps
    this.#settings = settings
  }

  get isDeaf(): boolean {
    return this.#isDeaf
  }

  /** Resolves when it hears, or knows that it cannot yet. */
  start(): Promise<void> {
    const tried = Promise.withResolvers<void>()
    this.#deps.background.run('bell', (signal) => this.#listen(tried.resolve, signal))
    return tried.promise
  }

  ring(rung: Rung): void {
    if (this.#waiting.length >= MAX_WAITING) return
    this.#waiting.push(rung)
    this.#send()
  }

  #send(): void {
    if (this.#isSending) return
    this.#isSending = true
    this.#deps.background.run('ring', async (signal) => {
      try {
        while (this.#waiting.length > 0 && !signal.aborted) await this.#sendSome()
      } finally {
        this.#isSending = false
      }
    })
  }

  /** Never rejects for Redis's sake. */
  async #sendSome(): Promise<void> {
    const rings = this.#waiting.splice(0, MAX_RINGS)
    if (!(await this.#publish(rings))) for (const rung of rings) this.#owe(rung)
  }

  #owe({ to, ring }: Rung): void {
    if (ring.kind !== 'events') return
    for (const account of to) if (this.#owed.size < MAX_OWED) this.#owed.add(account)
  }

  /** @returns whether Redis has it. */
  async #publish(rings: readonly Rung[]): Promise<boolean> {
    const { channel, from } = this.#settings
    const message = encodeRings({ from, rings })
    try {
      await this.#deps.redis.ask('doorbell', (line) =>
        line.ask(channel, ['SPUBLISH', channel, message]),
      )
      return true
    } catch (err) {
      if (err instanceof RedisError) return false
      throw err
    }
  }

  /** A word of its own; and what is owed, once that was heard. */
  async #echo(): Promise<void> {
    if (!(await this.#publish([]))) return
    const owed = [...this.#owed]
    this.#owed.clear()
    for (let at = 0; at < owed.length; at += MAX_RUNG) {
      this.ring({ to: owed.slice(at, at + MAX_RUNG), ring: { kind: 'events' } })
    }
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
    const batch = decodeRings(message)
    if (batch === undefined) {
      // A newer relay's, perhaps: what it rings is found at the next ping.
      this.#deps.log.debug({ chars: message.length }, 'ring was not understood')
    } else if (batch.from === this.#settings.from) {
      this.#heardMs = this.#deps.clock.monotonicMs()
    } else {
      for (const rung of batch.rings) this.#settings.heard(rung)
    }
  }
}
