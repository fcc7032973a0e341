import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Bell } from '../../../node/transfer/domain/bell.ts'
import { RateMeter } from '../../../node/transfer/domain/rate-meter.ts'
import { pathOf } from '../../../node/transfer/entity/path-of.ts'
import { RATE_WINDOW_MS } from '../../../node/transfer/limits.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

describe('the path', () => {
  const LAN = [
    '/ip4/127.0.0.1/tcp/4001',
    '/ip4/10.1.2.3/tcp/4001/ws',
    '/ip4/172.16.0.1/tcp/1',
    '/ip4/172.31.255.255/tcp/1',
    '/ip4/192.168.1.7/tcp/1',
    '/ip4/169.254.1.1/tcp/1',
    '/ip4/100.64.0.1/tcp/1',
    '/ip4/100.127.0.1/tcp/1',
    '/ip6/::1/tcp/1',
    '/ip6/fd00::2/tcp/1',
    '/ip6/FE80::1/tcp/1',
    '/ip6/::ffff:192.168.1.7/tcp/1',
    '/ip4/192.0.2.2/tcp/1',
    '/ip4/203.0.113.1/tcp/1',
    '/ip4/198.19.0.1/tcp/1',
  ]
  const DIRECT = [
    '/ip4/8.8.8.8/tcp/1',
    '/ip4/172.32.0.1/tcp/1',
    '/ip4/100.128.0.1/tcp/1',
    '/ip4/110.0.0.1/tcp/1',
    '/ip4/198.20.0.1/tcp/1',
    '/ip6/2001:db8::1/tcp/1',
    '/ip6/::ffff:8.8.8.8/tcp/1',
    undefined,
  ]
  for (const address of LAN) {
    test(`${address} is on the lan`, () => assert.equal(pathOf(address), 'lan'))
  }
  for (const address of DIRECT) {
    test(`${address} is direct`, () => assert.equal(pathOf(address), 'direct'))
  }
})

describe('the rate', () => {
  test('is that of the last seconds, whatever came before', () => {
    const meter = new RateMeter({ atMs: 0, bytes: 0 })
    for (let atMs = 1; atMs <= 20_000; atMs += 1) meter.add({ atMs, bytes: atMs * 10 })
    for (let atMs = 20_001; atMs <= 30_000; atMs += 1) {
      meter.add({ atMs, bytes: 200_000 + (atMs - 20_000) * 1000 })
    }
    const { bytesPerSecond, etaMs } = meter.pace(30_000, 5_000_000)
    assert.ok(Math.abs(bytesPerSecond - 1_000_000) < 30_000, `${bytesPerSecond}`)
    assert.ok(Math.abs((etaMs ?? 0) - 5000) < 200, `${etaMs}`)
  })

  test('falls while nothing comes, and promises no end then', () => {
    const meter = new RateMeter({ atMs: 0, bytes: 0 })
    meter.add({ atMs: 1000, bytes: 1000 })
    assert.equal(meter.pace(1000, 2000).bytesPerSecond, 1000)
    assert.equal(meter.pace(10_000, 2000).bytesPerSecond, 100)
    const stalled = new RateMeter({ atMs: 0, bytes: 5 })
    assert.deepEqual(stalled.pace(RATE_WINDOW_MS, 10), { bytesPerSecond: 0, etaMs: undefined })
  })
})

describe('the bell', () => {
  const { signal } = new AbortController()
  test('wakes who waits, and once who comes later', async () => {
    const clock = new TurnedClock()
    const bell = new Bell()
    const waiting = bell.wait({ clock, signal })
    bell.ring()
    assert.equal(await waiting, 'rung')
    bell.ring()
    bell.ring()
    assert.equal(await bell.wait({ clock, ms: 5, signal }), 'rung')
    const next = bell.wait({ clock, ms: 5, signal })
    await clock.turn(5)
    assert.equal(await next, 'time')
    assert.equal(clock.sleeping, 0)
  })

  test('leaves no timer behind, and ends with the signal', async () => {
    const clock = new TurnedClock()
    const bell = new Bell()
    const end = new AbortController()
    for (const ms of [undefined, 1000]) {
      const limits = ms === undefined ? {} : { ms }
      const waiting = bell.wait({ clock, ...limits, signal: end.signal })
      end.abort(new Error('over'))
      await assert.rejects(waiting, /over/)
    }
    const waiting = bell.wait({ clock, ms: 1000, signal })
    bell.ring()
    await waiting
    assert.equal(clock.sleeping, 0)
  })
})
