import { Redis } from '../../relay/data/redis.ts'
import { type RedisConfig, relayConfig } from '../../relay/config.ts'
import type { Settings } from '../../relay/config/settings.ts'
import { Background } from '../../src/core/background.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { silentLog } from './home-client.ts'
import type { RedisServer } from './redis-server.ts'

/** Redis's clock cannot be turned: what it keeps under this prefix gets older instead. */
const AGE = `for _, key in ipairs(redis.call('KEYS', ARGV[1] .. ':*')) do
  local rest = redis.call('PTTL', key) - ARGV[2]
  if rest <= 0 then redis.call('DEL', key)
  elseif redis.call('TYPE', key).ok == 'string' then
    redis.call('SET', key, string.format('%.3f', redis.call('GET', key) - ARGV[2]), 'PX', rest)
  else
    local fields = redis.call('HGETALL', key)
    for at = 1, #fields, 2 do
      local untilMs, others = string.match(fields[at + 1], '^(%d+)(.*)$')
      redis.call('HSET', key, fields[at], string.format('%d', untilMs - ARGV[2]) .. others)
    end
    redis.call('PEXPIRE', key, rest)
  end
end`

export async function age(
  nodes: readonly RedisServer[],
  { prefix }: Readonly<{ prefix: string }>,
  ms: number,
): Promise<void> {
  await Promise.all(nodes.map((node) => node.run('EVAL', AGE, '0', prefix, `${ms}`)))
}

let prefixes = 0

export type RedisSettings = NonNullable<Settings['redis']> &
  Readonly<{ url: string; nodes: readonly string[]; prefix: string }>

/** The settings of a home of its own in it. */
export function redisSettings({
  url,
  nodes,
}: Readonly<{ url: string; nodes: readonly string[] }>): RedisSettings {
  return { url, nodes, password: undefined, prefix: `home${++prefixes}`, ca: undefined }
}

export function redisConfig(redis: RedisSettings): RedisConfig {
  return relayConfig({ data: '/nowhere', redis }).redis as RedisConfig
}

export const REDIS_DEPS: RedisDeps = {
  clock: systemClock,
  random: systemRandom,
  log: silentLog,
  meter: { redisAnswered: () => undefined, redisFailed: () => undefined },
}

type RedisDeps = Omit<ConstructorParameters<typeof Redis>[0], 'background'>

/** A relay's end of it, alone. */
export async function openRedis(config: RedisConfig, given: Partial<RedisDeps> = {}) {
  await using stack = new AsyncDisposableStack()
  const deps = { ...REDIS_DEPS, ...given }
  const background = new Background(deps)
  const redis = stack.use(new Redis({ ...deps, background }, config))
  await redis.start()
  const held = stack.move()
  return { redis, background, ...deps, [Symbol.asyncDispose]: () => held.disposeAsync() }
}
