import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { type LimitView, limitView } from '../../../node/control/entity/queue-nouns.ts'
import { Throttle } from '../../../node/transfer/domain/throttle.ts'
import { ThrottledChannel } from '../../../node/transfer/domain/throttled-channel.ts'
import {
  bucketOf,
  burstOf,
  msUntil,
  refilled,
  spent,
} from '../../../node/transfer/entity/token-bucket.ts'
import { MIN_RATE_BYTES_PER_SECOND } from '../../../node/transfer/limits.ts'
import { parseAccountName, parseTransferId } from '../../../src/core/ids.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { CHUNK_BYTES, HOLDING_MS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { utcTime } from '../../support/utc-time.ts'

const [ALICE, BOB] = ['alice', 'bob'].map(parseAccountName) as [never, never]
const ids = [1, 2, 3].map((n) => parseTransferId(`0192f0c1-0000-7000-8000-00000000000${n}`))
const [ONE, TWO, THREE] = ids as [never, never, never]
const { signal } = new AbortController()
const FOREVER_MS = 1e9

function rig(...limits: readonly object[]) {
  const clock = new TurnedClock()
  const throttle = new Throttle({ clock, localTime: utcTime })
  throttle.limit(limits.map((limit): LimitView => limitView.check(limit, 'limit')))
  return { clock, throttle }
}

describe('the token bucket', () => {
  const asks = fc.array(
    fc.record({ afterMs: fc.nat({ max: 5000 }), bytes: fc.integer({ min: 1, max: CHUNK_BYTES }) }),
    { minLength: 1, maxLength: 80 },
  )
  const rates = fc.integer({ min: MIN_RATE_BYTES_PER_SECOND, max: 200_000_000 })

  test('over any span lets through no more than its rate times the span, and one burst', () => {
    fc.assert(
      fc.property(rates, asks, (rate, wanted) => {
        let nowMs = 0
        let bucket = bucketOf(rate, nowMs)
        const passed: { atMs: number; bytes: number }[] = []
        for (const { afterMs, bytes } of wanted) {
          nowMs += afterMs
          bucket = refilled(bucket, rate, nowMs)
          while (msUntil(bucket, bytes) > 0) {
            nowMs += msUntil(bucket, bytes)
            bucket = refilled(bucket, rate, nowMs)
          }
          bucket = spent(bucket, bytes)
          passed.push({ atMs: nowMs, bytes })
        }
        for (const [first, from] of passed.entries()) {
          let sum = 0
          for (const { atMs, bytes } of passed.slice(first)) {
            sum += bytes
            const most = (rate * (atMs - from.atMs)) / 1000 + burstOf(rate)
            assert.ok(sum <= most + 1, `${sum} bytes in ${atMs - from.atMs} ms at ${rate}`)
          }
        }
      }),
    )
  })

  test('keeps nobody waiting longer than the rate needs, also at the lowest one', () => {
    const bucket = spent(bucketOf(MIN_RATE_BYTES_PER_SECOND, 0), CHUNK_BYTES)
    const ms = msUntil(bucket, CHUNK_BYTES)
    assert.ok(ms <= (CHUNK_BYTES * 1000) / MIN_RATE_BYTES_PER_SECOND + 1, `${ms}`)
    assert.equal(msUntil(refilled(bucket, bucket.rate, ms), CHUNK_BYTES), 0)
  })

  test('a clock that goes back fills nothing, and a new rate counts from now on', () => {
    const empty = spent(bucketOf(1_000_000, 10_000), burstOf(1_000_000))
    assert.equal(refilled(empty, 1_000_000, 5000).tokens, empty.tokens)
    const slower = refilled(empty, 20_000, 10_100)
    assert.equal(slower.tokens, empty.tokens + 100_000)
    assert.equal(refilled(slower, 20_000, 11_100).tokens, slower.tokens + 20_000)
  })
})

/** Sends chunks without a pause, and counts them. */
function sender(throttle: Throttle, about: Readonly<{ id: never; friend: never }>) {
  const count = { chunks: 0 }
  const stop = new AbortController()
  const run = async () => {
    for (;;) {
      using turn = throttle.join('up', { ...about, bytes: CHUNK_BYTES })
      await turn.come({ ms: FOREVER_MS, signal: stop.signal })
      count.chunks += 1
    }
  }
  const done = run().catch(() => undefined)
  return { count, end: async () => (stop.abort(new Error('over')), await done) }
}

