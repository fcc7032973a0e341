import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, before, describe, type TestContext, test } from 'node:test'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Connection, ConnectionEncrypter } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { tls as libp2pTls } from '@libp2p/tls'
import { webSockets } from '@libp2p/websockets'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import type { Host } from '../../../src/net/host.ts'
import { LOOPBACK_TCP, LOOPBACK_WS, link, startHost } from '../../support/test-host.ts'

/** What encrypts which link, with peers of other make too. Wrong handshakes: tls-handshake.test.ts. */
const ECHO = '/test/echo/1'
const YAMUX = '/yamux/1.0.0'
const MIB = 1024 * 1024
const soon = () => AbortSignal.timeout(10_000)
let host: Host

before(async () => {
  host = await startHost({ listen: [LOOPBACK_TCP, LOOPBACK_WS] })
  host.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
    for (;;) {
      const frame = await channel.receive()
      if (frame === undefined) return
      await channel.send(frame)
      if (frame.length === 4) {
        const length = new DataView(frame.buffer).getUint32(0)
        await channel.sendFrameAndPayload(frame, await channel.receivePayload(length))
      }
    }
  })
})
after(() => host.stop())

function addressOf(transport: 'tcp' | 'ws'): string {
  const of = host.addresses().find((each) => each.includes('/ws/') === (transport === 'ws'))
  return of ?? assert.fail(`the host does not listen on ${transport}`)
}

type Encrypters = NonNullable<Parameters<typeof createLibp2p>[0]>['connectionEncrypters']

async function libp2pWith(t: TestContext, connectionEncrypters: Encrypters): Promise<Libp2p> {
  const peer = await createLibp2p({
    addresses: { listen: [LOOPBACK_TCP] },
    transports: [tcp(), webSockets()],
    connectionEncrypters: connectionEncrypters ?? [],
    streamMuxers: [yamux()],
  })
  t.after(() => peer.stop())
  return peer
}

/** Offers TLS and fails where it is taken. */
const tlsInNameOnly = (): ConnectionEncrypter => ({
  protocol: '/tls/1.0.0',
  secureInbound: () => Promise.reject(new Error('TLS was taken')),
  secureOutbound: () => Promise.reject(new Error('TLS was taken')),
})

describe('what encrypts a link', () => {
  test("TLS with libp2p's own implementation, and the muxer in the handshake, in both directions", async (t) => {
    const peer = await libp2pWith(t, [libp2pTls()])
    const connection = await peer.dial(multiaddr(addressOf('tcp')), { signal: soon() })
    assert.equal(connection.encryption, '/tls/1.0.0')
    assert.equal(connection.multiplexer, YAMUX)
    assert.equal(connection.remotePeer.toString(), host.deviceId)

    await using alice = await startHost({ listen: [] })
    const theirs = peer.getMultiaddrs().map(String)
    const device = peer.peerId.toString() as Host['deviceId']
    const opened = once(peer, 'connection:open') as Promise<[CustomEvent<Connection>]>
    await alice.dial(device, theirs, { signal: soon() })
    const [{ detail }] = await opened
    assert.equal(detail.remotePeer.toString(), alice.deviceId)
    assert.equal(detail.encryption, '/tls/1.0.0')
  })

  test('Noise over WebSocket, even when the peer would rather have TLS', async (t) => {
    const peer = await libp2pWith(t, [tlsInNameOnly, noise()])
    const connection = await peer.dial(multiaddr(addressOf('ws')), { signal: soon() })
    assert.equal(connection.encryption, '/noise')
  })

  test('Noise with a peer that has no TLS, whoever dials', async (t) => {
    const peer = await libp2pWith(t, [noise()])
    const connection = await peer.dial(multiaddr(addressOf('tcp')), { signal: soon() })
    assert.equal(connection.encryption, '/noise')
    await using alice = await startHost({ listen: [] })
    const device = peer.peerId.toString() as Host['deviceId']
    await alice.dial(device, peer.getMultiaddrs().map(String), { signal: soon() })
    assert.ok(alice.connected(device))
  })
})

