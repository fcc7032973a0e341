import { RedisError } from '../../data/redis-error.ts'
import { RedisScript } from '../../data/redis-script.ts'
import type { Redis } from '../../data/redis.ts'
import type { Rate } from '../entity/rate.ts'
import type { RateBuckets, TakeResult } from '../ports.ts'

/**
 * `takeOne` of entity/rate.ts as one step for all relays, by Redis's clock: a key a bucket, with the moment at which it is full
 * again, gone by then. A bucket is never emptier than empty, whatever its clock or its rate was before.
 * ARGV: burst, perMinute. @returns milliseconds to wait; 0: taken.
 */
const TAKE = new RedisScript(`local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local one = 60000 / ARGV[2]
local room = one * ARGV[1]
local full = math.min(tonumber(redis.call('GET', KEYS[1])) or 0, now + room)
local after = math.max(full, now) + one
local over = after - now - room
if over > 0.001 then return math.ceil(over) end
redis.call('SET', KEYS[1], string.format('%.3f', after), 'PX', math.ceil(after - now))
return 0`)

type BucketsDeps = Readonly<{
  redis: Redis
  /** While Redis is away: each relay counts for itself. */
  own: RateBuckets
}>

/** Rate buckets that the relays of a home share. */
export class RedisBuckets implements RateBuckets {
  readonly #deps: BucketsDeps
  readonly #prefix: string

  constructor(deps: BucketsDeps, settings: Readonly<{ prefix: string }>) {
    this.#deps = deps
    this.#prefix = settings.prefix
  }

  async take(key: string, rate: Rate): Promise<TakeResult> {
    try {
      const waitMs = await this.#waitMs(key, rate)
      return waitMs === 0 ? { kind: 'taken' } : { kind: 'slow-down', retryAfterMs: waitMs }
    } catch (err) {
      if (!(err instanceof RedisError)) throw err
      return await this.#deps.own.take(key, rate)
    }
  }

  async #waitMs(key: string, { burst, perMinute }: Rate): Promise<number> {
    const args = [`${burst}`, `${perMinute}`]
    const name = `${this.#prefix}:rate:${key}`
    const reply = await this.#deps.redis.ask('buckets', (line) => line.run(TAKE, name, args))
    return Number(reply)
  }
}
