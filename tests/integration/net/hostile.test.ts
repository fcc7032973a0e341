import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { after, before, describe, type TestContext, test } from 'node:test'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import type { Connection, Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p, type Libp2p } from 'libp2p'
import { parseDeviceId } from '../../../src/core/ids.ts'
import { ChannelError } from '../../../src/net/errors.ts'
import type { Host } from '../../../src/net/host.ts'
import {
  INBOUND_UPGRADE_MS,
  MAX_STREAMS_PER_LINK,
  NEGOTIATION_MS,
} from '../../../src/net/limits.ts'
import { link, LOOPBACK_TCP, LOOPBACK_WS, OPEN_GATE, startHost } from '../../support/test-host.ts'

/** Peers that do not play by the rules, made of plain sockets and of bare libp2p, against a host that must go on. */
const ECHO = '/test/echo/1'
/** Far below every timeout that would close a peer anyway. */
const AT_ONCE_MS = 3_000
const soon = () => AbortSignal.timeout(10_000)
let host: Host
let failures: string[]

before(async () => {
  failures = []
  host = await startHost({ listen: [LOOPBACK_TCP, LOOPBACK_WS] })
  host.handle(ECHO, { maxFrameBytes: 1_000 }, async (channel) => {
    try {
      for (;;) {
        const frame = await channel.receive()
        if (frame === undefined) return
        await channel.send(frame)
      }
    } catch (err) {
      failures.push(err instanceof ChannelError ? err.code : String(err))
      throw err
    }
  })
})
after(() => host.stop())

async function hostStillServes(): Promise<void> {
  await using alice = await startHost({ listen: [] })
  await link(alice, host)
  const channel = await alice.open(host.deviceId, ECHO, { signal: soon(), maxFrameBytes: 1_000 })
  await channel.send(Uint8Array.of(1, 2, 3))
  assert.deepEqual(await channel.receive({ signal: soon() }), Uint8Array.of(1, 2, 3))
}

function addressOf(transport: 'tcp' | 'ws'): string {
  const of = host.addresses().find((each) => each.includes('/ws/') === (transport === 'ws'))
  return of ?? assert.fail(`the host does not listen on ${transport}`)
}

