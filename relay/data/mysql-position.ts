import type { Engine } from './engine-driver.ts'
import type { ServerFacts } from './mysql-server.ts'
import { StoreError } from './store-error.ts'

/** How two servers are compared: all that the primary had committed at one moment, as one text. */
export type Positions = Readonly<{
  /** Of the primary. */
  now(engine: Engine): Promise<string>
  /** Waits at most `ms` until a replica has all of it. @returns whether it has. */
  isReached(engine: Engine, position: string, ms: number): Promise<boolean>
}>

/**
 * By what the primary is. What can be seen of others is in its position by then on MariaDB, which writes the binary log first; on MySQL
 * a moment later, before who committed it is answered.
 * Sources: MariaDB Knowledge Base, gtid_current_pos, MASTER_GTID_WAIT; MySQL Reference Manual, gtid_executed, WAIT_FOR_EXECUTED_GTID_SET.
 * @throws StoreError unsuitable: it has no replicas.
 */
export function positionsOf(facts: ServerFacts): Positions {
  const problem = problemOf(facts)
  if (problem !== undefined) throw new StoreError('unsuitable', problem)
  return isMariadb(facts)
    ? by('@@global.gtid_current_pos', 'master_gtid_wait')
    : by('@@global.gtid_executed', 'wait_for_executed_gtid_set')
}

function problemOf(facts: ServerFacts): string | undefined {
  const remedy = 'or take database.replicas out'
  if (facts.get('wsrep_on') === 'ON') {
    return `it is a node of a Galera cluster, of which every node is read and written: take database.replicas out`
  }
  if (facts.get('log_bin') !== 'ON') {
    return `it writes no binary log, so it has no replicas: set log_bin, ${remedy}`
  }
  if (isMariadb(facts) || facts.get('gtid_mode') === 'ON') return undefined
  return `gtid_mode is ${facts.get('gtid_mode')}: set it to ON, ${remedy}`
}

function isMariadb(facts: ServerFacts): boolean {
  return /mariadb/i.test(facts.get('version') ?? '')
}

function by(variable: string, waiting: string): Positions {
  return {
    now: async (engine) => {
      const { rows } = await engine.run(`select ${variable} as position`)
      return (rows[0] as { position: string }).position
    },
    isReached: async (engine, position, ms) => {
      const { rows } = await engine.run(`select ${waiting}(?, ?) as missed`, [position, ms / 1000])
      return (rows[0] as { missed: number | null }).missed === 0
    },
  }
}
