import assert from 'node:assert/strict'
import { test } from 'node:test'
import { befriend, HomeClient } from '../../support/home-client.ts'
import { lineTo, testRelay } from '../../support/test-relay.ts'
import { messageId, refused, said } from './relay-messages.ts'

test('a new attach of a device ends its older session and fences what that one still asks', async () => {
  await using home = await testRelay()
  const old = await home.person('bob')
  await using young = await home.stranger({ key: old.key })
  const { epoch } = await young.attach()
  assert.equal(epoch, 2)
  assert.deepEqual(await old.next('loggedOut'), { reason: 'replaced' })
  await old.closed
  assert.equal((await young.ask('self', {})).name, 'bob')
})

test('of many attaches of one device at once exactly the newest stays', async () => {
  await using home = await testRelay()
  const first = await home.person('bob')
  const all = await Promise.all(Array.from({ length: 3 }, () => home.stranger({ key: first.key })))
  const epochs = await Promise.all(
    all.map((each) =>
      each.attach().then(
        (it) => it.epoch,
        () => 0,
      ),
    ),
  )
  const newest = all[epochs.indexOf(Math.max(...epochs))] as HomeClient
  for (const other of [first, ...all.filter((each) => each !== newest)]) {
    await assert.rejects(other.ask('self', {}))
  }
  assert.equal((await newest.ask('self', {})).name, 'bob')
})

test('a logout that comes late over the old link does not log the new one out', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  await bob.leave()
  await using proxy = await lineTo(home.relay)
  const { through } = proxy
  await using old = await HomeClient.connect(through, { key: bob.key })
  await old.attach()
  proxy.hold('up')
  const late = old.send('logout', {}).catch(() => 'unanswered')
  await proxy.held('up')
  await using young = await home.stranger({ key: bob.key })
  await young.attach()
  proxy.release('up')
  assert.equal(await late, 'unanswered')
  assert.equal((await young.ask('self', {})).name, 'bob')
  const { devices } = await young.ask('devices', {})
  assert.deepEqual(
    devices.map((device) => device.device),
    [bob.device],
  )
})

test('a logout leaves the key without rights, and friends without the device', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  await befriend(bob, eve, 'eve')
  await bob.ask('logout', {})
  await bob.closed
  assert.deepEqual(
    bob.kept.filter((push) => push.kind === 'loggedOut'),
    [],
  )
  await eve.event('friend', (friend) => friend.state === 'friend' && friend.devices.length === 0)
  await using again = await home.stranger({ key: bob.key })
  await assert.rejects(again.attach(), refused('signed-out'))
  assert.equal((await again.login('bob'))?.name, 'bob')
  await again.attach()
})

test('a device that is logged out from afar is told and cut within a second', async () => {
  await using home = await testRelay()
  const phone = await home.person('bob')
  await using laptop = await home.stranger()
  await laptop.login('bob')
  await laptop.attach()
  const startedMs = performance.now()
  const disconnected = new Promise((resolve) => phone.host.onDisconnect(resolve))
  await laptop.ask('revokeDevice', { device: phone.device })
  assert.deepEqual(await phone.next('loggedOut'), { reason: 'revoked' })
  await phone.closed
  assert.equal(await disconnected, home.relay.device)
  assert.ok(performance.now() - startedMs < 1_000)
  await using again = await home.stranger({ key: phone.key })
  await assert.rejects(again.attach(), refused('signed-out'))
  await assert.rejects(
    laptop.ask('revokeDevice', { device: phone.device }),
    refused('unknown-device'),
  )
})

test('nobody logs out a device that is not theirs', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  await assert.rejects(eve.ask('revokeDevice', { device: bob.device }), refused('unknown-device'))
  assert.equal((await bob.ask('self', {})).name, 'bob')
})

test('events wait for acknowledgements: 256 at most, then caught up once', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  const cursor = (await eve.attach()).headUsn
  await eve.leave()
  await Promise.all(
    Array.from({ length: 300 }, () =>
      bob.ask('sendMessage', { conversation, id: messageId(), body: said('x') }),
    ),
  )
  await using back = await home.stranger({ key: eve.key, autoAcknowledge: false })
  await back.attach(cursor)
  while (back.events.length < 256) await back.next('events')
  // A ping looks for events too, and is answered after them.
  await back.ask('ping', {})
  await back.ask('ping', {})
  assert.equal(back.events.length, 256)
  await assert.rejects(back.ask('acknowledgeEvents', { usn: cursor + 257 }), refused('bad-request'))
  await back.ask('acknowledgeEvents', { usn: cursor + 200 })
  assert.deepEqual(await back.next('caughtUp'), { headUsn: cursor + 300 })
  assert.deepEqual(
    back.events.map(({ usn }) => usn),
    Array.from({ length: 300 }, (_each, index) => cursor + index + 1),
  )
  await bob.ask('sendMessage', { conversation, id: messageId(), body: said('live') })
  await back.next('events')
  await back.ask('ping', {})
  await back.ask('ping', {})
  assert.deepEqual(
    back.kept.filter((push) => push.kind === 'caughtUp'),
    [],
  )
})

test('the window is also one of bytes', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve', { autoAcknowledge: false })
  const { conversation } = await befriend(bob, eve, 'eve')
  const body = new Uint8Array(64 * 1024).fill(7)
  for (let sent = 0; sent < 24; sent++) {
    await bob.ask('sendMessage', { conversation, id: messageId(), body })
  }
  const large = () => eve.events.filter(({ change }) => change.kind === 'message')
  while (large().length < 12) await eve.next('events')
  await eve.ask('ping', {})
  await eve.ask('ping', {})
  assert.ok(large().length < 17, `${large().length} × 64 KiB without an acknowledgement`)
  while (large().length < 24) {
    await eve.ask('acknowledgeEvents', { usn: eve.events.at(-1)?.usn as number })
    await eve.ask('ping', {})
  }
})

test('a session that does not read holds up nobody else', async () => {
  await using home = await testRelay()
  const bob = await home.person('bob')
  const eve = await home.person('eve')
  const { conversation } = await befriend(bob, eve, 'eve')
  await using proxy = await lineTo(home.relay)
  const { through } = proxy
  await using slow = await HomeClient.connect(through)
  await slow.login('eve')
  await slow.attach()
  proxy.hold('down')
  const body = new Uint8Array(60 * 1024)
  for (let sent = 0; sent < 40; sent++) {
    await bob.ask('sendMessage', { conversation, id: messageId(), body })
  }
  await eve.event('message', (message) => message.seq === 40)
})
