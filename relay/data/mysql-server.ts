import type { Logger } from '../../src/core/logger.ts'
import type { Engine } from './engine-driver.ts'
import { StoreError } from './store-error.ts'

/** What a server is and how it is set, for one session. */
export type ServerFacts = ReadonlyMap<string, string>
export type SessionTerms = Readonly<{
  isolation: 'read committed' | 'repeatable read'
  /** Off: a transaction begins with its first statement, without a round trip for that, and ends by `commit` or `rollback`. */
  autocommit: boolean
  /** Every transaction of it. */
  readOnly?: boolean
}>

/** Waiting for a lock of another transaction, seconds; then the whole transaction begins again. */
const LOCK_WAIT_S = 3
/** The largest statement carries a set of chunks (MAX_SET_BYTES), others far less. */
const MIN_PACKET_BYTES = 1024 * 1024
/** With them a DDL statement happens whole or not at all, and locks are as documented. */
const OLDEST = { MySQL: [8, 0], MariaDB: [10, 6] } as const

const ASKED = [
  ...['version', 'read_only', 'innodb_flush_log_at_trx_commit', 'max_allowed_packet'],
  ...['log_bin', 'binlog_format', 'gtid_mode', 'wsrep_on'],
  ...['autocommit', 'sql_mode', 'character_set_client', 'collation_connection'],
  ...['transaction_isolation', 'tx_isolation'],
]

/**
 * Whatever the server's defaults are, ours in this session. Then it is asked whether it is so: what stands between may have its own mind.
 * @throws StoreError unsuitable.
 */
export async function prepareSession(engine: Engine, terms: SessionTerms): Promise<ServerFacts> {
  await engine.run('set names utf8mb4 collate utf8mb4_bin')
  const access = terms.readOnly === true ? 'read only' : 'read write'
  await engine.run(`set session transaction isolation level ${terms.isolation}, ${access}`)
  await engine.run(
    `set session autocommit = ${terms.autocommit ? 1 : 0}, innodb_lock_wait_timeout = ${LOCK_WAIT_S},
      sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'`,
  )
  const facts = await factsOf(engine)
  checkFacts(facts, terms)
  // In a cluster another node may have answered before this one knows of it: whatever a transaction begins with waits for that.
  if (isClustered(facts)) await engine.run('set session wsrep_sync_wait = 7')
  return facts
}

async function factsOf(engine: Engine): Promise<ServerFacts> {
  const names = ASKED.map((name) => `'${name}'`).join(', ')
  const { rows } = await engine.run(`show session variables where variable_name in (${names})`)
  const variables = rows as readonly { Variable_name: string; Value: string }[]
  return new Map(variables.map((row) => [row.Variable_name.toLowerCase(), row.Value]))
}

/** @throws StoreError unsuitable, with what to do. */
export function checkFacts(facts: ServerFacts, terms: SessionTerms): void {
  const problem = versionProblem(facts) ?? settingProblem(facts, terms)
  if (problem !== undefined) throw new StoreError('unsuitable', problem)
}

/** Of the primary. @throws StoreError read-only. */
export function checkWritable(facts: ServerFacts): void {
  if (facts.get('read_only') !== 'ON') return
  throw new StoreError('read-only', 'it is set read_only: a replica, or one that is being replaced')
}

/** Where what was answered may be lost, the log says so. */
export function warnOf(facts: ServerFacts, log: Logger): void {
  if (riskOf(facts) === undefined) return
  const flush = facts.get('innodb_flush_log_at_trx_commit')
  log.warn({ innodb_flush_log_at_trx_commit: flush }, 'database may lose messages at a power cut')
}

/** The setting with which a power cut may take what was answered. */
export function riskOf(facts: ServerFacts): string | undefined {
  const flush = facts.get('innodb_flush_log_at_trx_commit')
  if (flush === '1' || isClustered(facts)) return undefined
  return `innodb_flush_log_at_trx_commit = ${flush}`
}

export function productOf(facts: ServerFacts): string {
  const version = facts.get('version') ?? 'unknown'
  return /mariadb/i.test(version) ? `MariaDB ${version}` : `MySQL ${version}`
}

function isClustered(facts: ServerFacts): boolean {
  return facts.get('wsrep_on') === 'ON'
}

function versionProblem(facts: ServerFacts): string | undefined {
  const version = facts.get('version') ?? ''
  const product = productOf(facts).startsWith('MariaDB') ? 'MariaDB' : 'MySQL'
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? []
  const [oldestMajor, oldestMinor] = OLDEST[product]
  const isOld = Number(major) < oldestMajor
  if (!isOld && (Number(major) > oldestMajor || Number(minor) >= oldestMinor)) return undefined
  return `it is ${product} ${version}; ${product} ${oldestMajor}.${oldestMinor} or newer is needed`
}

function settingProblem(facts: ServerFacts, terms: SessionTerms): string | undefined {
  const wanted: Readonly<Record<string, string>> = {
    autocommit: terms.autocommit ? 'ON' : 'OFF',
    sql_mode: 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION',
    character_set_client: 'utf8mb4',
    collation_connection: 'utf8mb4_bin',
    [facts.has('transaction_isolation') ? 'transaction_isolation' : 'tx_isolation']: terms.isolation
      .toUpperCase()
      .replace(' ', '-'),
  }
  for (const [name, value] of Object.entries(wanted)) {
    const found = facts.get(name) ?? 'nothing'
    if (found !== value) {
      return `${name} is ${found} although ${value} was asked for; connect to the server itself, not through what changes that`
    }
  }
  if (Number(facts.get('max_allowed_packet')) < MIN_PACKET_BYTES) {
    return `max_allowed_packet is ${facts.get('max_allowed_packet')}; set it to ${MIN_PACKET_BYTES} or more`
  }
  const isStatement = facts.get('log_bin') === 'ON' && facts.get('binlog_format') === 'STATEMENT'
  return isStatement ? 'binlog_format is STATEMENT; set it to ROW' : undefined
}
