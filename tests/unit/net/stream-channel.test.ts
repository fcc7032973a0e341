import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { ChannelError } from '../../../src/net/errors.ts'
import { READ_AHEAD_BYTES } from '../../../src/net/limits.ts'
import type { StreamChannel } from '../../../src/net/stream-channel.ts'
import { channelPair } from '../../support/channel-pair.ts'

const KIB = 1024
const MIB = 1024 * 1024

function pattern(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 17 + (index >> 8)) & 0xff)
}

function failsWith(code: string): (err: unknown) => boolean {
  return (err) => err instanceof ChannelError && err.code === code
}

async function receiveAll(channel: StreamChannel): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = []
  for (;;) {
    const frame = await channel.receive()
    if (frame === undefined) return frames
    frames.push(frame)
  }
}

test('frames of every size arrive whole and in order, however the stream is cut into pieces', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 12 })
  const pieceBytes = fc.integer({ min: 1, max: 300 })
  const property = fc.asyncProperty(sizes, pieceBytes, async (lengths, bytes) => {
    const { a, b } = channelPair({ pieceBytes: bytes, windowBytes: 256 })
    const frames = lengths.map(pattern)
    for (const frame of frames) void a.send(frame)
    const ended = a.close()
    assert.deepEqual(await receiveAll(b), frames)
    await ended
  })
  await fc.assert(property, { numRuns: 60 })
})

test('a frame made of parts arrives as one, and its payload follows unframed', async () => {
  const { a, b } = channelPair()
  const payload = pattern(MIB, 3)
  const sent = a.sendFrameAndPayload([pattern(10, 1), pattern(20, 2)], payload)
  assert.deepEqual(await b.receive(), Uint8Array.of(...pattern(10, 1), ...pattern(20, 2)))
  const received = await b.receivePayload(MIB)
  await sent
  assert.deepEqual(received, payload)
  assert.equal(received.buffer.byteLength, MIB, 'one fresh buffer, nothing else kept alive')
})

test('a payload may arrive in a buffer that is used again', async () => {
  const { a, b } = channelPair()
  const into = new Uint8Array(100)
  void a.sendFrameAndPayload(pattern(1, 1), pattern(100, 2))
  await b.receive()
  assert.equal(await b.receivePayload(100, { into }), into)
  assert.deepEqual(into, pattern(100, 2))
  await assert.rejects(b.receivePayload(99, { into }), RangeError)
})

test('frames that many callers send at once never interleave', async () => {
  const { a, b } = channelPair({ pieceBytes: 100, windowBytes: 1000 })
  const frames = Array.from({ length: 50 }, (_, index) => pattern(index * 40, index))
  const sends = Promise.all(frames.map((frame) => a.send(frame)))
  for (const frame of frames) assert.deepEqual(await b.receive(), frame)
  await sends
})

test('the sender may use its buffer again once send has resolved', async () => {
  const { a, b } = channelPair({ pieceBytes: 1000, windowBytes: 4000 })
  const buffer = new Uint8Array(50_000).fill(1)
  const received = b.receive()
  await a.send(buffer)
  buffer.fill(2)
  assert.ok((await received)?.every((byte) => byte === 1))
})

for (const windowBytes of [256 * KIB, 4 * MIB]) {
  test(`a slow reader stops the sender and nothing is lost, with a window of ${windowBytes}`, async () => {
    const { a, b, aStream } = channelPair({ windowBytes, maxFrameBytes: 64 * KIB })
    const count = 64 * 16
    const frame = new Uint8Array(64 * KIB)
    let sentFrames = 0
    const sending = (async () => {
      for (; sentFrames < count; sentFrames++) {
        frame[0] = sentFrames & 0xff
        await a.send(frame)
      }
      await a.close()
    })()
    let worst = 0
    for (let read = 0; read < count; read++) {
      for (let turns = 0; turns < 4; turns++) await turn()
      const received = await b.receive()
      assert.equal(received?.[0], read & 0xff)
      worst = Math.max(worst, b.unreadBytes + aStream.unsentBytes)
    }
    assert.equal(await b.receive(), undefined)
    await sending
    const bound = READ_AHEAD_BYTES + 2 * windowBytes + frame.length + 64 * KIB
    assert.ok(worst <= bound, `${worst} bytes held`)
    assert.ok(worst >= READ_AHEAD_BYTES, 'the reader was not slow')
  })
}