test('megabytes go both ways at once through TLS, and every byte is the right one', async () => {
  await using alice = await startHost({ listen: [] })
  await alice.dial(host.deviceId, [addressOf('tcp')], { signal: soon() })
  const open = () => alice.open(host.deviceId, ECHO, { signal: soon(), maxFrameBytes: 1_000 })
  const channels = await Promise.all([open(), open(), open()])
  await Promise.all(
    channels.map(async (channel, seed) => {
      // The same buffers for every payload, as transfers do: whoever kept them would send or show later bytes.
      const payload = new Uint8Array(MIB)
      const into = new Uint8Array(MIB)
      const frame = Uint8Array.of(0, MIB >> 16, 0, 0)
      for (let round = 0; round < 12; round++) {
        for (let at = 0; at < MIB; at += 997) payload[at] = at * (seed + 3) + round
        await channel.sendFrameAndPayload(frame, payload)
        const sent = Buffer.from(payload)
        payload.fill(0)
        await channel.receive()
        await channel.receive()
        await channel.receivePayload(MIB, { into, signal: soon() })
        assert.ok(sent.equals(into), `channel ${seed}, round ${round}`)
      }
    }),
  )
})

test('a link over TLS that is closed by either side is gone on both', async () => {
  await using bob = await startHost()
  await using alice = await startHost({ listen: [] })
  for (const side of [alice, bob]) {
    const linked = new Promise((resolve) => bob.onConnect(resolve))
    await link(alice, bob)
    await linked
    const told = Promise.all([
      new Promise((resolve) => alice.onDisconnect(resolve)),
      new Promise((resolve) => bob.onDisconnect(resolve)),
    ])
    await side.disconnect(side === alice ? bob.deviceId : alice.deviceId)
    await told
    assert.deepEqual([alice.links(), bob.links()], [[], []])
  }
})

describe('a link beside the usual one', () => {
  test('a relay takes Noise for the one and TLS for the other, and streams find theirs', async () => {
    await using relay = await startHost({ kind: 'relay' })
    const asked: string[] = []
    relay.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
      asked.push(String((await channel.receive())?.[0]))
    })
    await using alice = await startHost({ listen: [] })
    const told: string[] = []
    alice.onConnect(({ encryption }) => told.push(encryption))
    const dial = (options: Partial<Parameters<Host['dial']>[2]>) =>
      alice.dial(relay.deviceId, relay.addresses(), { signal: soon(), ...options })
    const usual = await dial({ encryption: 'noise' })
    const spare = await dial({ encryption: 'tls', spare: true })
    assert.deepEqual([usual.encryption, spare.encryption], ['noise', 'tls'])
    assert.deepEqual(told, ['noise'], 'a second link is not a second arrival')
    assert.equal(alice.connected(relay.deviceId), usual, 'the spare one is not the usual one')
    assert.equal(await dial({ encryption: 'tls', spare: true }), spare, 'it is used again')
    assert.equal(await dial({}), usual)
    assert.equal(alice.links().length, 2)
    const wanted = { signal: soon(), maxFrameBytes: 1_000, encryption: 'tls' } as const
    await using channel = await alice.open(relay.deviceId, ECHO, wanted)
    await channel.send(Uint8Array.of(7))
    await channel.close()
    assert.equal(await channel.receive({ signal: soon() }), undefined)
    assert.deepEqual(asked, ['7'])
  })

  test('TLS is not dialled over WebSocket', async () => {
    await using relay = await startHost({ kind: 'relay', listen: [LOOPBACK_WS] })
    await using alice = await startHost({ listen: [] })
    const options = { signal: soon(), encryption: 'tls' } as const
    await assert.rejects(alice.dial(relay.deviceId, relay.addresses(), options), {
      code: 'NO_ADDRESS',
    })
  })
})
