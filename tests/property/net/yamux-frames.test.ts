import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { startBorrowing } from '../../../src/net/borrowed-bytes.ts'
import { INITIAL_WINDOW_BYTES } from '../../../src/net/limits.ts'
import { type FrameTaker, YamuxFrames } from '../../../src/net/yamux-frames.ts'
import { lendOnce } from '../../support/scribbled-bytes.ts'

const [DATA, WINDOW_UPDATE, PING, GO_AWAY] = [0, 1, 2, 3]
const [SYN, FIN, RST] = [1, 4, 8]
type Frame = Readonly<{ type: number; flag: number; streamID: number; body: Uint8Array }>
type Seen = { body: number[]; flags: number[] }

/** A muxer that notes what each stream gets, and the order of everything else. */
class NotingMuxer implements FrameTaker {
  readonly streams: (FrameTaker['streams'][number] & Seen)[] = []
  readonly others: string[] = []
  renewals = 0

  handleFrame({ header, data }: Parameters<FrameTaker['handleFrame']>[0]): void {
    if (header.type !== DATA) {
      this.others.push(`${header.type} ${header.flag} ${header.streamID} ${header.length}`)
      return
    }
    if ((header.flag & SYN) !== 0) this.#open(header.streamID)
    const stream = this.streams.find(({ streamId }) => streamId === header.streamID)
    if (stream === undefined) return
    if (header.flag !== 0) stream.flags.push(header.flag)
    stream.onData(data ?? new Uint8Array(0))
    this.renewals++
    stream.recvWindowCapacity = INITIAL_WINDOW_BYTES
  }

  #open(streamId: number): void {
    const seen: Seen = { body: [], flags: [] }
    const stream = {
      ...{ streamId, recvWindow: INITIAL_WINDOW_BYTES, recvWindowCapacity: INITIAL_WINDOW_BYTES },
      ...{ readStatus: 'readable', readBufferLength: 0 },
      ...seen,
      onData: (bytes: Uint8Array) => void seen.body.push(...bytes),
    }
    startBorrowing(stream)
    this.streams.push(stream)
  }
}

function encoded(frames: readonly Frame[]): Uint8Array {
  return Buffer.concat(
    frames.flatMap(({ type, flag, streamID, body }) => {
      const header = Buffer.alloc(12)
      header.writeUInt8(type, 1)
      header.writeUInt16BE(flag, 2)
      header.writeUInt32BE(streamID, 4)
      header.writeUInt32BE(body.length, 8)
      return type === DATA ? [header, body] : [header]
    }),
  )
}

const streamID = fc.integer({ min: 1, max: 3 })
const data = fc.record({
  type: fc.constant(DATA),
  flag: fc.constantFrom(0, 0, 0, SYN, FIN, RST, SYN | FIN),
  streamID,
  body: fc.uint8Array({ maxLength: 300 }),
})
const other = fc.record({
  type: fc.constantFrom(WINDOW_UPDATE, PING, GO_AWAY),
  flag: fc.constantFrom(0, SYN, FIN),
  streamID: fc.constant(0),
  body: fc.uint8Array({ maxLength: 3 }),
})
const frames = fc.array(fc.oneof({ weight: 3, arbitrary: data }, other), { maxLength: 12 })

test('however the bytes are cut, each stream gets its own, in order, with the flags around them', () => {
  fc.assert(fc.property(frames, fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1 }), run))

  function run(sent: readonly Frame[], cuts: readonly number[]): void {
    const muxer = new NotingMuxer()
    const reader = new YamuxFrames(muxer)
    const bytes = encoded(sent)
    for (let at = 0, cut = 0; at < bytes.length; cut++) {
      const piece = bytes.subarray(at, at + (cuts[cut % cuts.length] as number))
      lendOnce(piece, (lent) => reader.take(lent))
      at += piece.length
    }
    const opened = new Set<number>()
    const expected = new Map<number, Seen>()
    for (const frame of sent.filter(({ type }) => type === DATA)) {
      if ((frame.flag & SYN) !== 0 && !opened.has(frame.streamID)) {
        opened.add(frame.streamID)
        expected.set(frame.streamID, { body: [], flags: [] })
      }
      const seen = expected.get(frame.streamID)
      if (seen === undefined) continue
      seen.body.push(...frame.body)
      for (const flag of [frame.flag & SYN, frame.flag & (FIN | RST)]) {
        if (flag !== 0) seen.flags.push(flag)
      }
    }
    for (const [id, { body, flags }] of expected) {
      const stream = muxer.streams.find(({ streamId }) => streamId === id)
      assert.deepEqual(stream?.body, body)
      assert.deepEqual(stream?.flags, flags)
    }
    const others = sent.filter(({ type }) => type !== DATA)
    assert.deepEqual(
      muxer.others,
      others.map(({ type, flag, body }) => `${type} ${flag} 0 ${body.length}`),
    )
  }
})

test('a window is renewed once a frame, not for each part of it', () => {
  const muxer = new NotingMuxer()
  const reader = new YamuxFrames(muxer)
  const body = new Uint8Array(1_000).fill(7)
  const bytes = encoded([{ type: DATA, flag: 0, streamID: 1, body }])
  reader.take(encoded([{ type: DATA, flag: SYN, streamID: 1, body: new Uint8Array(0) }]))
  const before = muxer.renewals
  for (let at = 0; at < bytes.length; at += 100) reader.take(bytes.subarray(at, at + 100))
  assert.equal(muxer.renewals, before + 1)
})

test('a frame longer than its window, or of another version, is refused by its header', () => {
  const overlong = new Uint8Array(12)
  new DataView(overlong.buffer).setUint32(8, INITIAL_WINDOW_BYTES + 1)
  assert.throws(() => new YamuxFrames(new NotingMuxer()).take(overlong), /longer than its window/)
  const version = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0)
  assert.throws(() => new YamuxFrames(new NotingMuxer()).take(version), /unknown version/)
})