test('a channel takes in no more unread than it was told', async () => {
  const [windowBytes, readAheadBytes] = [1000, 10_000]
  const { a, b } = channelPair({ windowBytes, readAheadBytes })
  const blocked = a.sendFrameAndPayload(pattern(10, 0), new Uint8Array(MIB))
  const timeout = AbortSignal.timeout(50)
  await assert.rejects(a.send(pattern(1, 1), { signal: timeout }), { name: 'TimeoutError' })
  assert.ok(b.unreadBytes <= readAheadBytes + 2 * windowBytes, `${b.unreadBytes} bytes unread`)
  assert.deepEqual(await b.receive(), pattern(10, 0))
  assert.equal((await b.receivePayload(MIB)).length, MIB)
  await blocked
})

test('a reader that does not read at all makes send wait', async () => {
  const { a, b } = channelPair({ windowBytes: 1000 })
  const blocked = a.sendFrameAndPayload(pattern(10, 0), new Uint8Array(4 * MIB))
  const timeout = AbortSignal.timeout(50)
  await assert.rejects(a.send(pattern(1, 1), { signal: timeout }), { name: 'TimeoutError' })
  assert.ok(b.unreadBytes <= READ_AHEAD_BYTES + 2 * 1000)
  assert.deepEqual(await b.receive(), pattern(10, 0))
  await b.receivePayload(2 * MIB)
  await b.receivePayload(2 * MIB)
  await blocked
})

test('a frame over the limit is refused before it is there, and the peer sees a reset', async () => {
  const { a, b } = channelPair({ maxFrameBytes: 1000 })
  const sent = a.send(new Uint8Array(1001))
  await assert.rejects(b.receive(), failsWith('FRAME_TOO_LONG'))
  assert.equal(b.unreadBytes, 0)
  await assert.rejects(a.receive(), failsWith('RESET'))
  await sent.catch(() => undefined)
  const fits = channelPair({ maxFrameBytes: 1000 })
  await fits.a.send(new Uint8Array(1000))
  assert.equal((await fits.b.receive())?.length, 1000)
})

test('a malformed length is refused', async () => {
  for (const prefix of [
    [0xff, 0xff, 0xff, 0xff, 0x01],
    [0x80, 0x00],
    [0x80, 0x80, 0x80, 0x80],
  ]) {
    const { a, b, aStream } = channelPair()
    aStream.mangle = () => Uint8Array.from(prefix)
    void a.send(new Uint8Array(8))
    await assert.rejects(b.receive(), failsWith('BAD_FRAME'))
  }
})

test('the clean end is undefined, for every later receive too', async () => {
  const { a, b } = channelPair()
  await a.send(pattern(5, 0))
  await a.close()
  assert.deepEqual(await b.receive(), pattern(5, 0))
  assert.equal(await b.receive(), undefined)
  assert.equal(await b.receive(), undefined)
  assert.equal(b.state, 'half-closed')
})

test('after our end the peer may still send', async () => {
  const { a, b } = channelPair()
  await a.close()
  assert.equal(await b.receive(), undefined)
  await b.send(pattern(9, 1))
  await b.close()
  assert.deepEqual(await a.receive(), pattern(9, 1))
  assert.equal(await a.receive(), undefined)
  assert.deepEqual([a.state, b.state], ['closed', 'closed'])
  await assert.rejects(a.send(pattern(1, 1)), failsWith('CLOSED'))
})

test('a stream cut after any byte delivers the whole frames before it and then CUT, never an end', async () => {
  const frames = [pattern(100, 1), pattern(0, 2), pattern(300, 3)]
  const wire = 1 + 100 + 1 + 2 + 300
  const property = fc.asyncProperty(fc.integer({ min: 0, max: wire }), async (cutAt) => {
    const { a, b, aStream } = channelPair({ pieceBytes: 50 })
    aStream.cutAtBytes = cutAt
    for (const frame of frames) a.send(frame).catch(() => undefined)
    const received: Uint8Array[] = []
    const reading = (async () => {
      for (;;) received.push((await b.receive()) ?? assert.fail('a cut is not an end'))
    })()
    await assert.rejects(reading, failsWith('CUT'))
    const whole = [101, 102, wire].filter((end) => end <= cutAt).length
    assert.deepEqual(received, frames.slice(0, whole))
  })
  await fc.assert(property, { numRuns: 80 })
})

