import type { Mariadb } from './mariadb.ts'
import { redisSettings } from './open-redis.ts'
import type { RedisServer } from './redis-server.ts'

/** The environment of relays that are one home: a database of that name, and a part of Redis to themselves. */
export function sharedHome(mariadb: Mariadb, database: string, redis: RedisServer) {
  const { url, prefix } = redisSettings(redis.settings)
  return {
    RELAY_DATABASE_URL: mariadb.url(database),
    RELAY_REDIS_URL: url,
    RELAY_REDIS_PREFIX: prefix,
  }
}
