import { existsSync } from 'node:fs'

/** The server alone: no service, no configuration. */
export const REDIS_PACKAGES = ['redis-tools'] as const
const INSTALL = `apt-get install -y --no-install-recommends ${REDIS_PACKAGES.join(' ')}`

/** The same program under several names: it looks at how it is called. Debian's redis-tools brings the last one alone. */
const PROGRAMS = [
  '/usr/local/bin/redis-server',
  '/usr/bin/redis-server',
  '/usr/bin/redis-check-rdb',
]

export function redisProgram(): string | undefined {
  return PROGRAMS.find((path) => existsSync(path))
}

/** For `skip`: why there is no Redis here and what to do, or false. */
export function noRedis(): string | false {
  return redisProgram() === undefined && `needs Redis; run: ${INSTALL}`
}
