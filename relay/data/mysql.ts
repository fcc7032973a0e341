import type { Kysely } from 'kysely'
import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import type { GatherLimits } from './gather.ts'
import { isUpToDate, migrate, type MigrationMeter } from './migrate.ts'
import { partitioning, wholeTables } from './migrations/0006-partitions.ts'
import { MAX_LEASE_WAIT_MS, withMigrationLease } from './migration-lease.ts'
import { explained } from './mysql-advice.ts'
import { type DatabaseAddress, type MysqlAddress, showReplica } from './mysql-address.ts'
import type { OpenMysqlEngine } from './mysql-engine.ts'
import { MysqlPool } from './mysql-pool.ts'
import { positionsOf } from './mysql-position.ts'
import { type ReplicaMeter, Replicas } from './mysql-replicas.ts'
import { type RetryOptions, withRetries } from './mysql-retry.ts'
import { checkWritable, type ServerFacts, type SessionTerms, warnOf } from './mysql-server.ts'
import { openMysqlSession } from './mysql-session.ts'
import type { ReplicaRead } from './replica-reads.ts'
import type { Sql, Tx } from './sql.ts'
import { StoreError } from './store-error.ts'
import type { Tables } from './tables.ts'

type MysqlDeps = Readonly<{
  clock: Clock
  random: Random
  log: Logger
  openEngine?: OpenMysqlEngine
  meter?: ReplicaMeter & MigrationMeter
}>

/** Connections for transactions, and for reads, of each server. Six relays fit into a server's usual 151. */
export const WRITERS = 16
const READERS = 8
/** For the tables, while it starts: a migration, and the beat of its lease. */
const STARTERS = 2

/** Each statement sees what is committed: what a transaction decides by, it has locked. */
const WRITING: SessionTerms = { isolation: 'read committed', autocommit: false }
/** One snapshot, from the first statement to the end. */
const READING: SessionTerms = { isolation: 'repeatable read', autocommit: false, readOnly: true }
/** Questions about the server itself, one by one. */
const ASKING: SessionTerms = { isolation: 'repeatable read', autocommit: true }

/** Brings the tables of the database up to date. Replicas are looked at later. @throws StoreError that says what to do. */
export async function openMysql(address: DatabaseAddress, deps: MysqlDeps): Promise<Sql> {
  await using stack = new AsyncDisposableStack()
  const primary = { ...deps, address, check: checkWritable }
  const writers = stack.use(poolOf(WRITING, WRITERS, primary))
  const readers = stack.use(poolOf(READING, READERS, primary))
  try {
    await using starters = poolOf({ ...WRITING, autocommit: true }, STARTERS, primary)
    const facts = await starters.use(async (session) => session.facts)
    warnOf(facts, deps.log)
    await withRetries(deps, () => bringUpToDate(starters, deps), STARTING)
    await tellWhole(starters, deps.log)
    const replicas = openReplicas(stack, { address, facts, deps })
    return new MysqlSql(deps, { writers, readers, replicas }, stack.move())
  } catch (err) {
    throw explained(err, address)
  }
}

type Opening = Readonly<{ address: DatabaseAddress; facts: ServerFacts; deps: MysqlDeps }>

/** Whatever is wrong with one of them, the home is served. @throws StoreError unsuitable: the primary has none. */
function openReplicas(stack: AsyncDisposableStack, opening: Opening): Replicas | undefined {
  const { address, facts, deps } = opening
  if (address.replicas === undefined || address.replicas.length === 0) return undefined
  const positions = positionsOf(facts)
  const primary = stack.use(poolOf(ASKING, 1, { ...deps, address, check: checkWritable }))
  const pools = address.replicas.map(({ host, port }) => {
    const there = { ...address, host, port, socket: undefined }
    const pool = poolOf(ASKING, READERS, { ...deps, address: there, check: readable })
    return [showReplica({ host, port }), stack.use(pool)] as const
  })
  const meter = deps.meter ?? { replicaRead: () => undefined }
  const replicas = stack.use(new Replicas({ ...deps, meter, primary, positions }, new Map(pools)))
  replicas.start()
  return replicas
}

/** On a cluster a table that another node makes ends whatever is under way. All else that fails is told at once. */
const STARTING: RetryOptions = { passing: ['conflict'], forMs: MAX_LEASE_WAIT_MS }

async function bringUpToDate(pool: MysqlPool, deps: MysqlDeps): Promise<void> {
  const isDone = await pool.use((session) => isUpToDate(session.db))
  if (isDone) return
  const onWait = () => deps.log.warn({}, 'another relay migrates the database: waiting for it')
  await withMigrationLease({ ...deps, onWait }, pool, (db) => migrateTold(deps, db))
}

async function migrateTold({ log, meter }: MysqlDeps, db: Kysely<Tables>): Promise<void> {
  // Its tables in memory need the driver of SQLite, which a relay on a server has no other use for.
  const { migrationStates } = await import('./migration-state.ts')
  const cutOff = (await migrationStates(db)).find(({ half }) => half !== undefined)?.name
  if (cutOff !== undefined) log.warn({ migration: cutOff }, 'a migration was cut off: finishing it')
  const applied = await migrate(db)
  for (const name of applied) meter?.migrated(name === cutOff ? 'finished' : 'applied')
  if (applied.length === 0) meter?.migrated('elsewhere')
  log.info({ applied }, 'tables are up to date')
}

/** Of a replica nothing but reading is wanted. */
const readable = () => undefined

/** Tables that were too large to be partitioned in passing. */
async function tellWhole(pool: MysqlPool, log: Logger): Promise<void> {
  const whole = await pool.use(({ db }) => wholeTables(db))
  for (const { table, bytes } of whole) {
    log.warn({ table, bytes, statement: partitioning(table) }, 'table is not partitioned')
  }
}

type PoolDeps = MysqlDeps & Readonly<{ address: MysqlAddress; check: (facts: ServerFacts) => void }>

function poolOf(terms: SessionTerms, most: number, { address, check, ...deps }: PoolDeps) {
  const open = () => openMysqlSession(address, terms, { openEngine: deps.openEngine, check })
  return new MysqlPool({ open, clock: deps.clock }, { most })
}

type Pools = Readonly<{ writers: MysqlPool; readers: MysqlPool; replicas: Replicas | undefined }>

/**
 * A send is seven statements, each a round trip; 64 sends together are seven as well, and their bodies fit into the smallest packet
 * that a server may be set to (MIN_PACKET_BYTES). Who waits for a lock holds up the others for STALLED_AFTER_MS.
 */
const GATHER: GatherLimits = { most: 64, maxBytes: 512 * 1024, abreast: 8 }

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

  get replicas(): Sql['replicas'] {
    return this.#pools.replicas ?? { all: 0, away: 0 }
  }

  async read<T>(work: (tx: Tx) => Promise<T>, replicaRead?: ReplicaRead): Promise<T> {
    const { replicas } = this.#pools
    const found = replicaRead && (await replicas?.read(replicaRead, work))
    if (found !== undefined) return found.value
    return await this.#run(this.#pools.readers, work)
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(this.#pools.writers, work)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort(new StoreError('closed', 'the store is closed'))
    await this.#held.disposeAsync()
  }

  #run<T>(pool: MysqlPool, work: (tx: Tx) => Promise<T>): Promise<T> {
    const once = () => pool.use((session) => session.transact(undefined, work))
    return withRetries(this.#deps, once, { signal: this.#end.signal })
  }
}
