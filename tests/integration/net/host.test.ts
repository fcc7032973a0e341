import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { ChannelError, NetError } from '../../../src/net/errors.ts'
import type { Host, Link } from '../../../src/net/host.ts'
import { HOST_LIMITS } from '../../../src/net/limits.ts'
import { link, LOOPBACK_TCP, LOOPBACK_WS, OPEN_GATE, startHost } from '../../support/test-host.ts'

const ECHO = '/test/echo/1'
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const bytes = (of: string) => new TextEncoder().encode(of)
const soon = () => AbortSignal.timeout(10_000)
const netError = (code: string) => (err: unknown) => err instanceof NetError && err.code === code
const channelError = (code: string) => (err: unknown) =>
  err instanceof ChannelError && err.code === code

function serveEcho(host: Host): void {
  host.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
    for (;;) {
      const frame = await channel.receive()
      if (frame === undefined) return
      await channel.send(frame)
    }
  })
}

async function openEcho(from: Host, to: Host) {
  return await from.open(to.deviceId, ECHO, { signal: soon(), maxFrameBytes: 1_000 })
}

for (const listen of [LOOPBACK_TCP, LOOPBACK_WS]) {
  test(`two hosts speak over ${listen}`, async () => {
    await using bob = await startHost({ listen: [listen] })
    await using alice = await startHost({ listen: [] })
    serveEcho(bob)
    await link(alice, bob)
    const channel = await openEcho(alice, bob)
    await channel.send([bytes('hel'), bytes('lo')])
    assert.equal(text(await channel.receive()), 'hello')
    await channel.close()
    assert.equal(await channel.receive(), undefined)
    assert.equal(channel.state, 'closed')
  })
}

for (const listen of [LOOPBACK_TCP, LOOPBACK_WS]) {
  test(`a link over ${listen} knows its round trip on both sides, and who is not linked has none`, async () => {
    await using bob = await startHost({ listen: [listen] })
    await using alice = await startHost({ listen: [] })
    serveEcho(bob)
    assert.equal(alice.roundTripMs(bob.deviceId), undefined)
    await link(alice, bob)
    const channel = await openEcho(alice, bob)
    // Both have pinged before they spoke, and answers keep their order.
    for (const word of ['one', 'two']) {
      await channel.send([bytes(word)])
      assert.equal(text(await channel.receive()), word)
    }
    for (const [own, other] of [
      [alice, bob],
      [bob, alice],
    ] as const) {
      const ms = own.roundTripMs(other.deviceId) ?? -1
      assert.ok(ms >= 0 && ms < 5_000, `${ms} ms`)
    }
    channel.reset('seen')
  })
}

test('both sides know each other by device, and a live link is used again', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  const inbound = new Promise<Link>((resolve) => bob.onConnect(resolve))
  const first = await alice.dial(bob.deviceId, bob.addresses(), { signal: soon() })
  assert.equal((await inbound).device, alice.deviceId)
  assert.equal(first.device, bob.deviceId)
  assert.equal(first.direction, 'outbound')
  assert.equal(`${first.address}/p2p/${bob.deviceId}`, bob.addresses()[0])
  assert.equal(await alice.dial(bob.deviceId, [], { signal: soon() }), first)
  assert.deepEqual(alice.links(), [first])
})

test('the first address that answers wins, whatever the others do, and one link is left', async () => {
  await using bob = await startHost({ listen: [LOOPBACK_TCP, LOOPBACK_WS, LOOPBACK_TCP] })
  await using alice = await startHost({ listen: [] })
  serveEcho(bob)
  const dead = [
    '/ip4/127.0.0.1/tcp/1',
    '/ip4/192.0.2.1/tcp/4001',
    'rubbish',
    '/ip4/127.0.0.1/tcp/9',
  ]
  await alice.dial(bob.deviceId, [...dead, ...bob.addresses()], { signal: soon() })
  const channel = await openEcho(alice, bob)
  await channel.send(bytes('over the winner'))
  assert.equal(text(await channel.receive()), 'over the winner')
  assert.equal(alice.links().length, 1)
})

test('dials at the same time share one link', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  const links = await Promise.all(
    Array.from({ length: 5 }, () => alice.dial(bob.deviceId, bob.addresses(), { signal: soon() })),
  )
  assert.equal(new Set(links).size, 1)
})

