import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ClockWatch } from '../../../relay/clock/domain/clock-watch.ts'
import { CLOCK_DRIFT_MS, CLOCK_JUMP_MS, CLOCK_LOOK_MS } from '../../../relay/clock/limits.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

const HOUR_MS = 3600_000

function rig(shared?: { nowMs: () => Promise<number> }) {
  const clock = new TurnedClock()
  const log = new RecordedLog()
  const jumps: string[] = []
  const meter = { clockJumped: (direction: string) => void jumps.push(direction) }
  const watch = new ClockWatch({ clock, shared, meter, log })
  const told = () => log.entries.map(({ message, fields }) => [message.split(':')[0], fields])
  return { clock, log, jumps, watch, told }
}

test('a clock that jumps is told and counted, by how much; time that passes, and what a time server mends, is not', async () => {
  const { clock, jumps, watch, told } = rig()
  await watch.look()
  for (const byMs of [0, CLOCK_JUMP_MS - 1, HOUR_MS, -HOUR_MS, -CLOCK_JUMP_MS]) {
    await clock.turn(CLOCK_LOOK_MS)
    clock.setWall(clock.nowMs() + byMs)
    await watch.look()
  }
  assert.deepEqual(jumps, ['forward', 'back', 'back'])
  assert.deepEqual(told(), [
    ['clock jumped', { ms: HOUR_MS }],
    ['clock jumped', { ms: -HOUR_MS }],
    ['clock jumped', { ms: -CLOCK_JUMP_MS }],
  ])
  assert.equal(watch.aheadMs, 0, 'alone there is no other clock')
})

test('it goes on looking until it is told to stop', async () => {
  const { clock, jumps, watch } = rig()
  const end = new AbortController()
  const running = watch.run({ signal: end.signal })
  await clock.untilSleeping(1)
  clock.setWall(clock.nowMs() + HOUR_MS)
  await clock.turn(CLOCK_LOOK_MS)
  assert.deepEqual(jumps, ['forward'])
  end.abort(new Error('stopped'))
  await assert.rejects(running, /stopped/)
})

test('clocks that are apart are told once, and again when they agree; a database that does not answer changes nothing', async () => {
  let aheadMs = 0
  let isAway = false
  const { clock, watch, told } = rig({
    nowMs: async () => {
      if (isAway) throw new Error('away')
      return clock.nowMs() - aheadMs
    },
  })
  for (aheadMs of [CLOCK_DRIFT_MS, -HOUR_MS, -HOUR_MS - 1]) await watch.look()
  isAway = true
  await watch.look()
  assert.equal(watch.aheadMs, -HOUR_MS - 1)
  isAway = false
  aheadMs = 0
  await watch.look()
  assert.deepEqual(told(), [
    ['clocks are apart', { aheadMs: -HOUR_MS }],
    ['the clock of the database could not be asked', { err: new Error('away') }],
    ['clocks agree again', { aheadMs: 0 }],
  ])
})
