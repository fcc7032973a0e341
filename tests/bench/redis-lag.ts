/**
 * How late a message is heard on another relay while Redis has trouble. In pairs of friends on two relays one writes twenty times a
 * second and the other reads; both ping every 25 s as nodes do. Seconds from `stored` to the event on the other side.
 */
import { mintUuid } from '../../src/core/uuid.ts'
import type { ConversationId, MessageId } from '../../src/core/ids.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { befriend, type HomeClient } from '../support/home-client.ts'
import { RedisCluster } from '../support/redis-cluster.ts'
import { RedisServer } from '../support/redis-server.ts'
import { relayPair, type RelayPair } from '../support/relay-pair.ts'
import { TALK_RATES } from '../support/relay-talk.ts'
import { redisSettings } from '../support/open-redis.ts'

const PAIRS = 8
const PAUSE_MS = 50
const PING_MS = 25_000
const sleep = (ms: number) => systemClock.sleep(ms, {})

const server = await RedisServer.start()
{
  await using pair = await relayPair(redisSettings(server.settings), { rates: TALK_RATES })
  await measured('nothing', pair, () => sleep(5_000))
  await measured('FLUSHALL three times', pair, async () => {
    for (let times = 0; times < 3; times++) {
      await server.run('FLUSHALL')
      await sleep(1_000)
    }
  })
  await measured('killed, started again after 3 s', pair, async () => {
    await server.stop('SIGKILL')
    await sleep(3_000)
    await server.start()
    await sleep(5_000)
  })
  await measured('frozen for 10 s', pair, async () => {
    server.freeze()
    await sleep(10_000)
    server.thaw()
    await sleep(5_000)
  })
  await measured('killed, away for 60 s', pair, async () => {
    await server.stop('SIGKILL')
    await sleep(60_000)
    await server.start()
    await sleep(5_000)
  })
}
await server[Symbol.asyncDispose]()

await using cluster = await RedisCluster.start()
await using pair = await relayPair(redisSettings(cluster.settings), { rates: TALK_RATES })
await measured('cluster: each master killed once, started again', pair, async () => {
  for (const master of await cluster.masters()) {
    await master.stop('SIGKILL')
    await sleep(6_000)
    await master.start()
    await sleep(4_000)
  }
})
await measured('cluster: handed over three times', pair, async () => {
  for (let times = 0; times < 3; times++) {
    await cluster.handOver(`key ${times}`)
    await sleep(2_000)
  }
})

async function measured(what: string, { one, two }: RelayPair, trouble: () => Promise<void>) {
  await using stack = new AsyncDisposableStack()
  const over = new AbortController()
  const storedAt = new Map<string, number>()
  const lags: number[] = []
  const work: Promise<void>[] = []
  const people: HomeClient[] = []
  const missing = new Set<string>()
  for (let number = 0; number < PAIRS; number++) {
    const tag = mintUuid({ clock: systemClock, random: systemRandom }).slice(-8)
    const near = stack.use(await one.person(`n${tag}`))
    const far = stack.use(await two.person(`f${tag}`))
    const { conversation } = await befriend(near, far, `f${tag}`)
    people.push(near, far)
    const [writer, reader] = number % 2 === 0 ? [near, far] : [far, near]
    work.push(write(writer, conversation))
    // Until its link ends, which is how this ends.
    listen(reader).catch(() => undefined)
  }
  for (const person of people) work.push(ping(person))
  await trouble()
  over.abort()
  await Promise.all(work)
  const deadline = performance.now() + PING_MS
  while (missing.size > 0 && performance.now() < deadline) await sleep(100)
  const sorted = lags.toSorted((a, b) => a - b)
  const at = (part: number) =>
    ((sorted[Math.floor((sorted.length - 1) * part)] ?? 0) / 1_000).toFixed(3)
  console.log(
    `${what}: ${sorted.length} heard, ${missing.size} not; p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} s`,
  )

  async function write(person: HomeClient, conversation: ConversationId) {
    while (!over.signal.aborted) {
      const id = mintUuid({ clock: systemClock, random: systemRandom }) as MessageId
      missing.add(id)
      await person.ask('sendMessage', { conversation, id, body: new TextEncoder().encode(id) })
      storedAt.set(id, performance.now())
      await sleep(PAUSE_MS)
    }
  }

  async function listen(person: HomeClient) {
    const self = (await person.ask('self', {})).account
    for (let seen = 0; ; ) {
      await person.next('events')
      for (; seen < person.events.length; seen++) {
        const change = person.events[seen]?.change
        if (change?.kind !== 'message' || change.value.sender === self) continue
        const { id } = change.value
        missing.delete(id)
        lags.push(performance.now() - (storedAt.get(id) ?? performance.now()))
      }
    }
  }

  async function ping(person: HomeClient) {
    await sleep(systemRandom.fraction() * PING_MS)
    while (!over.signal.aborted) {
      await person.ask('ping', {})
      await systemClock.sleep(PING_MS, over).catch(() => undefined)
    }
  }
}
