import { test } from 'node:test'
import { RedisCluster } from '../../support/redis-cluster.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { relayPair } from '../../support/relay-pair.ts'
import { RelayTalk, TALK_RATES } from '../../support/relay-talk.ts'
import { redisSettings } from '../../support/open-redis.ts'

const CANNOT = noRedis()

async function apart() {
  await using stack = new AsyncDisposableStack()
  const cluster = stack.use(await RedisCluster.start())
  const settings = redisSettings(cluster.settings)
  const pair = stack.use(await relayPair(settings, { rates: TALK_RATES }))
  const talk = await RelayTalk.begin(pair)
  const channel = (index: number) => `${settings.prefix}:bell:${index}`
  const held = stack.move()
  return { ...pair, cluster, channel, talk, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('a master that is killed under load, and comes back as a replica: nothing is lost or doubled', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { cluster, channel, talk } = home
  const master = await cluster.masterOf(channel(0))
  await master.stop('SIGKILL')
  await talk.goOn()
  await cluster.untilWhole()
  await talk.goOn()
  await master.start()
  await talk.goOn()
  await talk.end()
  await talk.check()
})

test('masters that hand over under load: nothing is lost, doubled or late', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { cluster, channel, talk } = home
  for (let index = 0; index < 8; index += 2) {
    await cluster.handOver(channel(index))
    await talk.goOn()
  }
  await talk.end()
  await talk.check()
})
