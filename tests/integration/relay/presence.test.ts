import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountName } from '../../../src/core/ids.ts'
import { sealPeerCard } from '../../../src/identity/data/sealed-peer-card.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { befriend } from '../../support/home-client.ts'
import { testRelay } from '../../support/test-relay.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { refused } from './relay-messages.ts'

const GRACE_MS = 10_000

test('a friend who comes is online within two seconds, and one who leaves offline at once', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { other } = await befriend(bob, eve, 'eve')
  await eve.leave()
  const away = await bob.next('presence', ({ account, online }) => account === other && !online)
  assert.ok(away.lastSeenMs > 0)
  assert.deepEqual(
    away.devices.map(({ device, online }) => [device, online]),
    [[eve.device, false]],
  )
  const startedMs = performance.now()
  await using back = await home.stranger({ key: eve.key })
  await back.attach()
  await bob.next('presence', ({ account, online }) => account === other && online)
  assert.ok(performance.now() - startedMs < 2_000)
})

test('who attaches is told of the friends who are there, and of nobody else', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const [eve, ann] = [await home.person('eve'), await home.person('ann')]
  await home.person('mallory')
  const { other } = await befriend(bob, eve, 'eve')
  await befriend(bob, ann, 'ann')
  await ann.leave()
  await using tablet = await home.stranger()
  await tablet.login('bob')
  await tablet.attach()
  await tablet.next('caughtUp')
  const told = tablet.kept.flatMap((push) => (push.kind === 'presence' ? [push.value] : []))
  assert.deepEqual(
    told.map(({ account, online }) => [account, online]),
    [[other, true]],
  )
})

test('a cut and a return within the grace are not seen; a cut without one is, after it', async () => {
  const clock = new TurnedClock()
  await using home = await testRelay({}, { clock })
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { other } = await befriend(bob, eve, 'eve')
  await bob.event('friend', (friend) => friend.state === 'friend')
  const resting = clock.sleeping
  const graceBegan = () => clock.untilSleeping(resting + 1)

  await eve.cut()
  await graceBegan()
  await clock.turn(GRACE_MS - 1)
  const back = await home.stranger({ key: eve.key })
  await back.attach()
  await back.next('caughtUp')
  await clock.turn(GRACE_MS)
  await bob.ask('ping', {})
  assert.deepEqual(presenceOf(bob.kept, other), [])

  await back.cut()
  await graceBegan()
  await clock.turn(GRACE_MS - 1)
  await bob.ask('ping', {})
  assert.deepEqual(presenceOf(bob.kept, other), [])
  await clock.turn(1)
  const away = await bob.next('presence', ({ account }) => account === other)
  assert.equal(away.online, false)
})

test('with another device still there an account stays online, and friends see which', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { other } = await befriend(bob, eve, 'eve')
  await using tablet = await home.stranger()
  await tablet.login('eve')
  await tablet.attach()
  await bob.next('presence', ({ devices }) => devices.filter((each) => each.online).length === 2)
  await eve.leave()
  const left = await bob.next('presence', ({ devices }) => devices.some((each) => !each.online))
  assert.equal(left.account, other)
  assert.equal(left.online, true)
  assert.deepEqual(
    left.devices.filter((each) => each.online).map((each) => each.device),
    [tablet.device],
  )
})

test('a card reaches friends who are there, and waits for those who are not', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  await befriend(bob, eve, 'eve')
  const card = await cardOf(eve.key, 2)
  await eve.ask('setCard', { card })
  const seen = await bob.next('presence', ({ devices }) => devices[0]?.card.length !== 0)
  assert.deepEqual(seen.devices[0]?.card, card)
  await eve.leave()
  await using tablet = await home.stranger()
  await tablet.login('bob')
  await tablet.attach()
  const { friends } = await tablet.ask('friends', { after: '', limit: 10 })
  assert.deepEqual(friends[0]?.devices, [{ device: eve.device, online: false, card }])
})

test('a card that is older, or not one’s own, or none, replaces nothing', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  await befriend(bob, eve, 'eve')
  const card = await cardOf(eve.key, 2)
  await eve.ask('setCard', { card })
  await eve.ask('setCard', { card: await cardOf(eve.key, 1) })
  const foreign = await cardOf(await makeDeviceKey(), 3)
  for (const bad of [
    foreign,
    new Uint8Array(),
    new Uint8Array(200),
    card.with(card.length - 1, (card.at(-1) as number) ^ 1),
  ]) {
    await assert.rejects(eve.ask('setCard', { card: bad }), refused('bad-request'))
  }
  const { friends } = await bob.ask('friends', { after: '', limit: 10 })
  assert.deepEqual(friends[0]?.devices[0]?.card, card)
})

test('a card comes with attach too', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  await befriend(bob, eve, 'eve')
  const card = await cardOf(eve.key, 1)
  await using back = await home.stranger({ key: eve.key })
  await back.attach(undefined, card)
  const seen = await bob.next('presence', ({ devices }) => devices[0]?.card.length !== 0)
  assert.deepEqual(seen.devices[0]?.card, card)
})

test('who is no friend, or was blocked, learns nothing of comings and goings', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const mallory = await home.person('mallory')
  await mallory.ask('requestFriend', { name: 'eve' as AccountName, note: '' })
  await befriend(bob, eve, 'eve')
  await eve.ask('blockAccount', { name: 'bob' as AccountName })
  await eve.ask('setCard', { card: await cardOf(eve.key, 1) })
  await eve.leave()
  for (const other of [bob, mallory]) {
    await other.ask('ping', {})
    const { friends } = await other.ask('friends', { after: '', limit: 10 })
    assert.deepEqual(
      friends.map(({ online, lastSeenMs, devices }) => [online, lastSeenMs, devices]),
      [[false, 0, []]],
    )
    assert.deepEqual(
      other.kept.filter((push) => push.kind === 'presence'),
      [],
    )
  }
})

async function cardOf(key: Awaited<ReturnType<typeof makeDeviceKey>>, issuedAtMs: number) {
  const sealed = await sealPeerCard(key, { addresses: ['/ip4/127.0.0.1/tcp/4001'], issuedAtMs })
  return Uint8Array.from(sealed)
}

function presenceOf(kept: readonly { kind: string; value: unknown }[], account: string) {
  return kept.filter(
    ({ kind, value }) => kind === 'presence' && (value as { account: string }).account === account,
  )
}