describe('the throttle', () => {
  test('shares a rate fairly between transfers, whatever their number of lines', async () => {
    const { clock, throttle } = rig({ up: CHUNK_BYTES })
    const all = [ONE, ONE, ONE, TWO, THREE].map((id) => sender(throttle, { id, friend: ALICE }))
    await clock.turn(60_000)
    const [a, b, c, two, three] = all.map(({ count }) => count.chunks) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const sum = a + b + c + two + three
    assert.ok(sum >= 60 && sum <= 62, `${sum} chunks in a minute`)
    for (const share of [a + b + c, two, three])
      assert.ok(Math.abs(share - sum / 3) <= 1, `${share}`)
    for (const each of all) await each.end()
  })

  test('a friend’s own limit does not slow others down, and the one for all holds for both', async () => {
    const { clock, throttle } = rig({ up: 4 * CHUNK_BYTES }, { friend: ALICE, up: CHUNK_BYTES })
    const alice = sender(throttle, { id: ONE, friend: ALICE })
    const bob = sender(throttle, { id: TWO, friend: BOB })
    await clock.turn(20_000)
    assert.ok(Math.abs(alice.count.chunks - 20) <= 2, `${alice.count.chunks}`)
    assert.ok(Math.abs(bob.count.chunks - 60) <= 3, `${bob.count.chunks}`)
    for (const each of [alice, bob]) await each.end()
  })

  test('a new limit counts at once for who waits already', async () => {
    const { clock, throttle } = rig({ up: MIN_RATE_BYTES_PER_SECOND })
    const slow = sender(throttle, { id: ONE, friend: ALICE })
    await clock.turn(1000)
    assert.equal(slow.count.chunks, 1)
    throttle.limit([limitView.check({ up: 10 * CHUNK_BYTES }, '')])
    await clock.turn(10_000)
    assert.ok(slow.count.chunks >= 95, `${slow.count.chunks}`)
    await slow.end()
  })

  test('hours change the rate while it is used, and a wall clock that jumps lets no more through', async () => {
    const { clock, throttle } = rig(
      { up: CHUNK_BYTES },
      { up: 2 * CHUNK_BYTES, hours: { from: '00:01', until: '00:02' } },
    )
    const one = sender(throttle, { id: ONE, friend: ALICE })
    await clock.turn(60_000)
    const before = one.count.chunks
    assert.ok(Math.abs(before - 61) <= 1, `${before}`)
    await clock.turn(60_000)
    assert.ok(Math.abs(one.count.chunks - before - 120) <= 2, `${one.count.chunks - before}`)
    clock.setWall(clock.nowMs() + 86_400_000 * 365)
    await clock.turn(10_000)
    assert.ok(one.count.chunks - before - 120 <= 12)
    await one.end()
  })

  test('who gives up leaves the line to the others', async () => {
    const { clock, throttle } = rig({ down: MIN_RATE_BYTES_PER_SECOND })
    const join = (id: never) => throttle.join('down', { id, friend: ALICE, bytes: CHUNK_BYTES })
    assert.equal(await join(ONE).come({ ms: 0, signal }), true)
    const tired = new AbortController()
    const first = join(ONE)
    const waiting = first.come({ ms: FOREVER_MS, signal: tired.signal })
    const second = join(TWO).come({ ms: FOREVER_MS, signal })
    tired.abort(new Error('tired'))
    await assert.rejects(waiting, /tired/)
    first[Symbol.dispose]()
    await clock.turn(110_000)
    assert.equal(await second, true)
  })

  test('without limits nobody waits, and no clock is asked', async () => {
    const { clock, throttle } = rig()
    for (let each = 0; each < 1000; each += 1) {
      using turn = throttle.join('up', { id: ONE, friend: ALICE, bytes: CHUNK_BYTES })
      assert.equal(await turn.come({ ms: 0, signal }), true)
    }
    assert.equal(clock.sleeping, 0)
  })
})

