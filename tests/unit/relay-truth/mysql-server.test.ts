import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkFacts, checkWritable, warnOf } from '../../../relay/data/mysql-server.ts'
import { RecordedLog } from '../../support/recorded-log.ts'

const GOOD = {
  version: '10.11.18-MariaDB-0+deb12u1',
  read_only: 'OFF',
  innodb_flush_log_at_trx_commit: '1',
  max_allowed_packet: '16777216',
  log_bin: 'OFF',
  binlog_format: 'MIXED',
  wsrep_on: 'OFF',
  autocommit: 'OFF',
  sql_mode: 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
  character_set_client: 'utf8mb4',
  collation_connection: 'utf8mb4_bin',
  tx_isolation: 'READ-COMMITTED',
}

const factsWith = (changes: Record<string, string>) =>
  new Map(Object.entries({ ...GOOD, ...changes }))
const check = (changes: Record<string, string>) =>
  checkFacts(factsWith(changes), { isolation: 'read committed', autocommit: false })

test('servers that are new enough are taken', () => {
  for (const version of ['10.6.0-MariaDB', '11.8.2-MariaDB', '8.0.11', '8.4.6', '9.1.0']) {
    check({ version })
  }
  check({ log_bin: 'ON', binlog_format: 'ROW', max_allowed_packet: '1048576' })
  // As newer servers call it.
  check({ transaction_isolation: 'READ-COMMITTED' })
})

test('a server that would break a promise is named, with what to do', () => {
  const cases: readonly [Record<string, string>, RegExp][] = [
    [{ version: '5.7.44-log' }, /it is MySQL 5\.7\.44-log; MySQL 8\.0 or newer is needed/],
    [{ version: '10.5.29-MariaDB' }, /it is MariaDB 10\.5\.29-MariaDB; MariaDB 10\.6 or newer/],
    [{ version: 'nonsense' }, /it is MySQL nonsense/],
    [{ sql_mode: 'ANSI' }, /sql_mode is ANSI although .* was asked for/],
    [{ character_set_client: 'latin1' }, /character_set_client is latin1 although utf8mb4/],
    [{ collation_connection: 'utf8mb4_general_ci' }, /collation_connection is utf8mb4_general_ci/],
    [{ tx_isolation: 'SERIALIZABLE' }, /tx_isolation is SERIALIZABLE although READ-COMMITTED/],
    [{ autocommit: 'ON' }, /autocommit is ON although OFF/],
    [{ max_allowed_packet: '1048575' }, /max_allowed_packet is 1048575; set it to 1048576/],
    [{ log_bin: 'ON', binlog_format: 'STATEMENT' }, /binlog_format is STATEMENT; set it to ROW/],
  ]
  for (const [changes, message] of cases) {
    assert.throws(() => check(changes), { name: 'StoreError', code: 'unsuitable', message })
  }
  assert.throws(() => checkWritable(factsWith({ read_only: 'ON' })), { code: 'read-only' })
  checkWritable(factsWith({}))
})

test('a server that does not wait for its disk is logged, unless others hold the same', () => {
  const log = new RecordedLog()
  warnOf(factsWith({}), log)
  warnOf(factsWith({ innodb_flush_log_at_trx_commit: '0', wsrep_on: 'ON' }), log)
  assert.deepEqual(log.entries, [])
  warnOf(factsWith({ innodb_flush_log_at_trx_commit: '2' }), log)
  assert.deepEqual(
    log.entries.map(({ level }) => level),
    ['warn'],
  )
})
