import assert from 'node:assert/strict'
import { test } from 'node:test'
import { REDIS_ANSWER_MS, REDIS_AWAY_MS, REDIS_REST_MS } from '../../../relay/data/redis.ts'
import type { RedisErrorCode } from '../../../relay/data/redis-error.ts'
import { MemoryBuckets } from '../../../relay/limits/data/memory-buckets.ts'
import { RedisBuckets } from '../../../relay/limits/data/redis-buckets.ts'
import { MemoryRoutes } from '../../../relay/presence/data/memory-routes.ts'
import { RedisDoorbell } from '../../../relay/presence/data/redis-doorbell.ts'
import { RedisRoutes } from '../../../relay/presence/data/redis-routes.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { openRedis, redisConfig, REDIS_DEPS, redisSettings } from '../../support/open-redis.ts'
import { testRelay, type TestRelay } from '../../support/test-relay.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { ECHO_MS } from '../../../relay/data/hint-channel.ts'
import { someAccount, someDevice } from '../../contract/relay-hints/hints.ts'

const CANNOT = noRedis()
const RATE = { burst: 2, perMinute: 1 }

/** A Redis of its own, and what one relay makes of it, on a clock that is turned. */
async function hints() {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await RedisServer.start())
  const config = redisConfig(redisSettings(server.settings))
  const clock = new TurnedClock()
  const failures: [string, RedisErrorCode][] = []
  const meter = {
    ...REDIS_DEPS.meter,
    redisFailed: (use: string, code: RedisErrorCode) => void failures.push([use, code]),
  }
  const opened = stack.use(await openRedis(config, { clock, meter }))
  const own = new MemoryBuckets({ clock })
  const held = stack.move()
  return {
    ...{ ...opened, server, clock, config, failures },
    buckets: new RedisBuckets({ ...opened, own }, config),
    routes: new RedisRoutes({ ...opened, own: new MemoryRoutes({ clock }) }, config),
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

/** Whether it is settled once everything that is ready has run. */
async function isSettled(work: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  await new Promise((resolve) => setImmediate(resolve))
  return (await Promise.race([work, Promise.resolve(pending)])) !== pending
}

test('who waits for a Redis that does not answer waits for the limit, once', {
  skip: CANNOT,
}, async () => {
  await using relay = await hints()
  const { server, clock, buckets, failures, redis } = relay
  server.freeze()
  const resting = clock.sleeping
  const first = buckets.take('a', RATE)
  await clock.untilSleeping(resting + 1)
  await clock.turn(REDIS_ANSWER_MS - 1)
  assert.equal(await isSettled(first), false)
  await clock.turn(1)
  assert.deepEqual(await first, { kind: 'taken' })
  // Now nobody waits, and the bucket of this relay holds.
  assert.deepEqual(await buckets.take('a', RATE), { kind: 'taken' })
  assert.equal((await buckets.take('a', RATE)).kind, 'slow-down')
  assert.deepEqual(
    failures,
    failures.map(() => ['buckets', 'late']),
  )
  assert.equal(failures.length, 3)
  assert.equal(redis.away, 'late')
  server.thaw()
  await clock.turn(REDIS_REST_MS)
  // Redis's own bucket: what was asked before the thaw may have come too.
  await buckets.take('b', RATE)
  assert.equal(failures.length, 3)
})

test('without a connection nobody waits at all, and this relay knows its own sessions', {
  skip: CANNOT,
}, async () => {
  await using relay = await hints()
  const { server, buckets, routes, failures } = relay
  const [bob, other] = [someAccount(), someAccount()]
  const route = { account: bob, device: await someDevice(), epoch: 2 }
  assert.equal(await routes.set(route, 60_000), true)
  await server.stop()
  for (let taken = 0; taken < RATE.burst; taken++) {
    assert.deepEqual(await buckets.take('a', RATE), { kind: 'taken' })
  }
  assert.equal((await buckets.take('a', RATE)).kind, 'slow-down')
  assert.deepEqual(await routes.of([bob, other]), [route])
  assert.equal(await routes.all([bob, other]), undefined)
  assert.equal(await routes.renew({ ...route, epoch: 1 }, 60_000), false)
  assert.equal(await routes.remove({ ...route, epoch: 1 }), false)
  assert.equal(await routes.remove(route), true)
  assert.deepEqual(await routes.of([bob]), [])
  assert.ok(failures.length >= 8)
  assert.ok(failures.every(([, code]) => code === 'unreachable'))
})

test('a Redis that is out of memory keeps nothing new, and says so; rings still pass', {
  skip: CANNOT,
}, async () => {
  await using relay = await hints()
  const { server, clock, config, buckets, routes, failures, redis } = relay
  const bell = new RedisDoorbell(relay, config)
  await bell.start()
  const bob = someAccount()
  const before = { account: bob, device: await someDevice(), epoch: 1 }
  const after = { ...before, device: await someDevice() }
  await routes.set(before, 60_000)
  await server.run('CONFIG', 'SET', 'maxmemory', '1')
  assert.equal(await routes.set(after, 60_000), true)
  for (let taken = 0; taken < RATE.burst; taken++) await buckets.take('a', RATE)
  assert.equal((await buckets.take('a', RATE)).kind, 'slow-down')
  assert.ok(failures.length >= 4)
  assert.ok(failures.every(([, code]) => code === 'full'))
  assert.equal(redis.away, 'full')
  // What it has it still tells.
  assert.deepEqual(new Set(await routes.all([bob])), new Set([before, after]))
  await using second = await openRedis(config)
  const far = new RedisDoorbell(second, config)
  await far.start()
  const heard = Promise.withResolvers<unknown>()
  await far.listen(bob, heard.resolve)
  bell.ring([bob], { kind: 'events' })
  assert.deepEqual(await heard.promise, { kind: 'events' })

  await server.run('CONFIG', 'SET', 'maxmemory', '0')
  // On a busy machine an answer may be late: then the next one tells that there is room again.
  const looked = async () => {
    await clock.turn(REDIS_AWAY_MS)
    assert.equal(await routes.renew(after, 60_000), true)
    return redis.away
  }
  for (let looks = 1; (await looked()) === 'late' && looks < 10; looks++);
  assert.equal(redis.away, undefined)
})

test('a Redis that comes later is found, and lost memory is made again by use', {
  skip: CANNOT,
}, async () => {
  await using server = await RedisServer.start()
  const config = redisConfig(redisSettings(server.settings))
  await server.stop()
  await using opened = await openRedis(config)
  const routes = new RedisRoutes({ ...opened, own: new MemoryRoutes(opened) }, config)
  const bell = new RedisDoorbell(opened, config)
  await bell.start()
  assert.equal(bell.deafChannels, 8)
  assert.equal(opened.redis.away, 'unreachable')
  const bob = someAccount()
  const looks = Promise.withResolvers<unknown>()
  await bell.listen(bob, looks.resolve)
  const route = { account: bob, device: await someDevice(), epoch: 1 }
  await routes.set(route, 60_000)
  await server.start()
  // Whatever was rung meanwhile, by whomever.
  assert.deepEqual(await looks.promise, { kind: 'events' })
  assert.equal(await routes.renew(route, 60_000), true)
  await using second = await openRedis(config)
  const theirs = new RedisRoutes({ ...second, own: new MemoryRoutes(second) }, config)
  assert.deepEqual(await theirs.all([bob]), [route])
  await server.run('FLUSHALL')
  assert.deepEqual(await theirs.all([bob]), [])
  assert.deepEqual(await routes.all([bob]), [route])
  await routes.renew(route, 60_000)
  assert.deepEqual(await theirs.all([bob]), [route])
})

test('events that were rung in vain are rung again when Redis is back', {
  skip: CANNOT,
}, async () => {
  await using server = await RedisServer.start()
  const config = redisConfig(redisSettings(server.settings))
  const clock = new TurnedClock()
  await using near = await openRedis(config, { clock })
  await using far = await openRedis(config)
  const mine = new RedisDoorbell(near, config)
  const theirs = new RedisDoorbell(far, config)
  await Promise.all([mine.start(), theirs.start()])
  const bob = someAccount()
  const heard = Promise.withResolvers<unknown>()
  await theirs.listen(bob, heard.resolve)
  await server.run('ACL', 'SETUSER', 'default', '-spublish')
  mine.ring([bob], { kind: 'events' })
  while (near.redis.away !== 'denied') await new Promise((resolve) => setImmediate(resolve))
  await server.run('ACL', 'SETUSER', 'default', '+spublish')
  await clock.turn(ECHO_MS)
  assert.deepEqual(await heard.promise, { kind: 'events' })
})

test('the operator sees that Redis is away, and why; the relay stays ready', {
  skip: CANNOT,
}, async () => {
  await using server = await RedisServer.start()
  const clock = new TurnedClock()
  const redis = redisSettings(server.settings)
  await using home = await testRelay({ redis, metricsListen: '127.0.0.1:0' }, { clock })
  const bob = await home.person('bob')
  assert.deepEqual(await readiness(home), { ready: true, redis: undefined })
  assert.equal(await sample(home, 'homing_redis_away'), 0)
  assert.ok(((await sample(home, 'homing_redis_seconds_count{use="buckets"}')) ?? 0) > 0)
  await server.stop()
  await bob.ask('ping', {})
  await clock.turn(REDIS_AWAY_MS - 1)
  assert.deepEqual(await readiness(home), { ready: true, redis: 'unreachable' })
  assert.equal(await sample(home, 'homing_redis_away'), 1)
  const failed = 'homing_redis_failures_total{use="routes",code="unreachable"}'
  assert.ok(((await sample(home, failed)) ?? 0) > 0)
  assert.equal(await sample(home, 'homing_redis_deaf_channels'), 8)
})

async function readiness(home: TestRelay) {
  const answer = await fetch(`${home.relay.operatorAddress}/readyz`)
  const { ready, checks } = (await answer.json()) as {
    ready: boolean
    checks: { name: string; why?: string }[]
  }
  return { ready, redis: checks.find(({ name }) => name === 'redis')?.why }
}

async function sample(home: TestRelay, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${home.relay.operatorAddress}/metrics`)).text()
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return line === undefined ? undefined : Number(line.split(' ').at(-1))
}
