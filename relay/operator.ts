import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Host } from '../src/net/host.ts'
import type { Bucket } from './bucket.ts'
import type { RelayConfig } from './config.ts'
import type { ClockWatch } from './clock/domain/clock-watch.ts'
import type { ClockMeter } from './clock/ports.ts'
import type { MigrationMeter } from './data/migrate.ts'
import type { SqlMeter } from './data/metered-sql.ts'
import type { Sql } from './data/sql.ts'
import type { SegmentMeter } from './conversations/ports.ts'
import type { RedisMeter } from './data/redis.ts'
import type { ReplicaMeter } from './data/mysql-replicas.ts'
import type { S3Meter } from './data/s3.ts'
import type { HomeProtocol } from './edge/home-protocol.ts'
import type { CallMeter } from './edge/ports.ts'
import type { Hints, SharedHints } from './hints.ts'
import type { Limits } from './limits/entity/limit-table.ts'
import type { Load } from './load/domain/load.ts'
import type { LoadMeter } from './load/ports.ts'
import type { RateMeter } from './limits/ports.ts'
import { OperatorServer } from './metrics/data/operator-server.ts'
import { Metrics } from './metrics/data/prometheus.ts'
import { type Check, Readiness } from './metrics/domain/readiness.ts'
import type { Reports } from './reports/domain/reports.ts'
import type { Sessions } from './sessions/domain/sessions.ts'
import type { SpoolMeter } from './spool/ports.ts'
import type { OpenSpool } from './open-spool.ts'
import { PROGRAM } from './version.ts'

/** Everything that the features of the relay want counted. */
export type Meter = CallMeter &
  RateMeter &
  SqlMeter &
  RedisMeter &
  ReplicaMeter &
  SegmentMeter &
  S3Meter &
  MigrationMeter &
  ClockMeter &
  SpoolMeter &
  LoadMeter

/** What the operator's port tells of. */
type Watched = Readonly<{
  host: Host
  protocol: HomeProtocol
  sessions: Sessions
  sql: Sql
  spool: OpenSpool | undefined
  hints: Hints
  load: Load
  limits: Limits
  bucket: Bucket | undefined
  clockWatch: ClockWatch
  reports: Reports
}>

export type Operator = Readonly<{
  meter: Meter
  /** Made before what it tells of and disposed after it: while the relay drains it says so. */
  server: OperatorServer | undefined
  start(watched: Watched): Promise<void>
}>

/** The operator's port, put together; without one nothing is counted. */
export function makeOperator(
  { metricsListen }: RelayConfig,
  deps: Readonly<{ clock: Clock; log: Logger }>,
): Operator {
  if (metricsListen === 'off') return { meter: UNCOUNTED, server: undefined, start: async () => {} }
  const log = deps.log.child({ component: 'operator' })
  const metrics = new Metrics({ version: PROGRAM })
  const checks: Check[] = []
  const readiness = new Readiness({ ...deps, checks, log })
  const server = new OperatorServer({ metrics, readiness, log }, { listen: metricsListen })
  const start = async (watched: Watched) => {
    metrics.watch(readingsOf(watched))
    checks.push(...checksOf(watched))
    await server.start()
    log.info({ address: server.address }, 'operator port opened')
  }
  return { meter: metrics, server, start }
}

const UNCOUNTED: Meter = {
  answered: () => undefined,
  limited: () => undefined,
  transacted: () => undefined,
  transactionFailed: () => undefined,
  redisAnswered: () => undefined,
  redisFailed: () => undefined,
  replicaRead: () => undefined,
  segmentFailed: () => undefined,
  slowStatement: () => undefined,
  shed: () => undefined,
  spoolMoved: () => undefined,
  s3Answered: () => undefined,
  s3Failed: () => undefined,
  migrated: () => undefined,
  clockJumped: () => undefined,
  spoolLineEnded: () => undefined,
}

function readingsOf(watched: Watched) {
  const { host, sessions, sql, spool, load, bucket, clockWatch, reports } = watched
  const { shared } = watched.hints
  const isSpoolDeaf = () => spool?.words?.isDeaf === true
  return {
    homing_shed: () => load.shed,
    homing_late_transactions: () => load.facts.lateTransactions,
    homing_free_memory_bytes: () => load.facts.freeMemoryBytes,
    homing_links: () => host.links().length,
    homing_sessions: () => sessions.count,
    homing_spool_lines: () => spool?.lines.size ?? 0,
    // Nothing while it cannot be asked.
    homing_spool_free_bytes: async () => (await spool?.blobs.freeBytes().catch(() => 0)) ?? 0,
    homing_redis_away: () => (shared?.redis.away === undefined ? 0 : 1),
    homing_replicas_away: () => sql.replicas.away,
    homing_redis_deaf_channels: () => (shared?.doorbell.deafChannels ?? 0) + Number(isSpoolDeaf()),
    homing_clock_ahead_seconds: () => clockWatch.aheadMs / 1000,
    homing_open_reports: () => reports.open(),
    homing_s3_away: () => (bucket?.s3.away === undefined ? 0 : 1),
  }
}

function checksOf(watched: Watched): readonly Check[] {
  const { spool, hints, limits } = watched
  return [
    ...vitalChecks(watched),
    ...(watched.sql.replicas.all === 0 ? [] : [replicaCheck(watched.sql)]),
    ...(hints.shared === undefined ? [] : [redisCheck(hints.shared)]),
    ...(spool === undefined ? [] : [spoolCheck(watched, spool, limits.spool)]),
  ]
}

function vitalChecks({ protocol, sql, load }: Watched): readonly Check[] {
  const serving: Check = {
    name: 'serving',
    isVital: true,
    look: async () => (protocol.isOpen ? undefined : 'draining'),
  }
  const database: Check = {
    name: 'database',
    isVital: true,
    look: async () => {
      await sql.read((tx) => tx.selectFrom('accounts').select('id').limit(1).execute())
      return undefined
    },
  }
  const notOverloaded: Check = {
    name: 'load',
    isVital: true,
    look: async () => (load.isOverloaded ? 'too much to do' : undefined),
  }
  return [serving, database, notOverloaded]
}

/** The primary answers for those that are left out. */
function replicaCheck(sql: Sql): Check {
  return {
    name: 'replicas',
    isVital: false,
    look: async () => {
      const { all, away } = sql.replicas
      return away === 0 ? undefined : `${away} of ${all} left out; see the log`
    },
  }
}

/** Each relay goes on for its own nodes, and what it could not tell the others is found at the next ping. */
function redisCheck({ redis, doorbell }: SharedHints): Check {
  return {
    name: 'redis',
    isVital: false,
    look: async () =>
      redis.away ?? (doorbell.deafChannels > 0 ? 'other relays are not heard' : undefined),
  }
}

/** Chat goes on without it, and files go straight. */
function spoolCheck(
  { bucket }: Watched,
  { blobs }: OpenSpool,
  { minFreeBytes }: Limits['spool'],
): Check {
  return {
    name: 'spool',
    isVital: false,
    look: async () => {
      if (bucket !== undefined) return bucket.s3.away && `s3 ${bucket.s3.away}`
      return (await blobs.freeBytes()) < minFreeBytes ? 'too little free disk' : undefined
    },
  }
}
