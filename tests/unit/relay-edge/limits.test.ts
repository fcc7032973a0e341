import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MemoryBuckets } from '../../../relay/limits/data/memory-buckets.ts'
import { Admission } from '../../../relay/limits/domain/admission.ts'
import { addressKey } from '../../../relay/limits/entity/address-key.ts'
import { takeOne } from '../../../relay/limits/entity/rate.ts'
import { CALL_RATES, type RateName, RATES } from '../../../relay/limits/entity/rates.ts'
import type { DeviceId } from '../../../src/core/ids.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { NO_SHEDDING } from '../../support/no-shedding.ts'

test('no schedule of tries gets more than the burst and the rate', () => {
  const rate = fc.record({
    burst: fc.integer({ min: 1, max: 20 }),
    perMinute: fc.integer({ min: 1, max: 600 }),
  })
  fc.assert(
    fc.property(rate, fc.array(fc.nat(5_000), { maxLength: 300 }), (given, pauses) => {
      let [nowMs, fullAtMs, taken] = [0, 0, 0]
      for (const pauseMs of pauses) {
        nowMs += pauseMs
        const result = takeOne(fullAtMs, nowMs, given)
        if (result.kind === 'slow-down') {
          assert.ok(result.retryAfterMs >= 1)
          assert.equal(takeOne(fullAtMs, nowMs + result.retryAfterMs, given).kind, 'taken')
          continue
        }
        taken += 1
        fullAtMs = result.fullAtMs
      }
      assert.ok(taken <= given.burst + (nowMs * given.perMinute) / 60_000 + 0.1)
    }),
  )
})

test('buckets stay within their number, and a full one is what is forgotten first', async () => {
  const clock = new TurnedClock()
  const buckets = new MemoryBuckets({ clock }, { maxBuckets: 100 })
  const slow = { burst: 1, perMinute: 1 }
  const fast = { burst: 1, perMinute: 60_000 }
  await buckets.take('kept', slow)
  for (let key = 0; key < 99; key++) await buckets.take(`full ${key}`, fast)
  await clock.turn(10)
  for (let key = 0; key < 50; key++) await buckets.take(`new ${key}`, slow)
  assert.ok(buckets.size <= 100)
  assert.equal((await buckets.take('kept', slow)).kind, 'slow-down')
  for (let key = 0; key < 1_000; key++) await buckets.take(`flood ${key}`, slow)
  assert.ok(buckets.size <= 100)
})

test('an address is one bucket, an IPv6 network too', () => {
  const same = (...addresses: string[]) => new Set(addresses.map(addressKey)).size === 1
  assert.equal(addressKey('/ip4/203.0.113.7/tcp/4001'), '203.0.113.7')
  assert.ok(
    same('/ip4/203.0.113.7/tcp/1', '/ip4/203.0.113.7/tcp/2/ws', '/ip6/::ffff:203.0.113.7/tcp/1'),
  )
  assert.ok(
    same(
      '/ip6/2001:db8:1:2:a:b:c:d/tcp/1',
      '/ip6/2001:db8:1:2::1/tcp/1',
      '/ip6/2001:0DB8:1:2::9/tcp/1',
    ),
  )
  assert.ok(!same('/ip6/2001:db8:1:2::1/tcp/1', '/ip6/2001:db8:1:3::1/tcp/1'))
  assert.ok(!same('/ip6/2001:db8::1/tcp/1', '/ip6/2001:db8:0:1::1/tcp/1'))
  assert.ok(same('/ip6/::1/tcp/1', '/ip6/0:0:0:0:0:0:0:1/tcp/1'))
  assert.ok(same('/memory/7', '/dns4/x/tcp/1', ''))
})

test('every rate has a reason and a call that takes it', () => {
  const taken = new Set(Object.values(CALL_RATES).flat())
  for (const [name, { reason, burst, perMinute }] of Object.entries(RATES)) {
    assert.ok(reason.length > 20, name)
    assert.ok(burst >= 1 && perMinute >= 1, name)
    assert.ok(taken.has(name as never), name)
  }
})

test('who guesses at a name from one place shuts nobody out who is at another', async () => {
  const buckets = new MemoryBuckets({ clock: new TurnedClock() })
  const limited: RateName[] = []
  const meter = { limited: (rate: RateName) => void limited.push(rate) }
  const admission = new Admission(
    { buckets, ownBuckets: buckets, meter, shedding: NO_SHEDDING },
    { rates: RATES },
  )
  const login = (address: string, device: string) =>
    admission.admit(
      { address, device: device as DeviceId, account: undefined },
      'loginStart',
      'bob',
    )
  // A device of its own for each guess: keys cost nothing.
  const guesses = Array.from({ length: 100 }, (_each, n) => login('198.51.100.1', `guess ${n}`))
  const outcomes = await Promise.allSettled(guesses)
  const taken = outcomes.filter(({ status }) => status === 'fulfilled').length
  assert.equal(taken, RATES.loginPerNameFromAddress.burst)
  const others = Array.from({ length: 100 - taken }, () => 'loginPerNameFromAddress')
  assert.deepEqual(limited, others)
  await login('198.51.100.2', 'bob')
})
