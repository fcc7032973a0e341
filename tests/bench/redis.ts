/**
 * What Redis costs: bytes a session and a bucket, microseconds a question, rings a second, and what the other way to do doorbells (a
 * channel for each account) would cost. On one server of this machine.
 */
import type { AccountId } from '../../src/core/ids.ts'
import { mintUuid } from '../../src/core/uuid.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { MemoryBuckets } from '../../relay/limits/data/memory-buckets.ts'
import { RedisBuckets } from '../../relay/limits/data/redis-buckets.ts'
import { MemoryRoutes } from '../../relay/presence/data/memory-routes.ts'
import { RedisDoorbell } from '../../relay/presence/data/redis-doorbell.ts'
import { RedisRoutes } from '../../relay/presence/data/redis-routes.ts'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createClient } from '@redis/client'
import { noRedis } from '../support/redis-programs.ts'
import { RedisServer } from '../support/redis-server.ts'
import { testDevice } from '../support/relay-truth.ts'
import { openRedis, redisConfig, redisSettings } from '../support/open-redis.ts'

const ACCOUNTS = 10_000
const FRIENDS = 50
const AT_ONCE = 64

if (noRedis() !== false) throw new Error(String(noRedis()))
await using server = await RedisServer.start()
const config = redisConfig(redisSettings(server.settings))
await using near = await openRedis(config)
await using far = await openRedis(config)
const accounts = Array.from(
  { length: ACCOUNTS },
  () => mintUuid({ clock: systemClock, random: systemRandom }) as AccountId,
)

await measureRoutes()
await measureBuckets()
await measureRings()
await measureChannels()

async function measureRoutes(): Promise<void> {
  const routes = new RedisRoutes({ ...near, own: new MemoryRoutes(near) }, config)
  const theirs = new RedisRoutes({ ...far, own: new MemoryRoutes(far) }, config)
  const before = await usedBytes()
  const route = (at: number) => ({
    account: accounts[at] as AccountId,
    device: testDevice(at),
    epoch: 1,
  })
  await timed('set a route', ACCOUNTS, (at) => routes.set(route(at), 85_000))
  await tell('bytes of an account with one device', ((await usedBytes()) - before) / ACCOUNTS)
  await timed('renew a route', ACCOUNTS, (at) => routes.renew(route(at), 85_000))
  await timed(`read the routes of ${FRIENDS} friends`, 2_000, (at) =>
    theirs.of(accounts.slice(at, at + FRIENDS)),
  )
}

async function measureBuckets(): Promise<void> {
  const buckets = new RedisBuckets({ ...near, own: new MemoryBuckets(near) }, config)
  const before = await usedBytes()
  const rate = { burst: 500, perMinute: 100 }
  await timed('take from a bucket', accounts.length, (at) =>
    buckets.take(`sendPerAccount:${accounts[at]}`, rate),
  )
  await tell('bytes of a bucket', ((await usedBytes()) - before) / ACCOUNTS)
}

async function measureRings(): Promise<void> {
  const bell = new RedisDoorbell(near, config)
  const theirs = new RedisDoorbell(far, config)
  await Promise.all([bell.start(), theirs.start()])
  let heard = 0
  let wanted = 0
  let all = () => {}
  for (const account of accounts) {
    await theirs.listen(account, () => {
      if (++heard === wanted) all()
    })
  }
  const RINGS = 50_000
  const rings = async (what: string, count: number, to: (at: number) => readonly AccountId[]) => {
    const done = Promise.withResolvers<void>()
    all = done.resolve
    heard = 0
    wanted = Array.from({ length: count }, (_, at) => to(at).length).reduce((a, b) => a + b, 0)
    const cpu = process.cpuUsage()
    const beganMs = performance.now()
    for (let at = 0; at < count; at++) {
      bell.ring(to(at), { kind: 'events' })
      if (at % 100 === 99) await new Promise((resolve) => setImmediate(resolve))
    }
    await done.promise
    const ms = performance.now() - beganMs
    const { user, system } = process.cpuUsage(cpu)
    await tell(`${what}: rings heard a second, both relays in one process`, (heard / ms) * 1_000)
    await tell(`${what}: microseconds of CPU a ring rung, both relays`, (user + system) / count)
  }
  await rings('one account', RINGS, (at) => [accounts[at % ACCOUNTS] as AccountId])
  await rings(`${FRIENDS} friends`, RINGS / 10, (at) => accounts.slice(at, at + FRIENDS))
}

/** The other way: a sharded channel for each account. */
async function measureChannels(): Promise<void> {
  const client = createClient({ url: server.settings.url, disableClientInfo: true })
  await client.connect()
  const [before, heap] = [await usedBytes(), heapBytes()]
  await timed('(other way) subscribe to a channel of an account', ACCOUNTS, (at) =>
    client.sSubscribe(`bell:{${accounts[at]}}`, () => undefined),
  )
  await tell('(other way) bytes of a channel in Redis', ((await usedBytes()) - before) / ACCOUNTS)
  const grown = heapBytes() - heap
  await tell('(other way) bytes of a channel in the relay', grown / ACCOUNTS)
  const other = createClient({ url: server.settings.url, disableClientInfo: true })
  await other.connect()
  const cpu = process.cpuUsage()
  await timed(`(other way) ring ${FRIENDS} friends`, 2_000, (at) =>
    Promise.all(
      accounts
        .slice(at, at + FRIENDS)
        .map((account) => other.sPublish(`bell:{${account}}`, '{"events":{}}')),
    ),
  )
  const { user, system } = process.cpuUsage(cpu)
  await tell('(other way) microseconds of CPU such a ring, both relays', (user + system) / 2_000)
  client.destroy()
  other.destroy()
}

async function timed(what: string, count: number, one: (at: number) => Promise<unknown>) {
  const beganMs = performance.now()
  for (let at = 0; at < count; at += AT_ONCE) {
    const here = Math.min(AT_ONCE, count - at)
    await Promise.all(Array.from({ length: here }, (_none, index) => one(at + index)))
  }
  await tell(`${what}: microseconds`, ((performance.now() - beganMs) * 1_000) / count)
}

function heapBytes(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}

async function usedBytes(): Promise<number> {
  const info = String(await server.run('INFO', 'memory'))
  return Number(/used_memory:(\d+)/.exec(info)?.[1])
}

async function tell(what: string, value: number): Promise<void> {
  console.log(`${value.toFixed(1).padStart(12)}  ${what}`)
}
