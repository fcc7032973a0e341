import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Check, Readiness } from '../../../relay/metrics/domain/readiness.ts'
import { CHECK_MS, READINESS_FRESH_MS } from '../../../relay/metrics/limits.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

function readinessOf(...checks: readonly Check[]) {
  const clock = new TurnedClock()
  return { clock, readiness: new Readiness({ checks, clock, log: new RecordedLog() }) }
}

const fine = async () => undefined

test('a relay is ready when everything vital is well, and tells of the rest', async () => {
  const { readiness } = readinessOf(
    { name: 'database', isVital: true, look: fine },
    { name: 'spool', isVital: false, look: async () => 'too little free disk' },
  )
  assert.deepEqual(await readiness.verdict(), {
    isReady: true,
    checks: [
      { name: 'database', ok: true, why: undefined },
      { name: 'spool', ok: false, why: 'too little free disk' },
    ],
  })
})

test('it is not when something vital says no, or throws', async () => {
  for (const look of [async () => 'draining', () => Promise.reject(new Error('secret of ours'))]) {
    const { readiness } = readinessOf({ name: 'serving', isVital: true, look })
    const verdict = await readiness.verdict()
    assert.equal(verdict.isReady, false)
    assert.ok(!JSON.stringify(verdict).includes('secret'), 'no error text leaves the process')
  }
})

test('a check that hangs is a no after its time, and is told to end', async () => {
  let ended = false
  const look: Check['look'] = ({ signal }) =>
    new Promise(() => signal.addEventListener('abort', () => (ended = true)))
  const { clock, readiness } = readinessOf({ name: 'database', isVital: true, look })
  const verdict = readiness.verdict()
  await clock.turn(CHECK_MS)
  assert.equal((await verdict).isReady, false)
  assert.ok(ended)
})

test('many who ask at once cost one look, and an answer stands for a second', async () => {
  let looks = 0
  const look = async () => {
    looks += 1
    return undefined
  }
  const { clock, readiness } = readinessOf({ name: 'database', isVital: true, look })
  await Promise.all(Array.from({ length: 20 }, () => readiness.verdict()))
  assert.equal(looks, 1)
  await clock.turn(READINESS_FRESH_MS)
  await readiness.verdict()
  assert.equal(looks, 2)
})