test('who is not the expected device is not spoken to, and each address says why it failed', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  const other = (await makeDeviceKey()).deviceId
  const there = bob.addresses()[0] ?? ''
  const bare = there.replace(/\/p2p\/.*/, '')
  const failed = alice.dial(other, [bare, there, '/ip4/127.0.0.1/tcp/1', '/ip4/x'], {
    signal: soon(),
  })
  await assert.rejects(failed, (err) => {
    assert.ok(netError('UNREACHABLE')(err))
    assert.deepEqual((err as NetError).failures, [
      { address: bare, reason: 'wrong-device' },
      { address: there, reason: 'wrong-device' },
      { address: '/ip4/127.0.0.1/tcp/1', reason: 'refused' },
      { address: '/ip4/x', reason: 'bad-address' },
    ])
    return true
  })
  assert.equal(bob.connected(alice.deviceId), undefined)
  await assert.rejects(alice.dial(other, [], { signal: soon() }), netError('NO_ADDRESS'))
})

test('an aborted dial ends with the reason of its signal', async () => {
  await using alice = await startHost({ listen: [] })
  const device = (await makeDeviceKey()).deviceId
  const stop = new AbortController()
  const dialling = alice.dial(device, ['/ip4/192.0.2.1/tcp/4001'], { signal: stop.signal })
  stop.abort(new Error('changed my mind'))
  await assert.rejects(dialling, { message: 'changed my mind' })
})

test('a link outlives the signal and the time limit of its dial', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  serveEcho(bob)
  const dial = new AbortController()
  await alice.dial(bob.deviceId, bob.addresses(), { signal: dial.signal })
  dial.abort(new Error('no longer of interest'))
  const channel = await openEcho(alice, bob)
  await channel.send(bytes('still here'))
  assert.equal(text(await channel.receive()), 'still here')
})

test('the gate closes links before anything is said, in both directions', async () => {
  await using alice = await startHost({ listen: [] })
  const denied: string[] = []
  const mayConnect = (remote: string) => {
    denied.push(remote)
    return false
  }
  await using bob = await startHost({ gate: { ...OPEN_GATE, mayConnect } })
  let opened = 0
  bob.onConnect(() => opened++)
  const gone = new Promise((resolve) => alice.onDisconnect(resolve))
  // Noise lets the dialler finish first, so its dial may succeed for a moment.
  const dialled = alice.dial(bob.deviceId, bob.addresses(), { signal: soon() })
  await dialled.then(
    () => gone,
    () => undefined,
  )
  assert.deepEqual(denied, [alice.deviceId])
  assert.deepEqual([opened, bob.links().length, alice.links().length], [0, 0, 0])
  await assert.rejects(
    bob.dial(alice.deviceId, [LOOPBACK_TCP], { signal: soon() }),
    netError('DENIED'),
  )
})

test('the gate closes streams before anything of them is read', async () => {
  const mayOpen = (_remote: string, protocol: string) => protocol !== ECHO
  await using bob = await startHost({ gate: { ...OPEN_GATE, mayOpen } })
  await using alice = await startHost({ listen: [] })
  bob.handle(ECHO, { maxFrameBytes: 1_000 }, () => assert.fail('the handler was reached'))
  await link(alice, bob)
  const channel = await openEcho(alice, bob)
  await assert.rejects(channel.receive({ signal: soon() }), channelError('RESET'))
  assert.ok(alice.connected(bob.deviceId), 'the link itself stays')
})

test('of too many links to one device the oldest is cut', async () => {
  await using relay = await startHost({ kind: 'relay' })
  await using stack = new AsyncDisposableStack()
  serveEcho(relay)
  const key = await makeDeviceKey()
  const comeAgain = async () => {
    const host = stack.use(await startHost({ key, listen: [] }))
    const gone = new Promise((resolve) => host.onDisconnect(resolve))
    await link(host, relay)
    const echo = await openEcho(host, relay)
    await echo.send(bytes('here'))
    await echo.receive()
    return { gone }
  }
  const oldest = await comeAgain()
  for (let links = 1; links < HOST_LIMITS.relay.maxLinksPerDevice; links++) await comeAgain()
  assert.equal(relay.links().length, HOST_LIMITS.relay.maxLinksPerDevice)
  await comeAgain()
  assert.equal(await oldest.gone, relay.deviceId)
  assert.equal(relay.links().length, HOST_LIMITS.relay.maxLinksPerDevice)
})

