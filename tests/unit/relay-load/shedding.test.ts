import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProcessLoad } from '../../../relay/load/data/process-load.ts'
import { Load } from '../../../relay/load/domain/load.ts'
import {
  type LoadFacts,
  nextShed,
  pressureOf,
  shareShed,
  SUSTAINED_LOOKS,
  sustained,
} from '../../../relay/load/entity/shedding.ts'
import { SHED_CALLS, type Sheddable } from '../../../relay/load/entity/shed-order.ts'
import { LATE_TRANSACTION_MS, LOOK_MS, SHED_RETRY_MS } from '../../../relay/load/limits.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const LIMITS = { lagMs: 200, lateTransactions: 50, freeMemoryBytes: 1_000 }
const QUIET: LoadFacts = { lagMs: 0, lateTransactions: 0, freeMemoryBytes: 1e9 }

const PRESSURES: readonly (readonly [why: string, facts: Partial<LoadFacts>, pressure: number])[] =
  [
    ['nothing to do', {}, 1_000 / 1e9],
    ['half the lag', { lagMs: 100 }, 0.5],
    ['the lag', { lagMs: 200 }, 1],
    ['seconds of lag', { lagMs: 2_000 }, 10],
    ['some late transactions', { lateTransactions: 25 }, 0.5],
    ['a queue at the database', { lateTransactions: 150 }, 3],
    ['memory just enough', { freeMemoryBytes: 2_000 }, 0.5],
    ['memory short', { freeMemoryBytes: 500 }, 2],
    ['no memory at all', { freeMemoryBytes: 0 }, 1_000],
    ['the worst of them counts', { lagMs: 100, lateTransactions: 60, freeMemoryBytes: 1_000 }, 1.2],
  ]

for (const [why, facts, pressure] of PRESSURES) {
  test(`pressure is ${pressure.toPrecision(2)} with: ${why}`, () => {
    assert.equal(pressureOf({ ...QUIET, ...facts }, LIMITS), pressure)
  })
}

test('memory is not looked at when its limit is 0', () => {
  assert.equal(pressureOf({ ...QUIET, freeMemoryBytes: 0 }, { ...LIMITS, freeMemoryBytes: 0 }), 0)
})

test('what lasts for three looks counts, and a pause of one or two does not', () => {
  assert.deepEqual(
    [[], [9], [9, 9], [9, 0, 9], [9, 9, 0], [9, 4, 5]].map((newest) => sustained(newest)),
    [0, 0, 0, 0, 0, 4],
  )
})

const STEPS: readonly (readonly [before: number, pressure: number, after: number])[] = [
  [0, 0, 0],
  [0, 0.99, 0],
  [0, 1, 0.25],
  [0, 3, 0.75],
  [0, 1_000, 1],
  [1.9, 1_000, 2],
  [2, 1, 2],
  // Hysteresis: on the brink nothing changes, in either direction.
  [0.7, 0.99, 0.7],
  [0.7, 0.5, 0.7],
  [0.7, 0.49, 0.68],
  [0.01, 0, 0],
]

for (const [before, pressure, after] of STEPS) {
  test(`after a look with pressure ${pressure}, ${before} becomes ${after}`, () => {
    assert.equal(nextShed(before, pressure), after)
  })
}

test('what goes first is shed whole before anything that goes last', () => {
  const shares = [0, 0.5, 1, 1.5, 2].map((shed) => [
    shareShed(shed, 'first'),
    shareShed(shed, 'last'),
  ])
  assert.deepEqual(shares, [
    [0, 0],
    [0.5, 0],
    [1, 0],
    [1, 0.5],
    [1, 1],
  ])
})

test('what is acknowledged, finished, kept alive or ended is never turned away', () => {
  const never = Object.entries(SHED_CALLS).filter(([, kind]) => kind === 'never')
  const calls = never.map(([call]) => call)
  for (const call of ['sendMessage', 'ping', 'acknowledgeEvents', 'markReceipt', 'leave']) {
    assert.ok(calls.includes(call), call)
  }
  for (const call of ['registerFinish', 'loginFinish', 'logout', 'revokeDevice', 'blockAccount']) {
    assert.ok(calls.includes(call), call)
  }
})

