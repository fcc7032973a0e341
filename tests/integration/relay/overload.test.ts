import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { SHED_RETRY_MS } from '../../../relay/load/limits.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { NetError } from '../../../src/net/errors.ts'
import { HomeClient } from '../../support/home-client.ts'
import {
  flood,
  latencies,
  type OverloadRig,
  overloadRig,
  readMetric,
} from '../../support/overload-rig.ts'

/** As tests have it: never under pressure, whatever happens. */
const WITHOUT: readonly string[] = []
const WITH = ['--overload-lag-ms', '40']
/** What a person waits for a message at the worst; a relay with the lag above is meant to keep far below. Milliseconds. */
const BOUND_MS = 2_000
/** Shedding falls by a fiftieth of its range each quarter of a second; the rest is for a busy machine. */
const RECOVERY_MS = 90_000

async function underFlood(rig: OverloadRig) {
  await using crowd = flood(rig)
  // What is measured is the relay in the flood, not its beginning.
  while (crowd.answered() + crowd.refused.length < 2 * rig.strangers.length) await sleep(50)
  const all = await latencies(rig, 60)
  return { p50: all[30] ?? 0, p99: all.at(-1) ?? 0, refused: [...crowd.refused] }
}

test('a flood of logins is shed, so that messages and pings of those who are there stay quick', async () => {
  await using calm = await overloadRig(WITHOUT)
  const without = await underFlood(calm)
  assert.deepEqual(without.refused, [])
  await calm[Symbol.asyncDispose]()

  await using rig = await overloadRig(WITH)
  const shed = await underFlood(rig)
  const told = JSON.stringify({ without: without.p50, with: shed.p50, p99: shed.p99 })
  assert.ok(shed.p99 < BOUND_MS, told)
  assert.ok(shed.p50 < without.p50, told)
  assert.ok(shed.refused.length > 0)
  for (const { code, limit, retryAfterMs } of shed.refused) {
    assert.deepEqual([code, limit], ['unavailable', 'overload'])
    assert.ok(retryAfterMs >= SHED_RETRY_MS / 2 && retryAfterMs <= 1.5 * SHED_RETRY_MS)
  }
  assert.ok(new Set(shed.refused.map(({ retryAfterMs }) => retryAfterMs)).size > 10)
  const turnedAway = await readMetric(rig.relay, 'homing_turned_away_total{what="loginStart"}')
  assert.ok((turnedAway ?? 0) >= shed.refused.length)

  // When it is over, who waits as long as they are told gets in, and nothing is shed.
  await recovered(rig)
  const { headSeq } = (await rig.alice.ask('friends', { after: '', limit: 1 })).friends[0] ?? {}
  assert.equal(headSeq, 45, 'every message that was answered is stored')
})

/** While it is at its worst nobody new is let in at all, so carol knocks until she is. */
async function recovered(rig: OverloadRig): Promise<void> {
  const untilMs = performance.now() + RECOVERY_MS
  for (let isIn = false; !isIn; ) {
    assert.ok(performance.now() < untilMs, 'nobody is let in')
    isIn = await getsIn(rig)
  }
  while ((await readMetric(rig.relay, 'homing_shed')) !== 0) {
    assert.ok(performance.now() < untilMs, 'shedding does not end')
    await sleep(500)
  }
}

async function getsIn(rig: OverloadRig): Promise<boolean> {
  try {
    await using carol = await HomeClient.connect(rig.home)
    await carol.register('carol')
    return true
  } catch (err) {
    const isRefused = err instanceof HomeRefusal && err.limit === 'overload'
    if (!isRefused && !(err instanceof NetError)) throw err
    await sleep(isRefused ? err.retryAfterMs : 500)
    return false
  }
}
