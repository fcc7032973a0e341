import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { untilAborted } from '../../../src/core/until-aborted.ts'
import { ChannelError } from '../../../src/net/errors.ts'
import type { Host } from '../../../src/net/host.ts'
import { LINK_SILENCE_MS, MAX_WINDOW_BYTES, READ_AHEAD_BYTES } from '../../../src/net/limits.ts'
import type { StreamChannel } from '../../../src/net/stream-channel.ts'
import { type TcpProxy, tcpProxy } from '../../support/tcp-proxy.ts'
import { link, LOOPBACK_TCP, LOOPBACK_WS, startHost } from '../../support/test-host.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

/** What slow readers, cuts and silence do to channels over real links. */
const PROTOCOL = '/test/line/1'
const MIB = 1024 * 1024
const MAX_FRAME_BYTES = 64 * 1024
/** Real time, unlike the silence of links. */
const IDLE_MS = 50
const soon = () => AbortSignal.timeout(20_000)

type Line = AsyncDisposable &
  Readonly<{ alice: Host; bob: Host; a: StreamChannel; b: StreamChannel; proxy: TcpProxy }>

/** Alice's channel to Bob through a line that can be held and cut. */
async function openLine(options: { listen?: string; clock?: TurnedClock } = {}): Promise<Line> {
  await using stack = new AsyncDisposableStack()
  const { listen = LOOPBACK_TCP, ...shared } = options
  const bob = stack.use(await startHost({ listen: [listen], ...shared }))
  const alice = stack.use(await startHost({ listen: [], ...shared }))
  const served = Promise.withResolvers<StreamChannel>()
  const over = Promise.withResolvers<void>()
  bob.handle(PROTOCOL, { maxFrameBytes: MAX_FRAME_BYTES }, (channel) => {
    served.resolve(channel)
    return over.promise
  })
  const [, , , , port = ''] = (bob.addresses()[0] ?? '').split('/')
  const proxy = stack.use(await tcpProxy({ host: '127.0.0.1', port: Number(port) }))
  const through = (bob.addresses()[0] ?? '').replace(`/tcp/${port}`, `/tcp/${proxy.port}`)
  await alice.dial(bob.deviceId, [through], { signal: soon() })
  const a = await alice.open(bob.deviceId, PROTOCOL, {
    signal: soon(),
    maxFrameBytes: MAX_FRAME_BYTES,
  })
  await a.send(Uint8Array.of(1))
  const b = await served.promise
  await b.receive()
  const everything = stack.move()
  return {
    ...{ alice, bob, a, b, proxy },
    [Symbol.asyncDispose]: async () => {
      over.resolve()
      await everything.disposeAsync()
    },
  }
}

for (const listen of [LOOPBACK_TCP, LOOPBACK_WS]) {
  test(`64 MiB reach a reader that takes a frame at a time, in bounded memory, over ${listen}`, async () => {
    await using line = await openLine({ listen })
    const { a, b } = line
    const count = 1024
    const frame = new Uint8Array(MAX_FRAME_BYTES)
    let sent = 0
    const sending = (async () => {
      for (; sent < count; sent++) {
        new DataView(frame.buffer).setUint32(0, sent)
        await a.send(frame)
      }
      await a.close()
    })()
    let mostUnread = 0
    let mostUnderWay = 0
    for (let read = 0; read < count; read++) {
      // The reader is slower than the line: a few turns of the loop for each frame.
      for (let turns = 0; turns < 3; turns++) await turn()
      const received = (await b.receive({ signal: soon() })) ?? assert.fail('ended early')
      assert.equal(new DataView(received.buffer).getUint32(0), read)
      mostUnread = Math.max(mostUnread, b.unreadBytes)
      mostUnderWay = Math.max(mostUnderWay, (sent - read) * frame.length)
    }
    assert.equal(await b.receive({ signal: soon() }), undefined)
    await sending
    assert.ok(mostUnread <= READ_AHEAD_BYTES + 2 * MAX_WINDOW_BYTES, `${mostUnread} bytes unread`)
    // Not everything was taken in at once: the sender did wait.
    assert.ok(mostUnderWay < 40 * MIB, `${mostUnderWay} bytes under way`)
  })
}

test('a reader that does not read at all stops the sender, and the stream lives on', async () => {
  await using line = await openLine()
  const { a, b } = line
  const payload = new Uint8Array(MIB).fill(9)
  let sent = 0
  const stop = new AbortController()
  const sending = (async () => {
    for (;;) {
      await a.sendFrameAndPayload(Uint8Array.of(7), payload, { signal: stop.signal })
      sent++
    }
  })()
  // Blocked when ten thousand turns of the loop bring nothing more.
  for (let still = 0, before = -1; still < 10_000; still++) {
    if (before !== sent) still = 0
    before = sent
    await turn()
  }
  assert.ok(b.unreadBytes <= READ_AHEAD_BYTES + 2 * MAX_WINDOW_BYTES)
  assert.ok(sent < 64, `${sent} MiB were taken from the sender`)
  const already = sent
  for (let read = 0; read <= already; read++) {
    assert.deepEqual(await b.receive({ signal: soon() }), Uint8Array.of(7))
    assert.equal((await b.receivePayload(MIB, { signal: soon() })).at(-1), 9)
  }
  stop.abort(new Error('enough'))
  await assert.rejects(sending, { message: 'enough' })
})

