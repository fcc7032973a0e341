import type { Background } from '../../src/core/background.ts'
import { backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import type { RedisNode } from './redis-address.ts'
import { type EarOptions, openRedisEar, type RedisEar } from './redis-ear.ts'
import { RedisError, type RedisErrorCode, redisErrorOf } from './redis-error.ts'
import { openRedisLine, type RedisAccess, type RedisLine } from './redis-line.ts'

/** What Redis is asked for; what relays say to each other (doorbell, spool) holds up nobody. */
export type RedisUse = 'routes' | 'buckets' | 'doorbell' | 'spool'

export interface RedisMeter {
  redisAnswered(use: RedisUse, ms: number): void
  redisFailed(use: RedisUse, code: RedisErrorCode): void
}

/**
 * What holds up a call waits no longer for an answer: Redis answers within one millisecond, and what it would say is a hint.
 * After an answer that did not come in time nobody waits at all for a while: so a call loses this much once, not at each step.
 */
export const REDIS_ANSWER_MS = 250
export const REDIS_REST_MS = 1_000
/** What holds up nobody may take longer. */
const PATIENT_MS = 5_000
/** After the last failure, Redis still counts as away: longer than the doorbell's pause between two messages of its own. */
export const REDIS_AWAY_MS = 8_000
/** Trouble that lasts so long is the line's own, perhaps: another is opened beside it. */
const STUCK_MS = 15_000
const LOOK_MS = 2_000
const REOPEN = { baseMs: 200, capMs: 5_000 }

type RedisDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  meter: RedisMeter
  background: Background
}>

type Trouble = Readonly<{ sinceMs: number; lastMs: number; code: RedisErrorCode }>

/**
 * The Redis that the relays of a home share. Everything in it may vanish, and it may be away: whoever asks is told so in time,
 * and goes on without.
 */
export class Redis implements AsyncDisposable {
  readonly #deps: RedisDeps
  readonly #access: RedisAccess
  #line: RedisLine | undefined
  #trouble: Trouble | undefined
  #restUntilMs = Number.NEGATIVE_INFINITY

  constructor(deps: RedisDeps, access: RedisAccess) {
    this.#deps = deps
    this.#access = access
  }

  /** Why it cannot be relied on at the moment; undefined when it can. */
  get away(): RedisErrorCode | undefined {
    const trouble = this.#trouble
    const isOver = trouble === undefined || this.#nowMs() - trouble.lastMs >= REDIS_AWAY_MS
    return isOver ? undefined : trouble.code
  }

  /** One that is away is looked for until it is there. @throws RedisError `denied`, `unsuitable`: somebody has to mend that */
  async start(): Promise<void> {
    const { background } = this.#deps
    try {
      this.#line = await openRedisLine(this.#deps, this.#access, background)
    } catch (err) {
      const failure = redisErrorOf(err)
      if (failure.code === 'denied' || failure.code === 'unsuitable') throw failure
      this.#failed(failure)
    }
    background.run('redis-line', (signal) => this.#keepLine(signal))
  }

  /** @throws RedisError; within REDIS_ANSWER_MS, and at once while it is known not to answer. */
  async ask<T>(use: RedisUse, work: (line: RedisLine) => Promise<T>): Promise<T> {
    const { meter } = this.#deps
    const line = this.#line
    const isPatient = use === 'doorbell' || use === 'spool'
    const beganMs = this.#nowMs()
    const isResting = !isPatient && beganMs < this.#restUntilMs
    if (line === undefined || isResting) {
      const code = isResting ? 'late' : 'unreachable'
      meter.redisFailed(use, code)
      throw new RedisError(code, 'redis: it is away')
    }
    try {
      const answer = await this.#inTime(work(line), isPatient ? PATIENT_MS : REDIS_ANSWER_MS)
      meter.redisAnswered(use, this.#nowMs() - beganMs)
      this.#answered()
      return answer
    } catch (err) {
      const failure = redisErrorOf(err)
      meter.redisFailed(use, failure.code)
      this.#failed(failure)
      if (failure.code === 'late') this.#restUntilMs = this.#nowMs() + REDIS_REST_MS
      throw failure
    }
  }

  /** Hears one channel until that ends. @throws RedisError */
  async listen(channel: string, options: EarOptions): Promise<RedisEar> {
    const node = await this.nodeOf(channel)
    try {
      return await openRedisEar(this.#access, { node, channel }, options)
    } catch (err) {
      throw redisErrorOf(err)
    }
  }

  /** The node that a channel is published on. @throws RedisError */
  nodeOf(channel: string): Promise<RedisNode> {
    return this.ask('doorbell', (line) => line.nodeOf(channel))
  }

  /** With its background: what is being asked fails, so that whatever waits for it ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.#deps.background.stop()
    this.#line?.close()
    await stopped
    this.#line = undefined
  }

  async #keepLine(signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#deps
    for (let attempt = 0; !signal.aborted; ) {
      const isNeeded = this.#line === undefined || this.#isStuck()
      if (isNeeded && (await this.#reopen(signal))) attempt = 0
      const ms = this.#line === undefined ? backoffMs(attempt++, REOPEN, random) : LOOK_MS
      await clock.sleep(ms, { signal })
    }
  }

  /** The old line stays until there is another. */
  async #reopen(signal: AbortSignal): Promise<boolean> {
    try {
      const line = await openRedisLine(this.#deps, this.#access, { signal })
      this.#line?.close()
      this.#line = line
      // It has its own time to get stuck.
      if (this.#trouble !== undefined) this.#trouble = { ...this.#trouble, sinceMs: this.#nowMs() }
      return true
    } catch (err) {
      if (!signal.aborted) this.#failed(redisErrorOf(err))
      return false
    }
  }

  #isStuck(): boolean {
    const trouble = this.#trouble
    if (trouble === undefined || this.away === undefined) return false
    return this.#nowMs() - trouble.sinceMs >= STUCK_MS && trouble.code !== 'full'
  }

  async #inTime<T>(work: Promise<T>, ms: number): Promise<T> {
    const over = new AbortController()
    try {
      return await Promise.race([work, this.#late(ms, over.signal)])
    } finally {
      over.abort()
    }
  }

  async #late(ms: number, signal: AbortSignal): Promise<never> {
    await this.#deps.clock.sleep(ms, { signal })
    // The process was busy, perhaps: an answer that is there already is read before this ends.
    await this.#deps.clock.sleep(0, { signal })
    throw new RedisError('late', `redis: no answer within ${ms} ms`)
  }

  #failed(failure: RedisError): void {
    const nowMs = this.#nowMs()
    const isNew = this.away === undefined
    const sinceMs = isNew ? nowMs : (this.#trouble?.sinceMs ?? nowMs)
    this.#trouble = { sinceMs, lastMs: nowMs, code: failure.code }
    if (isNew) this.#deps.log.warn({ err: failure }, 'redis went away')
  }

  #answered(): void {
    if (this.#trouble === undefined || this.away !== undefined) return
    const ms = Math.round(this.#trouble.lastMs - this.#trouble.sinceMs)
    this.#trouble = undefined
    this.#deps.log.info({ ms }, 'redis is back')
  }

  #nowMs(): number {
    return this.#deps.clock.monotonicMs()
  }
}
