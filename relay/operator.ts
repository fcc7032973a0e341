import type { Clock } from '../src/core/clock.ts'
import type { Logger } from '../src/core/logger.ts'
import type { Host } from '../src/net/host.ts'
import type { RelayConfig } from './config.ts'
import type { SqlMeter } from './data/metered-sql.ts'
import type { Sql } from './data/sql.ts'
import type { HomeProtocol } from './edge/home-protocol.ts'
import type { CallMeter } from './edge/ports.ts'
import type { RateMeter } from './limits/ports.ts'
import { OperatorServer } from './metrics/data/operator-server.ts'
import { Metrics } from './metrics/data/prometheus.ts'
import { type Check, Readiness } from './metrics/domain/readiness.ts'
import type { Sessions } from './sessions/domain/sessions.ts'
import type { SpoolParts } from './spool/domain/spool-parts.ts'
import { PROGRAM } from './version.ts'

/** Everything that the features of the relay want counted. */
export type Meter = CallMeter & RateMeter & SqlMeter

/** What the operator's port tells of. */
type Watched = Readonly<{
  host: Host
  protocol: HomeProtocol
  sessions: Sessions
  sql: Sql
  spool: SpoolParts | undefined
}>

export type Operator = Readonly<{
  meter: Meter
  /** Made before what it tells of and disposed after it: while the relay drains it says so. */
  server: OperatorServer | undefined
  start(watched: Watched): Promise<void>
}>

/** The operator's port, put together; without one nothing is counted. */
export function makeOperator(
  { metricsListen, spool }: RelayConfig,
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
    checks.push(...checksOf(watched, spool))
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
}

function readingsOf({ host, sessions, spool }: Watched) {
  return {
    homing_links: () => host.links().length,
    homing_sessions: () => sessions.count,
    homing_spool_lines: () => spool?.lines.size ?? 0,
    homing_spool_free_bytes: async () => (await spool?.blobs.freeBytes()) ?? 0,
  }
}

function checksOf(
  { protocol, sql, spool }: Watched,
  { minFreeBytes }: RelayConfig['spool'],
): readonly Check[] {
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
  if (spool === undefined) return [serving, database]
  const disk: Check = {
    name: 'spool',
    // Chat goes on without it, and files go straight.
    isVital: false,
    look: async () =>
      (await spool.blobs.freeBytes()) < minFreeBytes ? 'too little free disk' : undefined,
  }
  return [serving, database, disk]
}
