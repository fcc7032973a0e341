import { test } from 'node:test'
import { noRedis } from '../../support/redis-programs.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { relayPair } from '../../support/relay-pair.ts'
import { RelayTalk, TALK_RATES } from '../../support/relay-talk.ts'
import { redisSettings } from '../../support/open-redis.ts'

const CANNOT = noRedis()

/** Two relays and a Redis that only this test has. */
async function apart() {
  await using stack = new AsyncDisposableStack()
  const redis = stack.use(await RedisServer.start())
  const pair = stack.use(await relayPair(redisSettings(redis.settings), { rates: TALK_RATES }))
  const talk = await RelayTalk.begin(pair)
  const held = stack.move()
  return { ...pair, redis, talk, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('FLUSHALL under load: nothing is lost, doubled or late', { skip: CANNOT }, async () => {
  await using home = await apart()
  const { redis, talk } = home
  for (let times = 0; times < 3; times++) {
    await redis.run('FLUSHALL')
    await talk.goOn()
  }
  await talk.end()
  await talk.check()
})

test('Redis killed and started again under load: everybody looks as soon as it is back', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { redis, talk } = home
  await redis.stop('SIGKILL')
  await talk.goOn()
  await redis.start()
  await talk.goOn()
  await redis.stop('SIGKILL')
  await talk.goOn()
  await talk.end()
  await redis.start()
  await talk.check()
})

test('Redis killed for good: what was not heard is found at the next ping', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { redis, talk } = home
  await redis.stop('SIGKILL')
  await talk.goOn()
  await talk.end()
  for (const person of talk.people) await person.ask('ping', {})
  await talk.check()
})

test('Redis frozen under load: calls go on, and what was not heard is found at the next ping', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { redis, talk } = home
  redis.freeze()
  await talk.goOn()
  await talk.end()
  for (const person of talk.people) await person.ask('ping', {})
  await talk.check()
  redis.thaw()
})
