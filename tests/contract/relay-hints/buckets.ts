import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RateBuckets } from '../../../relay/limits/ports.ts'
import type { HintFactory } from './hints.ts'

/** Three at once, then one a minute: so slow that the time which a test itself takes does not count. */
const RATE = { burst: 3, perMinute: 1 }
const ONE_MS = 60_000

/** What every store of rate buckets must do. */
export function rateBucketsContract(name: string, make: HintFactory<RateBuckets>): void {
  test(`${name}: gives the burst, then says how long to wait, and keeps to it`, async () => {
    await using held = await make()
    for (let taken = 0; taken < RATE.burst; taken++) assert.equal(await take(held.hint), 0)
    const waitMs = await take(held.hint)
    assert.ok(waitMs > ONE_MS * 0.9 && waitMs <= ONE_MS, String(waitMs))
    await held.pass(waitMs)
    assert.equal(await take(held.hint), 0)
    assert.ok((await take(held.hint)) > 0)
  })

  test(`${name}: a refused try costs nothing`, async () => {
    await using held = await make()
    for (let taken = 0; taken < RATE.burst; taken++) await take(held.hint)
    for (let tries = 0; tries < 50; tries++) assert.ok((await take(held.hint)) <= ONE_MS)
    await held.pass(ONE_MS)
    assert.equal(await take(held.hint), 0)
  })

  test(`${name}: a rest fills the bucket, and no more than that`, async () => {
    await using held = await make()
    for (let taken = 0; taken < RATE.burst; taken++) await take(held.hint)
    await held.pass(ONE_MS * 60)
    for (let taken = 0; taken < RATE.burst; taken++) assert.equal(await take(held.hint), 0)
    assert.ok((await take(held.hint)) > 0)
  })

  test(`${name}: buckets do not know each other`, async () => {
    await using held = await make()
    for (let taken = 0; taken < RATE.burst; taken++) await take(held.hint, 'one')
    assert.ok((await take(held.hint, 'one')) > 0)
    assert.equal(await take(held.hint, 'other'), 0)
  })

  test(`${name}: of many tries at once only the burst succeeds`, async () => {
    await using held = await make()
    const waits = await Promise.all(Array.from({ length: 20 }, () => take(held.hint)))
    assert.equal(waits.filter((ms) => ms === 0).length, RATE.burst)
  })
}

/** Milliseconds to wait; 0: taken. */
async function take(buckets: RateBuckets, key = 'key'): Promise<number> {
  const result = await buckets.take(key, RATE)
  return result.kind === 'taken' ? 0 : result.retryAfterMs
}
