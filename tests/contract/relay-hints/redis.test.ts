import { test } from 'node:test'
import type { RedisConfig } from '../../../relay/config.ts'
import { MemoryBuckets } from '../../../relay/limits/data/memory-buckets.ts'
import { RedisBuckets } from '../../../relay/limits/data/redis-buckets.ts'
import type { Doorbell } from '../../../relay/presence/ports.ts'
import { MemoryRoutes } from '../../../relay/presence/data/memory-routes.ts'
import { RedisDoorbell } from '../../../relay/presence/data/redis-doorbell.ts'
import { RedisRoutes } from '../../../relay/presence/data/redis-routes.ts'
import { noRedis } from '../../support/redis-programs.ts'
import type { RedisServer } from '../../support/redis-server.ts'
import { age, openRedis, redisConfig, redisSettings } from '../../support/open-redis.ts'
import { sharedCluster, sharedRedis } from '../../support/temp-redis.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { rateBucketsContract } from './buckets.ts'
import { doorbellContract } from './doorbell.ts'
import type { HintFactory } from './hints.ts'
import { routeTableContract } from './routes.ts'

const CANNOT = noRedis()
if (CANNOT !== false) test('hints in Redis', { skip: CANNOT }, () => undefined)
else {
  suites('redis', async () => {
    const server = await sharedRedis()
    return { config: redisConfig(redisSettings(server.settings)), masters: async () => [server] }
  })
  suites('redis cluster', async () => {
    const cluster = await sharedCluster()
    return {
      config: redisConfig(redisSettings(cluster.settings)),
      masters: () => cluster.masters(),
    }
  })
}

type Place = Readonly<{ config: RedisConfig; masters: () => Promise<readonly RedisServer[]> }>
/** A relay's end, and the clock of what it keeps for itself. */
type Opened = Awaited<ReturnType<typeof openRedis>> & Readonly<{ turned: TurnedClock }>

/** Each by itself, and what one relay keeps as another sees it. */
function suites(name: string, placeOf: () => Promise<Place>): void {
  const one = <T>(make: (opened: Opened, config: RedisConfig) => T | Promise<T>) =>
    over(placeOf, 1, ([opened], config) => make(opened as Opened, config))
  const two = <T>(make: (opened: readonly Opened[], config: RedisConfig) => T | Promise<T>) =>
    over(placeOf, 2, make)

  routeTableContract(name, one(routes))
  routeTableContract(
    `${name}, from another relay`,
    two(async ([near, far], config) => {
      const [mine, theirs] = [routes(near as Opened, config), routes(far as Opened, config)]
      return {
        set: (route, ttlMs) => mine.set(route, ttlMs),
        renew: (route, ttlMs) => mine.renew(route, ttlMs),
        remove: (route) => mine.remove(route),
        of: (accounts) => theirs.of(accounts),
        all: (accounts) => theirs.all(accounts),
      }
    }),
  )
  doorbellContract(name, one(doorbell))
  doorbellContract(
    `${name}, from another relay`,
    two(async ([near, far], config): Promise<Doorbell> => {
      const mine = await doorbell(near as Opened, config)
      const theirs = await doorbell(far as Opened, config)
      return {
        ring: (accounts, ring) => mine.ring(accounts, ring),
        listen: (account, listener) => theirs.listen(account, listener),
      }
    }),
  )
  rateBucketsContract(name, one(buckets))
}

function over<T>(
  placeOf: () => Promise<Place>,
  relays: number,
  make: (opened: readonly Opened[], config: RedisConfig) => T | Promise<T>,
): HintFactory<T> {
  return async () => {
    await using stack = new AsyncDisposableStack()
    const { config, masters } = await placeOf()
    const opened: Opened[] = []
    while (opened.length < relays) {
      opened.push({ ...stack.use(await openRedis(config)), turned: new TurnedClock() })
    }
    const hint = await make(opened, config)
    const held = stack.move()
    return {
      hint,
      pass: async (ms) => {
        await age(await masters(), config, ms)
        for (const { turned } of opened) await turned.turn(ms)
      },
      [Symbol.asyncDispose]: () => held.disposeAsync(),
    }
  }
}

function routes(opened: Opened, config: RedisConfig): RedisRoutes {
  return new RedisRoutes({ ...opened, own: new MemoryRoutes({ clock: opened.turned }) }, config)
}

function buckets(opened: Opened, config: RedisConfig): RedisBuckets {
  return new RedisBuckets({ ...opened, own: new MemoryBuckets({ clock: opened.turned }) }, config)
}

async function doorbell(opened: Opened, config: RedisConfig): Promise<RedisDoorbell> {
  const bell = new RedisDoorbell(opened, config)
  await bell.start()
  return bell
}
