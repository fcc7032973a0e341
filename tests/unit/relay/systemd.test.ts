import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keepAlive, tellSystemd } from '../../../relay/systemd.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

// That systemd understands it: e2e/relay-systemd.
const NOBODY = { PATH: '/nowhere' }
const DEAF = { ...NOBODY, NOTIFY_SOCKET: '/nowhere/notify', WATCHDOG_USEC: '60000000' }

test('where no systemd asks, nothing is run', async () => {
  const log = new RecordedLog()
  const { signal } = new AbortController()
  await tellSystemd({ log, env: NOBODY }, 'READY=1')
  await keepAlive({ log, env: NOBODY, clock: new TurnedClock() }, { signal })
  assert.deepEqual(log.entries, [])
})

test('what cannot be told is logged, and the relay goes on', async () => {
  const log = new RecordedLog()
  await tellSystemd({ log, env: DEAF }, 'READY=1')
  assert.deepEqual(
    log.entries.map(({ level, message, fields }) => [level, message, fields['words']]),
    [['warn', 'systemd was not told', 'READY=1']],
  )
})

test('the watchdog hears of it twice as often as it wants, until the signal', async () => {
  const log = new RecordedLog()
  const clock = new TurnedClock()
  const end = new AbortController()
  const alive = keepAlive({ log, env: DEAF, clock }, { signal: end.signal })
  for (const beats of [1, 2, 3]) {
    await clock.untilSleeping(1)
    await clock.turn(30_000)
    await log.until('systemd was not told', beats - 1)
  }
  end.abort(new Error('stopping'))
  await assert.rejects(alive, /stopping/)
  assert.equal(log.entries.length, 3)
})
