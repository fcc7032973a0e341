import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MeteredSql, SLOW_TRANSACTION_MS } from '../../../relay/data/metered-sql.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { StoreError } from '../../../relay/data/store-error.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

/** A store whose transactions wait and work as long as they are told to, on a turned clock. */
function rig({ waitMs = 0, failure }: { waitMs?: number; failure?: Error } = {}) {
  const clock = new TurnedClock()
  const log = new RecordedLog()
  const counted: unknown[] = []
  const run: Sql['read'] = async (work) => {
    await clock.turn(waitMs)
    const value = await work(undefined as never)
    if (failure !== undefined) throw failure
    return value
  }
  const sql: Sql = {
    gather: { most: 1, maxBytes: 0, abreast: 1 },
    replicas: { all: 0, away: 0 },
    ...{ read: run, transact: run },
    [Symbol.asyncDispose]: async () => undefined,
  }
  const meter = {
    transacted: (...facts: unknown[]) => void counted.push(facts),
    transactionFailed: (...facts: unknown[]) => void counted.push(facts),
    slowStatement: () => void counted.push('slow statement'),
  }
  return {
    clock,
    log,
    counted,
    metered: new MeteredSql({ sql, meter, clock, log }, { statementMs: 200 }),
  }
}

test('each transaction is counted with its kind and its time, and gives what it gave', async () => {
  const { metered, counted, log } = rig({ waitMs: 20 })
  assert.equal(await metered.read(async () => 'read'), 'read')
  assert.equal(await metered.transact(async () => 'written'), 'written')
  assert.deepEqual(counted, [
    ['read', 20],
    ['write', 20],
  ])
  assert.deepEqual(log.entries, [])
})

test('a slow one is told with how long it waited, and without what was in it', async () => {
  const { metered, clock, log } = rig({ waitMs: 100 })
  await metered.transact(() => clock.turn(SLOW_TRANSACTION_MS - 100))
  const [line, ...others] = log.entries
  assert.deepEqual(others, [])
  assert.deepEqual(line?.fields, {
    kind: 'write',
    ms: SLOW_TRANSACTION_MS,
    waitedMs: 100,
    runs: 1,
  })
})

test('what the store could not do is counted by its code; a refusal of the work is not', async () => {
  const full = rig({ failure: new StoreError('disk-full', 'full') })
  await assert.rejects(
    full.metered.transact(async () => 1),
    { code: 'disk-full' },
  )
  assert.deepEqual(full.counted[0], ['write', 'disk-full'])
  const refused = rig({ failure: new RangeError('no') })
  await assert.rejects(
    refused.metered.read(async () => 1),
    RangeError,
  )
  assert.equal(refused.counted.length, 1)
})