function rig(facts: { now: LoadFacts }, fraction = () => 0.5) {
  const log = new RecordedLog()
  const clock = new TurnedClock()
  const counted: Sheddable[] = []
  const load = new Load(
    {
      source: { look: () => facts.now },
      meter: { shed: (what) => void counted.push(what) },
      random: { bytes: (count) => new Uint8Array(count), fraction },
      ...{ clock, log },
    },
    LIMITS,
  )
  return { load, log, clock, counted }
}

test('under pressure it turns away in order, and takes in again when that is over, slowly', async () => {
  const facts = { now: QUIET }
  const { load, log, clock, counted } = rig(facts)
  const stop = new AbortController()
  const running = load.run({ signal: stop.signal }).catch(() => undefined)
  assert.equal(load.turnsAway('loginStart'), false)
  facts.now = { ...QUIET, lagMs: 400 }
  // The pressure must last: the first looks change nothing.
  for (let look = 1; look < SUSTAINED_LOOKS; look++) await clock.turn(LOOK_MS)
  assert.equal(load.shed, 0)
  for (let look = 0; look < 2; look++) await clock.turn(LOOK_MS)
  assert.equal(load.shed, 1)
  assert.deepEqual(
    (['loginStart', 'history', 'spoolLine', 'attach', 'connection', 'ping'] as const).map((what) =>
      load.turnsAway(what),
    ),
    [true, true, true, false, false, false],
  )
  assert.equal(load.isOverloaded, false)
  for (let look = 0; look < 2; look++) await clock.turn(LOOK_MS)
  assert.ok(load.isOverloaded && load.turnsAway('attach') && load.turnsAway('connection'))
  assert.equal(load.turnsAway('sendMessage'), false)
  facts.now = QUIET
  for (let look = 0; look < 50; look++) await clock.turn(LOOK_MS)
  assert.deepEqual([load.shed, load.isOverloaded, load.turnsAway('attach')], [1, false, false])
  for (let look = 0; look < 50; look++) await clock.turn(LOOK_MS)
  assert.deepEqual([load.shed, load.turnsAway('loginStart')], [0, false])
  assert.deepEqual(counted, ['loginStart', 'history', 'spoolLine', 'attach', 'connection'])
  assert.deepEqual(
    log.entries.map(({ message }) => message),
    ['too much to do: shedding began', 'shedding ended'],
  )
  assert.equal(log.entries[1]?.fields['turnedAway'], 5)
  stop.abort()
  await running
})

test('a share of them is turned away by chance, and told times that are spread', () => {
  let at = 0
  const { load } = rig({ now: { ...QUIET, lagMs: 200 } }, () => (at++ % 100) / 100)
  for (let look = 0; look < SUSTAINED_LOOKS + 1; look++) load.look()
  const outcomes = Array.from({ length: 1_000 }, () => load.turnsAway('history'))
  assert.equal(outcomes.filter(Boolean).length, 500)
  const times = Array.from({ length: 100 }, () => load.retryAfterMs())
  assert.deepEqual(
    [Math.min(...times), Math.max(...times) < 1.5 * SHED_RETRY_MS, new Set(times).size],
    [SHED_RETRY_MS / 2, true, 100],
  )
})

test('a process that is blocked sees how long, and one that is not sees little', async () => {
  const asked: number[] = []
  const database = { unfinished: (ms: number) => asked.push(ms) }
  using source = new ProcessLoad({ database })
  await new Promise((resolve) => setTimeout(resolve, 120))
  source.look()
  const beganMs = performance.now()
  while (performance.now() - beganMs < 300);
  const { lagMs, lateTransactions, freeMemoryBytes } = source.look()
  assert.ok(lagMs >= 200, `${lagMs} ms`)
  assert.equal(lateTransactions, 2)
  assert.deepEqual(asked, [LATE_TRANSACTION_MS, LATE_TRANSACTION_MS])
  assert.ok(freeMemoryBytes > 0 && freeMemoryBytes < Number.MAX_SAFE_INTEGER)
})