test('a protocol that the peer does not serve is UNSUPPORTED, no link is NOT_CONNECTED', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  await assert.rejects(openEcho(alice, bob), netError('NOT_CONNECTED'))
  await link(alice, bob)
  await assert.rejects(openEcho(alice, bob), netError('UNSUPPORTED'))
})

test('streams beyond the cap of their protocol are reset, the others go on', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  bob.handle(ECHO, { maxFrameBytes: 1_000, maxStreamsPerLink: 3 }, async (channel) => {
    await channel.send(bytes('in'))
    await channel.receive()
  })
  await link(alice, bob)
  const channels = []
  for (let opened = 0; opened < 4; opened++) channels.push(await openEcho(alice, bob))
  const answers = await Promise.allSettled(channels.map((each) => each.receive({ signal: soon() })))
  assert.deepEqual(
    answers.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected'],
  )
})

test('when the handler returns the channel ends, when it throws it is reset', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  bob.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
    const frame = await channel.receive()
    if (text(frame) === 'throw') throw new Error('as told')
  })
  await link(alice, bob)
  const returning = await openEcho(alice, bob)
  await returning.send(bytes('return'))
  assert.equal(await returning.receive({ signal: soon() }), undefined)
  const throwing = await openEcho(alice, bob)
  await throwing.send(bytes('throw'))
  await assert.rejects(throwing.receive({ signal: soon() }), channelError('RESET'))
})

test('disconnect fails the channels of both sides promptly, and both are told', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  const served = Promise.withResolvers<unknown>()
  bob.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
    try {
      while ((await channel.receive()) !== undefined);
    } catch (err) {
      served.resolve(err)
    }
  })
  await link(alice, bob)
  const channel = await openEcho(alice, bob)
  await channel.send(bytes('x'))
  const waiting = channel.receive({ signal: soon() })
  const told = Promise.all([
    new Promise((resolve) => alice.onDisconnect(resolve)),
    new Promise((resolve) => bob.onDisconnect(resolve)),
  ])
  await Promise.all([bob.disconnect(alice.deviceId), assert.rejects(waiting, ChannelError)])
  assert.deepEqual(await told, [bob.deviceId, alice.deviceId])
  assert.equal(alice.connected(bob.deviceId), undefined)
})

test('a host stops and starts again with the same handlers and device', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  serveEcho(bob)
  for (let round = 0; round < 2; round++) {
    await link(alice, bob)
    const channel = await openEcho(alice, bob)
    await channel.send(bytes(`round ${round}`))
    assert.equal(text(await channel.receive()), `round ${round}`)
    const gone = new Promise((resolve) => alice.onDisconnect(resolve))
    await bob.stop()
    await gone
    assert.throws(() => bob.addresses(), netError('NOT_STARTED'))
    await bob.start()
  }
  await bob.stop()
  await bob.stop()
})

test('a port that is taken is an error at start, and the host may be started later', async () => {
  await using bob = await startHost()
  const taken = (bob.addresses()[0] ?? '').replace(/\/p2p\/.*/, '')
  await assert.rejects(startHost({ listen: [taken] }), netError('BAD_LISTEN_ADDRESS'))
})

test('only what was asked for listens, and announced addresses replace it', async () => {
  await using bob = await startHost({ announce: ['/dns4/home.example/tcp/4001'] })
  assert.deepEqual(bob.addresses(), [`/dns4/home.example/tcp/4001/p2p/${bob.deviceId}`])
  await using alice = await startHost({ listen: [] })
  assert.deepEqual(alice.addresses(), [])
})

test('the same key at both ends is refused', async () => {
  const key = await makeDeviceKey()
  await using bob = await startHost({ key })
  await using twin = await startHost({ key, listen: [] })
  const dialled = twin.dial(parseDeviceId(key.deviceId), bob.addresses(), { signal: soon() })
  await assert.rejects(dialled, netError('UNREACHABLE'))
})

test('stop does not wait for a client that says nothing', async () => {
  const bob = await startHost({ listen: [LOOPBACK_WS, LOOPBACK_TCP] })
  const ports = bob.addresses().map((address) => Number(address.split('/')[4]))
  const sockets = await Promise.all(
    ports.map(async (port) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      await new Promise((resolve) => socket.once('connect', resolve))
      return { socket, closed: new Promise((resolve) => socket.once('close', resolve)) }
    }),
  )
  await bob.stop()
  await Promise.all(sockets.map(({ closed }) => closed))
})
