import assert from 'node:assert/strict'
import { test } from 'node:test'
import { positionsOf } from '../../../relay/data/mysql-position.ts'

const facts = (given: Record<string, string>) => new Map(Object.entries(given))

test('a primary without replicas is named, with what to do', () => {
  const cases: readonly [Record<string, string>, RegExp][] = [
    [{ version: '10.11.18-MariaDB', log_bin: 'OFF' }, /writes no binary log.*set log_bin/],
    [{ version: '8.4.6', log_bin: 'ON', gtid_mode: 'OFF' }, /gtid_mode is OFF: set it to ON/],
    [
      { version: '10.11.18-MariaDB', log_bin: 'ON', wsrep_on: 'ON' },
      /node of a Galera cluster.*take database\.replicas out/,
    ],
  ]
  for (const [given, message] of cases) {
    assert.throws(() => positionsOf(facts(given)), { code: 'unsuitable', message })
  }
  positionsOf(facts({ version: '10.11.18-MariaDB', log_bin: 'ON' }))
})

test('MySQL is asked in its own words', async () => {
  const { now, isReached } = positionsOf(
    facts({ version: '8.4.6', log_bin: 'ON', gtid_mode: 'ON' }),
  )
  const said: unknown[] = []
  const answering = (row: object) => ({
    run: (sql: string, parameters?: readonly unknown[]) => {
      said.push([sql, parameters])
      return { rows: [row], changes: 0 }
    },
  })
  assert.equal(await now(answering({ position: 'a:1-7' })), 'a:1-7')
  assert.equal(await isReached(answering({ missed: 0 }), 'a:1-7', 100), true)
  assert.equal(await isReached(answering({ missed: 1 }), 'a:1-7', 100), false)
  assert.deepEqual(said.slice(0, 2), [
    ['select @@global.gtid_executed as position', undefined],
    ['select wait_for_executed_gtid_set(?, ?) as missed', ['a:1-7', 0.1]],
  ])
})
