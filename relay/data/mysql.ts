import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import type { GatherLimits } from './gather.ts'
import { isUpToDate, migrate } from './migrate.ts'
import { MAX_LEASE_WAIT_MS, withMigrationLease } from './migration-lease.ts'
import { explained } from './mysql-advice.ts'
import type { MysqlAddress } from './mysql-address.ts'
import type { OpenMysqlEngine } from './mysql-engine.ts'
import { MysqlPool } from './mysql-pool.ts'
import { type RetryOptions, withRetries } from './mysql-retry.ts'
import { type Isolation, warnOf } from './mysql-server.ts'
import { openMysqlSession } from './mysql-session.ts'
import type { Sql, Tx } from './sql.ts'
import { StoreError } from './store-error.ts'

type MysqlDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  openEngine?: OpenMysqlEngine
}>

/** Connections for transactions, and for reads. Six relays fit into a server's usual 151. */
export const WRITERS = 16
const READERS = 8

/** Brings the tables of the database up to date. @throws StoreError that says what to do. */
export async function openMysql(address: MysqlAddress, deps: MysqlDeps): Promise<Sql> {
  await using stack = new AsyncDisposableStack()
  // Each statement of a transaction sees what is committed: what it decides by, it has locked. A read is one snapshot.
  const writers = stack.use(poolOf('read committed', WRITERS, address, deps))
  const readers = stack.use(poolOf('repeatable read', READERS, address, deps))
  try {
    await writers.use(async ({ facts }) => warnOf(facts, deps.log))
    await withRetries(deps, () => bringUpToDate(writers, deps), STARTING)
  } catch (err) {
    throw explained(err, address)
  }
  return new MysqlSql(deps, { writers, readers }, stack.move())
}

/** On a cluster a table that another node makes ends whatever is under way. All else that fails is told at once. */
const STARTING: RetryOptions = { passing: ['conflict'], forMs: MAX_LEASE_WAIT_MS }

async function bringUpToDate(writers: MysqlPool, deps: MysqlDeps): Promise<void> {
  const isDone = await writers.use((session) => isUpToDate(session.db))
  if (!isDone) await withMigrationLease(deps, writers, migrate)
}

function poolOf(isolation: Isolation, most: number, address: MysqlAddress, deps: MysqlDeps) {
  const open = () => openMysqlSession(address, isolation, deps.openEngine)
  return new MysqlPool({ open, clock: deps.clock }, { most })
}

type Pools = Readonly<{ writers: MysqlPool; readers: MysqlPool }>

/**
 * A send is a dozen statements, each a round trip; 64 sends together are a dozen as well, and their bodies fit into the smallest packet
 * that a server may be set to (MIN_PACKET_BYTES). The fewer lanes, the more share; with two, who waits for a lock stops half of them.
 */
const GATHER: GatherLimits = { most: 64, maxBytes: 512 * 1024, lanes: 2 }

class MysqlSql implements Sql {
  readonly gather = GATHER
  readonly #deps: MysqlDeps
  readonly #pools: Pools
  readonly #held: AsyncDisposableStack
  readonly #end = new AbortController()

  constructor(deps: MysqlDeps, pools: Pools, held: AsyncDisposableStack) {
    this.#deps = deps
    this.#pools = pools
    this.#held = held
  }

  read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.#pools.readers, 'start transaction read only', work)
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.#pools.writers, 'begin', work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort(new StoreError('closed', 'the store is closed'))
    await this.#held.disposeAsync()
  }

  #run<T>(pool: MysqlPool, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const once = () => pool.use((session) => session.transact(begin, work))
    return withRetries(this.#deps, once, { signal: this.#end.signal })
  }
}