test('an end in the middle of a frame or of a payload is a cut', async () => {
  const inFrame = channelPair()
  inFrame.aStream.mangle = (piece) => piece.subarray(0, 5)
  await inFrame.a.send(pattern(100, 1))
  await inFrame.a.close()
  await assert.rejects(inFrame.b.receive(), failsWith('CUT'))

  const inPayload = channelPair()
  await inPayload.a.sendFrameAndPayload(pattern(4, 1), pattern(50, 2))
  await inPayload.a.close()
  assert.deepEqual(await inPayload.b.receive(), pattern(4, 1))
  await assert.rejects(inPayload.b.receivePayload(51), failsWith('CUT'))
})

test('a cut wakes a blocked sender', async () => {
  const { a, aStream } = channelPair({ windowBytes: 1000 })
  const blocked = a.sendFrameAndPayload(pattern(1, 1), new Uint8Array(4 * MIB))
  setImmediate(() => aStream.cut())
  await assert.rejects(blocked, failsWith('CUT'))
  assert.equal(a.state, 'failed')
  await assert.rejects(a.send(pattern(1, 1)), failsWith('CUT'))
})

test('reset fails both ends at once and delivers nothing more here', async () => {
  const { a, b } = channelPair()
  await b.send(pattern(3, 3))
  const waiting = b.receive()
  a.reset('enough')
  await assert.rejects(waiting, failsWith('RESET'))
  await assert.rejects(a.receive(), failsWith('RESET'))
})

test('an aborted receive loses nothing', async () => {
  const { a, b } = channelPair({ pieceBytes: 10 })
  await assert.rejects(b.receive({ signal: AbortSignal.timeout(5) }), { name: 'TimeoutError' })
  const stop = new AbortController()
  const waiting = b.receive({ signal: stop.signal })
  void a.send(pattern(200, 1))
  setImmediate(() => setImmediate(() => stop.abort(new Error('not now'))))
  await assert.rejects(waiting, { message: 'not now' })
  assert.deepEqual(await b.receive(), pattern(200, 1))
})

test('a wait in which nothing moves ends with IDLE, for readers and for senders', async () => {
  const quiet = channelPair({ idleMs: 20 })
  await assert.rejects(quiet.a.receive(), failsWith('IDLE'))
  const stuck = channelPair({ idleMs: 20, windowBytes: 1000 })
  await assert.rejects(
    stuck.a.sendFrameAndPayload(pattern(1, 1), new Uint8Array(4 * MIB)),
    failsWith('IDLE'),
  )
})

test('a wait in which something moves is not idle', async () => {
  const { a, b } = channelPair({ idleMs: 250, pieceBytes: 1 })
  // 600 pieces of a byte, a turn of the loop each: what counts is the time between two, not the time in all.
  void a.send(pattern(600, 1))
  assert.deepEqual(await b.receive(), pattern(600, 1))
})

test('finish lets the peer end, and resets a peer that does not', async () => {
  const polite = channelPair()
  const finishing = polite.a.finish({ lingerMs: 5_000 })
  await polite.b.send(pattern(100, 1))
  assert.equal(await polite.b.receive(), undefined)
  await polite.b.close()
  await finishing
  assert.equal(polite.a.state, 'closed')

  const rude = channelPair()
  await rude.a.finish({ lingerMs: 10 })
  assert.equal(rude.a.state, 'failed')
  await assert.rejects(rude.b.send(pattern(1, 1)), failsWith('RESET'))
})

test('a payload beyond the limit is never asked for', async () => {
  const { b } = channelPair()
  await assert.rejects(b.receivePayload(2 * MIB + 1), RangeError)
})

test('arbitrary bytes give frames or a ChannelError, nothing else', async () => {
  const property = fc.asyncProperty(
    fc.uint8Array({ minLength: 1, maxLength: 400 }),
    async (bytes) => {
      const { a, b, aStream } = channelPair({ maxFrameBytes: 200 })
      aStream.mangle = () => bytes
      a.send(new Uint8Array(1)).then(
        () => a.close(),
        () => undefined,
      )
      try {
        for (const frame of await receiveAll(b)) assert.ok(frame.length <= 200)
      } catch (err) {
        assert.ok(err instanceof ChannelError)
      }
    },
  )
  await fc.assert(property, { numRuns: 300 })
})