/** The end of a line that gives what it is fed, and keeps what it is told. */
class LineEnd implements TransferChannel {
  readonly fed: ChannelMessage[] = []
  readonly sent: ChannelMessage[] = []
  readonly released: Uint8Array[] = []
  ends: string[] = []
  async send(message: ChannelMessage): Promise<void> {
    this.sent.push(message)
  }
  async receive(): Promise<ChannelMessage | undefined> {
    return this.fed.shift()
  }
  release(bytes: Uint8Array): void {
    this.released.push(bytes)
  }
  async finish(): Promise<void> {
    this.ends.push('finish')
  }
  reset(): void {
    this.ends.push('reset')
  }
}

function chunk(index: number, length = CHUNK_BYTES): ChannelMessage {
  const form = length === 0 ? 'hole' : 'bytes'
  const value = { index, length: CHUNK_BYTES, digest: new Uint8Array(32), form } as const
  return { kind: 'chunk', value, bytes: new Uint8Array(length) }
}

describe('a throttled channel', () => {
  const SLOW = Math.floor(CHUNK_BYTES / 10)
  const about = { id: ONE, friend: ALICE }
  function line(limit: object) {
    const { clock, throttle } = rig(limit)
    const inner = new LineEnd()
    return { clock, throttle, inner, channel: new ThrottledChannel({ inner, throttle }, about) }
  }

  test('sends chunks at the rate, says Holding while it waits, and everything else at once', async () => {
    const { clock, channel, inner } = line({ up: SLOW })
    await channel.send(chunk(0), { signal })
    const second = channel.send(chunk(1), { signal })
    await channel.send({ kind: 'conclude', value: {} }, { signal })
    await clock.turn(2 * HOLDING_MS - 1)
    assert.deepEqual(
      inner.sent.map(({ kind }) => kind),
      ['chunk', 'conclude', 'holding'],
    )
    await clock.turn(HOLDING_MS)
    await second
    const kinds = inner.sent.map(({ kind }) => kind)
    assert.equal(kinds.filter((kind) => kind === 'chunk').length, 2)
    assert.deepEqual(inner.sent[2], { kind: 'holding', value: { why: 'limit' } })
  })

  test('hands chunks on at the rate, and tells both sides that it holds', async () => {
    const { clock, channel, inner } = line({ down: SLOW })
    inner.fed.push(chunk(0), chunk(1), { kind: 'conclude', value: {} })
    assert.equal((await channel.receive({ signal }))?.kind, 'chunk')
    const holding = channel.receive({ signal })
    await clock.turn(HOLDING_MS)
    assert.deepEqual(await holding, { kind: 'holding', value: { why: 'limit' } })
    assert.deepEqual(inner.sent, [{ kind: 'holding', value: { why: 'limit' } }])
    const late = channel.receive({ signal })
    await clock.turn(HOLDING_MS + 1000)
    const got = await late
    assert.ok(got?.kind === 'chunk' && got.value.index === 1)
    assert.equal((await channel.receive({ signal }))?.kind, 'conclude')
  })

  test('what takes no room on the line does not wait', async () => {
    const { channel, inner } = line({ up: SLOW, down: SLOW })
    for (let index = 0; index < 50; index += 1) await channel.send(chunk(index, 0), { signal })
    inner.fed.push(...inner.sent.splice(0))
    for (let index = 0; index < 50; index += 1) await channel.receive({ signal })
    assert.equal(inner.fed.length, 0)
  })

  test('a wait ends with its signal, and a line that ends gives its place and buffer back', async () => {
    const { throttle, channel, inner } = line({ down: SLOW })
    inner.fed.push(chunk(0), chunk(1))
    await channel.receive({ signal })
    const over = new AbortController()
    const waiting = channel.receive({ signal: over.signal })
    over.abort(new Error('paused'))
    await assert.rejects(waiting, /paused/)
    channel.reset()
    assert.equal(inner.released.length, 1)
    assert.deepEqual(inner.ends, ['reset'])
    throttle.limit([])
    using turn = throttle.join('down', { id: TWO, friend: ALICE, bytes: 1 })
    assert.equal(await turn.come({ ms: 0, signal }), true)
  })
})