async function socketTo(transport: 'tcp' | 'ws'): Promise<Socket> {
  const socket = connect(Number(addressOf(transport).split('/')[4]), '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

function closedByHost(socket: Socket): Promise<unknown> {
  socket.resume()
  return new Promise((resolve) => socket.once('close', resolve))
}

async function webSocketTo(): Promise<Socket> {
  const socket = await socketTo('ws')
  const key = 'dGhlIHNhbXBsZSBub25jZQ=='
  socket.write(
    `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
  )
  await once(socket, 'data')
  return socket
}

/** A peer with an identity, and libp2p's defaults instead of our limits. */
async function bareLibp2p(t: TestContext): Promise<Libp2p> {
  const peer = await createLibp2p({
    transports: [tcp(), webSockets()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
  })
  t.after(() => peer.stop())
  return peer
}

async function bareLink(peer: Libp2p, transport: 'tcp' | 'ws' = 'tcp'): Promise<Connection> {
  return await peer.dial(multiaddr(addressOf(transport)), { signal: soon() })
}

const GARBAGE: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ['zeros', new Uint8Array(100_000)],
  ['0xff', new Uint8Array(100_000).fill(0xff)],
  ['a web request', new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
  ['multistream and then garbage', handshakeThen(new Uint8Array(70_000).fill(0x41))],
  ['an endless multistream line', new Uint8Array(3_000).fill(0x7f)],
]

function handshakeThen(rest: Uint8Array): Uint8Array {
  const line = (text: string) => [text.length + 1, ...new TextEncoder().encode(`${text}\n`)]
  return Uint8Array.of(...line('/multistream/1.0.0'), ...line('/noise'), ...rest)
}

test('garbage on the WebSocket port is closed, the host goes on', async () => {
  for (const bytes of [new Uint8Array(1_000), new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n')]) {
    const socket = await socketTo('ws')
    const closed = closedByHost(socket)
    socket.write(bytes)
    await closed
  }
  await hostStillServes()
})

test('a malformed WebSocket frame does not end the process', async () => {
  const socket = await webSocketTo()
  const closed = closedByHost(socket)
  socket.write(Uint8Array.of(0xff, 0xff, 0xff, 0xff))
  await closed
  await hostStillServes()
})

test('a WebSocket message too long is refused by its header', async () => {
  const socket = await webSocketTo()
  const closed = closedByHost(socket)
  const header = Uint8Array.of(0x82, 0xff, 0, 0, 0, 0, 0x06, 0, 0, 0, 1, 2, 3, 4)
  const began = performance.now()
  socket.write(header)
  await closed
  assert.ok(performance.now() - began < AT_ONCE_MS)
  await hostStillServes()
})

test('a WebSocket client whose handshake is garbage loses its socket', async () => {
  const socket = await webSocketTo()
  const closed = closedByHost(socket)
  // Two Noise messages of 90 bytes: the second one is where decryption fails.
  const messages = [1, 2].flatMap(() => [0, 90, ...new Uint8Array(90).fill(0x41)])
  socket.write(webSocketFrame(handshakeThen(Uint8Array.from(messages))))
  await closed
  await hostStillServes()
})

/** One binary frame, masked with zeros. */
function webSocketFrame(payload: Uint8Array): Uint8Array {
  const { length } = payload
  return Uint8Array.of(0x82, 0x80 | 126, length >> 8, length & 0xff, 0, 0, 0, 0, ...payload)
}

test('a frame over the limit is refused and the stream reset', async (t) => {
  const peer = await bareLibp2p(t)
  const stream = await (await bareLink(peer)).newStream(ECHO)
  const closed = once(stream, 'close')
  stream.send(Uint8Array.of(0xff, 0xff, 0xff, 0x7f))
  await closed
  assert.equal(stream.status, 'reset')
  assert.equal(failures.at(-1), 'FRAME_TOO_LONG')
  await hostStillServes()
})

for (const transport of ['tcp', 'ws'] as const) {
  test(`a yamux frame longer than its window is refused by its header, over ${transport}`, async (t) => {
    const peer = await bareLibp2p(t)
    const connection = await bareLink(peer, transport)
    const stream = await connection.newStream(ECHO)
    const gone = new Promise((resolve) => connection.addEventListener('close', resolve))
    // A data frame for this stream that claims 1 GiB, and its first few bytes.
    const { streamId } = stream as Stream & { streamId: number }
    const frame = new DataView(new ArrayBuffer(15))
    frame.setUint32(4, streamId)
    frame.setUint32(8, 2 ** 30)
    const { muxer } = connection as Connection & { muxer: { send(bytes: Uint8Array): void } }
    const began = performance.now()
    muxer.send(new Uint8Array(frame.buffer))
    await gone
    assert.ok(performance.now() - began < AT_ONCE_MS)
    await hostStillServes()
  })
}

test('streams beyond the cap of a link are reset, and the link stays', async (t) => {
  const peer = await bareLibp2p(t)
  const connection = await bareLink(peer)
  const { muxer } = connection as Connection & { muxer: { createStream(): Promise<Stream> } }
  const streams: Stream[] = []
  for (let opened = 0; opened <= MAX_STREAMS_PER_LINK; opened++)
    streams.push(await muxer.createStream())
  await once(streams.at(-1) as Stream, 'close')
  assert.equal(streams[0]?.status, 'open')
  assert.equal(connection.status, 'open')
})

test('a stranger learns nothing but the protocols that it names itself', async (t) => {
  await using closed = await startHost({ gate: { ...OPEN_GATE, mayOpen: () => false } })
  const peer = await bareLibp2p(t)
  const connection = await peer.dial(multiaddr(closed.addresses()[0]), { signal: soon() })
  for (const protocol of [
    '/ipfs/id/1.0.0',
    '/ipfs/ping/1.0.0',
    '/ipfs/kad/1.0.0',
    '/meshsub/1.1.0',
  ]) {
    await assert.rejects(connection.newStream(protocol, { signal: soon() }), {
      name: 'UnsupportedProtocolError',
    })
  }
})

test('a hundred dials at once from one address all come through to a relay', async () => {
  await using relay = await startHost({ kind: 'relay' })
  const nodes = await Promise.all(Array.from({ length: 100 }, () => startHost({ listen: [] })))
  let connected = 0
  const all = new Promise<void>((resolve) =>
    relay.onConnect(() => ++connected === 100 && resolve()),
  )
  await Promise.all(nodes.map((node) => link(node, relay)))
  await all
  assert.equal(relay.links().length, 100)
  await Promise.all(nodes.map((node) => node.stop()))
})

describe('peers that keep us waiting, all at once', { concurrency: true }, () => {
  test('a socket that sends garbage instead of a handshake is closed, the host goes on', {
    timeout: 20_000,
  }, async () => {
    const began = performance.now()
    const closings = GARBAGE.map(async ([what, bytes]) => {
      const socket = await socketTo('tcp')
      const closed = closedByHost(socket)
      socket.write(bytes)
      await closed
      const ms = performance.now() - began
      assert.ok(ms < INBOUND_UPGRADE_MS + 2_000, `${what} held a socket for ${ms} ms`)
    })
    await Promise.all(closings)
    await hostStillServes()
  })

  test('a peer that answers no negotiation costs one stream for NEGOTIATION_MS', {
    timeout: NEGOTIATION_MS + 10_000,
  }, async (t) => {
    const peer = await bareLibp2p(t)
    const connection = await bareLink(peer)
    const { muxer } = connection as Connection & { muxer: { createStream(): Promise<Stream> } }
    const stream = await muxer.createStream()
    const began = performance.now()
    await once(stream, 'close')
    assert.ok(performance.now() - began < NEGOTIATION_MS + 2_000)
  })

  test('opening a stream on a peer that answers no negotiation ends after NEGOTIATION_MS', {
    timeout: NEGOTIATION_MS + 10_000,
  }, async (t) => {
    const deaf = await bareLibp2p(t)
    const device = parseDeviceId(deaf.peerId.toString())
    const linked = new Promise<void>((resolve) =>
      host.onConnect((link) => link.device === device && resolve()),
    )
    const connection = await bareLink(deaf)
    await linked
    // Its muxer lives, its streams are never looked at.
    const { muxer } = connection as Connection & { muxer: { onRemoteStream(): void } }
    muxer.onRemoteStream = () => undefined
    const began = performance.now()
    await assert.rejects(host.open(device, ECHO, { signal: soon(), maxFrameBytes: 10 }), {
      code: 'STREAM_FAILED',
    })
    assert.ok(performance.now() - began < NEGOTIATION_MS + 2_000)
  })
})