for (const listen of [LOOPBACK_TCP, LOOPBACK_WS]) {
  test(`a cut line fails readers and senders on both sides promptly, over ${listen}`, async () => {
    await using line = await openLine({ listen })
    const { a, b, proxy } = line
    const isCut = (err: unknown) => err instanceof ChannelError && err.code === 'CUT'
    const reading = assert.rejects(b.receive({ signal: soon() }), isCut)
    const alsoReading = assert.rejects(a.receive({ signal: soon() }), isCut)
    const told = Promise.all([
      new Promise((resolve) => line.alice.onDisconnect(resolve)),
      new Promise((resolve) => line.bob.onDisconnect(resolve)),
    ])
    const began = performance.now()
    proxy.cut()
    await Promise.all([reading, alsoReading, told])
    assert.ok(performance.now() - began < 1_000)
    await assert.rejects(a.send(Uint8Array.of(1)), isCut)
  })
}

test('a line on which nothing comes through any more is cut after the silence, on both sides', async () => {
  const clock = new TurnedClock()
  await using line = await openLine({ clock })
  line.proxy.hold('up')
  line.proxy.hold('down')
  // A successful write is no delivery: this send is fine, as far as anybody here can tell.
  await line.a.send(Uint8Array.of(1))
  const failing = assert.rejects(line.a.receive({ signal: soon() }), ChannelError)
  const told = Promise.all([
    new Promise((resolve) => line.alice.onDisconnect(resolve)),
    new Promise((resolve) => line.bob.onDisconnect(resolve)),
  ])
  await clock.turn(LINK_SILENCE_MS - 1_000)
  assert.equal(line.alice.links().length, 1)
  await clock.turn(35_000 - LINK_SILENCE_MS)
  await Promise.all([failing, told])
})

test('a stream that waits in vain takes its link along where all of it was silent, and only there', async () => {
  const clock = new TurnedClock()
  await using line = await openLine({ clock })
  const { alice, bob, proxy } = line
  const limits = { signal: soon(), maxFrameBytes: MAX_FRAME_BYTES, idleMs: IDLE_MS }
  const isIdle = (err: unknown) => err instanceof ChannelError && err.code === 'IDLE'
  const first = await alice.open(bob.deviceId, PROTOCOL, limits)
  const second = await alice.open(bob.deviceId, PROTOCOL, limits)
  await assert.rejects(first.receive(), isIdle)
  assert.ok(alice.connected(bob.deviceId), 'by this clock the link was heard just now')

  proxy.forget()
  await clock.turn(IDLE_MS)
  const told = new Promise((resolve) => alice.onDisconnect(resolve))
  await assert.rejects(second.receive(), isIdle)
  await untilAborted(told, soon())
  assert.deepEqual(alice.links(), [])
})

test('a link without any streams outlives the silence limit by its pings', {
  skip:
    process.env.HOMING_NIGHTLY === '1'
      ? false
      : 'takes 40 s of real time: HOMING_NIGHTLY=1 runs it',
  timeout: 60_000,
}, async () => {
  await using bob = await startHost({ kind: 'relay' })
  await using alice = await startHost({ listen: [] })
  await link(alice, bob)
  bob.onDisconnect(() => assert.fail('the link was cut'))
  await new Promise((resolve) => setTimeout(resolve, 40_000))
  assert.ok(alice.connected(bob.deviceId))
})

test('a stream that its reader ends between large pieces leaves the link and its other streams alone', async () => {
  await using bob = await startHost({ listen: [LOOPBACK_TCP] })
  await using alice = await startHost({ listen: [] })
  bob.handle(PROTOCOL, { maxFrameBytes: MAX_FRAME_BYTES }, async (channel) => {
    // The window has grown by then, and more is on its way than a new stream may send.
    for (let pieces = 0; pieces < 12; pieces++) {
      await channel.receive()
      await channel.receivePayload(MIB)
    }
    channel.reset('enough')
  })
  bob.handle('/test/echo/1', { maxFrameBytes: 16 }, async (channel) => {
    for (;;) {
      const frame = await channel.receive()
      if (frame === undefined) return
      await channel.send(frame)
    }
  })
  await link(alice, bob)
  const other = await alice.open(bob.deviceId, '/test/echo/1', {
    signal: soon(),
    maxFrameBytes: 16,
  })
  const piece = new Uint8Array(MIB)
  for (let turns = 0; turns < 10; turns++) {
    const channel = await alice.open(bob.deviceId, PROTOCOL, {
      signal: soon(),
      maxFrameBytes: MAX_FRAME_BYTES,
    })
    await assert.rejects(async () => {
      for (;;) await channel.sendFrameAndPayload(Uint8Array.of(1), piece)
    }, ChannelError)
    await other.send(Uint8Array.of(turns))
    assert.deepEqual(await other.receive({ signal: soon() }), Uint8Array.of(turns))
  }
})
