import { Background } from '../src/core/background.ts'
import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Random } from '../src/core/random.ts'
import type { RedisConfig, RelayConfig } from './config.ts'
import { Redis, type RedisMeter } from './data/redis.ts'
import { MemoryBuckets } from './limits/data/memory-buckets.ts'
import { RedisBuckets } from './limits/data/redis-buckets.ts'
import type { RateBuckets } from './limits/ports.ts'
import { MemoryDoorbell } from './presence/data/memory-doorbell.ts'
import { MemoryRoutes } from './presence/data/memory-routes.ts'
import { RedisDoorbell } from './presence/data/redis-doorbell.ts'
import { RedisRoutes } from './presence/data/redis-routes.ts'
import type { Doorbell, RouteTable } from './presence/ports.ts'

/** What may vanish at any moment: of this process alone, or shared by the relays of a home. */
export type Hints = Readonly<{
  routes: RouteTable
  doorbell: Doorbell
  buckets: RateBuckets
  /** Buckets that no other relay needs to know of. */
  ownBuckets: RateBuckets
  /** Undefined: of this process alone. */
  shared: SharedHints | undefined
}>

export type SharedHints = Readonly<{ redis: Redis; doorbell: RedisDoorbell }>

type HintsDeps = Readonly<{ clock: Clock; random: Random; log: Logger; meter: RedisMeter }>

/** @throws RedisError `denied`, `unsuitable` */
export async function openHints(
  { redis }: RelayConfig,
  deps: HintsDeps,
): Promise<AsyncDisposable & Hints> {
  const ownBuckets = new MemoryBuckets(deps)
  if (redis !== undefined) return openShared(redis, deps, ownBuckets)
  return {
    routes: new MemoryRoutes(deps),
    doorbell: new MemoryDoorbell(),
    buckets: ownBuckets,
    ownBuckets,
    shared: undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

async function openShared(config: RedisConfig, deps: HintsDeps, ownBuckets: RateBuckets) {
  await using stack = new AsyncDisposableStack()
  const log = deps.log.child({ component: 'redis' })
  const background = new Background({ log })
  const redis = stack.use(new Redis({ ...deps, log, background }, config))
  await redis.start()
  const doorbell = new RedisDoorbell({ ...deps, log, background, redis }, config)
  await doorbell.start()
  const held = stack.move()
  return {
    routes: new RedisRoutes({ redis, own: new MemoryRoutes(deps) }, config),
    doorbell,
    buckets: new RedisBuckets({ redis, own: ownBuckets }, config),
    ownBuckets,
    shared: { redis, doorbell },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
