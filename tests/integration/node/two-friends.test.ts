/** Whole nodes and a whole relay in this process, over real connections on loopback. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startRelay } from '../../../relay/app.ts'
import { relayConfig } from '../../../relay/config.ts'
import { PING_INTERVAL_MS } from '../../../src/home/limits.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { Host } from '../../../src/net/host.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { silentLog } from '../../support/home-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { NO_OVERLOAD } from '../../support/no-shedding.ts'
import { TestNode } from '../../support/test-node.ts'
import { testRelay } from '../../support/test-relay.ts'

const signal = new AbortController().signal

/** Alice and bob, friends on one relay. */
async function friends() {
  await using stack = new AsyncDisposableStack()
  const { relay, folder } = stack.use(await testRelay())
  const alice = stack.use(await TestNode.registered('alice', relay))
  const bob = stack.use(await TestNode.registered('bob', relay))
  await alice.befriend(bob)
  const held = stack.move()
  return { relay, folder, alice, bob, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('two people register, become friends and chat, also while one of them is away', async () => {
  await using net = await friends()
  const { alice, bob } = net
  await alice.node.chat.sendText(bob.name, 'hello')
  await bob.until(() => bob.heard().length === 1)
  await bob.down()
  await alice.until(() => !alice.node.friends.view(bob.name).online)
  for (const text of ['one', 'two', 'three']) await alice.node.chat.sendText(bob.name, text)
  await alice.until(() => alice.node.chat.queued() === 0)
  await bob.up()
  await bob.until(() => bob.heard().length === 4)
  assert.deepEqual(bob.heard(), ['hello', 'one', 'two', 'three'])
  assert.equal(bob.node.friends.view(alice.name).unread, 4)
  await bob.node.chat.markRead(alice.name, 4)
  await alice.until(() => alice.lines.some((line) => line.seq === 4 && line.state === 'read'))
  assert.deepEqual(await bob.page(alice), ['hello', 'one', 'two', 'three'])
  assert.deepEqual(await alice.page(bob), ['>hello', '>one', '>two', '>three'])
})

test('a clean leave is seen at once, and coming back within 2 seconds', async () => {
  await using net = await friends()
  const { alice, bob } = net
  await alice.until(() => alice.node.friends.view(bob.name).online)
  await bob.down()
  const leftAt = performance.now()
  await alice.until(() => !alice.node.friends.view(bob.name).online)
  assert.ok(performance.now() - leftAt < 2_000)
  await bob.up()
  const cameAt = performance.now()
  await alice.until(() => alice.node.friends.view(bob.name).online)
  assert.ok(performance.now() - cameAt < 2_000)
})

test('what both wrote while the home was away goes out when it is back, once and in order', async () => {
  using temp = temporaryFolder()
  await using stack = new AsyncDisposableStack()
  const config = { data: temp.path, wsListen: 'off', home: 'test', overload: NO_OVERLOAD } as const
  const first = await startRelay(relayConfig({ ...config, listen: '127.0.0.1:0' }))
  const alice = stack.use(await TestNode.registered('alice', first))
  const bob = stack.use(await TestNode.registered('bob', first))
  await alice.befriend(bob)
  const port = /\/tcp\/(\d+)/.exec(first.addresses[0] ?? '')?.[1]
  await first[Symbol.asyncDispose]()
  for (const each of [alice, bob]) await each.until(() => !each.node.session.online)
  for (let n = 1; n <= 5; n++) {
    await alice.node.chat.sendText(bob.name, `a${n}`)
    await bob.node.chat.sendText(alice.name, `b${n}`)
  }
  const listen = `127.0.0.1:${port}`
  stack.use(await startRelay(relayConfig({ ...config, listen })))
  await alice.until(() => alice.heard().length === 5)
  await bob.until(() => bob.heard().length === 5)
  assert.deepEqual(alice.heard(), ['b1', 'b2', 'b3', 'b4', 'b5'])
  assert.deepEqual(bob.heard(), ['a1', 'a2', 'a3', 'a4', 'a5'])
})

test('a second device reads old pages on demand, hears new lines, and can be logged out from afar', async () => {
  await using net = await friends()
  const { relay, alice, bob } = net
  for (const text of ['one', 'two']) await bob.node.chat.sendText(alice.name, text)
  await alice.until(() => alice.heard().length === 2)
  await alice.node.chat.markRead(bob.name, 2)
  await bob.until(() => bob.lines.some((line) => line.seq === 2 && line.state === 'read'))

  await using second = await TestNode.start('alice')
  await second.login(relay)
  assert.deepEqual(await second.page(bob), ['one', 'two'])
  await alice.node.chat.sendText(bob.name, 'from the first')
  await second.until(() => second.lines.some((line) => line.text === 'from the first'))

  const key = second.node.network.deviceId
  await alice.node.session.revokeDevice('second', { signal })
  const revokedAt = performance.now()
  await second.until(() => second.node.session.link().state === 'signed-out')
  // It was told: it did not find out by its next ping. Part of this time is a new host with a new key.
  assert.ok(performance.now() - revokedAt < PING_INTERVAL_MS / 2)
  assert.match(second.node.session.link().why ?? '', /logged out from/)
  assert.notEqual(second.node.network.deviceId, key, 'its key is gone')
})

test('who logs out and in again is another device with the same history', async () => {
  await using net = await friends()
  const { relay, alice, bob } = net
  await alice.node.chat.sendText(bob.name, 'before')
  await alice.until(() => alice.node.chat.queued() === 0)
  const key = alice.node.network.deviceId
  await alice.node.session.logout({ signal })
  await assert.rejects(alice.node.session.ask('ping', {}, { signal }), { code: 'signed-out' })
  await alice.login(relay)
  assert.notEqual(alice.node.network.deviceId, key)
  await alice.node.chat.sendText(bob.name, 'after')
  await bob.until(() => bob.heard().length === 2)
  assert.deepEqual(await alice.page(bob), ['>before', '>after'])
})

test('friends know where to dial each other, strangers are cut, a block takes effect within a second', async () => {
  await using net = await friends()
  const { alice, bob } = net
  const account = alice.node.friends.byName(bob.name)?.account
  assert.ok(account !== undefined)
  await alice.until(() => (alice.node.friends.devicesOf(account)[0]?.addresses.length ?? 0) > 0)
  const [known] = alice.node.friends.devicesOf(account)
  assert.ok(known !== undefined)
  await alice.node.network.dial(known.device, known.addresses, { signal })
  await alice.until(() => alice.node.friends.view(bob.name).connected)

  await using stranger = new Host(
    { log: silentLog, clock: systemClock },
    {
      kind: 'node',
      key: await makeDeviceKey(),
      listen: [],
      gate: { mayConnect: () => true, mayOpen: () => true },
    },
  )
  await stranger.start()
  const knocking = stranger.dial(known.device, known.addresses, { signal }).then(() =>
    stranger.open(known.device, '/homing/transfer/1', {
      signal: AbortSignal.timeout(5_000),
      maxFrameBytes: 10,
    }),
  )
  await assert.rejects(knocking)
  const asHome = { signal: AbortSignal.timeout(5_000), maxFrameBytes: 1_000 }
  await assert.rejects(alice.node.network.open(known.device, '/homing/home/1', asHome))

  await bob.node.friends.block(alice.name, { signal })
  const blockedAt = performance.now()
  await alice.until(() => alice.node.network.connected(known.device) === undefined)
  assert.ok(performance.now() - blockedAt < 1_000)
  await assert.rejects(async () => {
    await alice.node.network.dial(known.device, known.addresses, {
      signal: AbortSignal.timeout(5_000),
    })
    await alice.node.network.open(known.device, '/homing/transfer/1', asHome)
  })
})

test('wrong password, taken name and bad address are told as what they are', async () => {
  await using net = await friends()
  const { relay, alice } = net
  await using carol = await TestNode.start('carol')
  const { session } = carol.node
  const given = { name: alice.name, home: relay.addresses[0] ?? '', password: 'x', deviceName: '' }
  await assert.rejects(session.login(given, { signal }), { code: 'wrong-password' })
  await assert.rejects(session.login({ ...given, name: carol.name }, { signal }), {
    code: 'wrong-password',
  })
  const fresh = { ...given, invite: relay.invite ?? '', displayName: '' }
  await assert.rejects(session.register(fresh, { signal }), { code: 'name-taken' })
  await assert.rejects(session.register({ ...fresh, name: carol.name, invite: 'NO' }, { signal }), {
    code: 'invite-invalid',
  })
  const bad = { ...given, home: '/ip4/127.0.0.1/tcp/1' }
  await assert.rejects(session.login(bad, { signal }), { code: 'bad-request' })
  assert.equal(session.accountOrNone(), undefined)
})
