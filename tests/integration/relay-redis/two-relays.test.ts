import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ROUTE_TTL_MS } from '../../../relay/presence/limits.ts'
import { LOOK_PINGS } from '../../../relay/sessions/limits.ts'
import { befriend, type HomeClient } from '../../support/home-client.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { relayPair, type RelayPair } from '../../support/relay-pair.ts'
import { age, redisSettings, type RedisSettings } from '../../support/open-redis.ts'
import { sharedRedis } from '../../support/temp-redis.ts'
import { messageId, refused, said } from '../relay/relay-messages.ts'

const CANNOT = noRedis()

type Friends = RelayPair &
  Readonly<{
    bob: HomeClient
    eve: HomeClient
    friends: Awaited<ReturnType<typeof befriend>>
    redis: RedisSettings
  }>

/** Bob is on one relay, eve on the other. */
async function apart(given: Parameters<typeof relayPair>[1] = {}): Promise<Friends> {
  const redis = redisSettings((await sharedRedis()).settings)
  const pair = await relayPair(redis, given)
  const bob = await pair.one.person('bob')
  const eve = await pair.two.person('eve')
  const friends = await befriend(bob, eve, 'eve')
  return { ...pair, bob, eve, friends, redis }
}

async function pingUntilLook(client: HomeClient): Promise<void> {
  for (let pings = 0; pings < LOOK_PINGS; pings++) await client.ask('ping', {})
}

test('friends on two relays chat, see each other come and go, and type', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { bob, eve, friends } = home
  const { conversation, one: bobs, other: eves } = friends
  for (const [from, to] of [
    [bob, eve],
    [eve, bob],
  ] as const) {
    const id = messageId()
    await from.ask('sendMessage', { conversation, id, body: said('hello') })
    await to.event('message', (message) => message.id === id)
  }
  await bob.ask('typing', { conversation })
  assert.deepEqual(await eve.next('typing'), { conversation, account: bobs })
  await eve.leave()
  await bob.next('presence', ({ account, online }) => account === eves && !online)
  await using back = await home.two.stranger({ key: eve.key })
  await back.attach()
  assert.equal((await back.next('presence')).account, bobs)
  await bob.next('presence', ({ account, online }) => account === eves && online)
})

test('a session on one relay ends the older one of that device on the other', {
  skip: CANNOT,
}, async () => {
  await using home = await apart()
  const { bob } = home
  await using young = await home.two.stranger({ key: bob.key })
  const { epoch } = await young.attach()
  assert.equal(epoch, 2)
  assert.deepEqual(await bob.next('loggedOut'), { reason: 'replaced' })
  await bob.closed
  const { devices } = await young.ask('devices', {})
  assert.deepEqual(
    devices.map(({ device, online }) => [device, online]),
    [[bob.device, true]],
  )
})

test('a device is logged out from afar, whichever relay it is on', { skip: CANNOT }, async () => {
  await using home = await apart()
  const { bob, eve, friends } = home
  await using laptop = await home.two.stranger()
  assert.equal((await laptop.login('bob'))?.name, 'bob')
  await laptop.attach()
  await laptop.ask('revokeDevice', { device: bob.device })
  assert.deepEqual(await bob.next('loggedOut'), { reason: 'revoked' })
  await bob.closed
  await using again = await home.two.stranger({ key: bob.key })
  await assert.rejects(again.attach(), refused('signed-out'))
  await laptop.leave()
  await eve.next('presence', ({ account, online }) => account === friends.one && !online)
})

test('what an account may ask counts on all relays together', { skip: CANNOT }, async () => {
  await using home = await apart({ rates: { sendPerAccount: { burst: 4, perMinute: 1 } } as never })
  const { bob, friends } = home
  await using laptop = await home.two.stranger()
  await laptop.login('bob')
  await laptop.attach()
  const { conversation } = friends
  const send = (from: HomeClient) =>
    from.ask('sendMessage', { conversation, id: messageId(), body: said('x') })
  for (const from of [bob, laptop, bob, laptop]) await send(from)
  await assert.rejects(send(bob), refused('slow-down'))
  await assert.rejects(send(laptop), refused('slow-down'))
})

test('a friend whose relay died is offline after two looks', { skip: CANNOT }, async () => {
  await using home = await apart()
  const { bob, eve, friends, redis } = home
  await bob.ask('ping', {})
  // Nobody renews eve's route any more, and nobody says that she went.
  await age([await sharedRedis()], redis, ROUTE_TTL_MS)
  await pingUntilLook(bob)
  await pingUntilLook(bob)
  const gone = await bob.next(
    'presence',
    ({ account, online }) => account === friends.other && !online,
  )
  assert.deepEqual(
    gone.devices.map(({ online }) => online),
    [false],
  )
  await eve.ask('ping', {})
  await pingUntilLook(bob)
  await bob.next('presence', ({ account, online }) => account === friends.other && online)
})

test('homes with prefixes of their own share one Redis and nothing else', {
  skip: CANNOT,
}, async () => {
  await using home = await apart({
    rates: { registerPerAddress: { burst: 4, perMinute: 1 } } as never,
  })
  const { bob, friends } = home
  await using other = await apart({
    rates: { registerPerAddress: { burst: 4, perMinute: 1 } } as never,
  })
  await other.eve.leave()
  await other.bob.next('presence', ({ online }) => !online)
  const { devices } = await bob.ask('devices', {})
  assert.deepEqual(
    devices.map(({ online }) => online),
    [true],
  )
  await home.eve.leave()
  const told = await bob.next('presence', ({ online }) => !online)
  assert.equal(told.account, friends.other)
})
