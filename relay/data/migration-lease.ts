import { Kysely } from 'kysely'
import type { Clock } from '../../src/core/clock.ts'
import type { Random } from '../../src/core/random.ts'
import { MysqlEngineDialect } from './mysql-dialect.ts'
import type { MysqlPool } from './mysql-pool.ts'
import { StoreError } from './store-error.ts'
import type { Tables } from './tables.ts'

/** The holder says so often that it lives. */
export const BEAT_MS = 3_000
/** Who says nothing for so long is taken for dead: ten beats. */
export const LEASE_MS = 30_000
/** Who waits looks so often. */
export const LOOK_MS = 500
/** And gives up after so long: the migration of a large table takes minutes. */
export const MAX_LEASE_WAIT_MS = 30 * 60_000

const MAX_RELEASES = 3

type LeaseDeps = Readonly<{
  clock: Clock
  random: Random
  /** Once, when another relay has it. */
  onWait?: () => void
}>

/**
 * One relay migrates at a time, on all nodes of a cluster. GET_LOCK and locked rows hold on one server only; a changed row holds on all,
 * because the COMMIT of the second who changed it fails. The row has an owner and a beat. No clocks are compared: whoever waits takes it
 * when, by its own clock, the beat stood still for LEASE_MS. A holder that is late or replaced runs no further statement.
 *
 * Not here: what a killed relay left half done (migrations.ts).
 */
export async function withMigrationLease<T>(
  deps: LeaseDeps,
  pool: MysqlPool,
  work: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const lease = new MigrationLease(deps, pool)
  await lease.take()
  try {
    return await pool.use((session) => {
      const guarded: typeof session.run = async (statement, parameters) => {
        lease.check()
        return session.run(statement, parameters)
      }
      return work(new Kysely<Tables>({ dialect: new MysqlEngineDialect({ run: guarded }) }))
    })
  } finally {
    await lease.release()
  }
}

type Seen = Readonly<{ owner: string; beat: number }>

class MigrationLease {
  readonly #clock: Clock
  readonly #pool: MysqlPool
  readonly #me: string
  readonly #onWait: (() => void) | undefined
  readonly #end = new AbortController()
  #heldUntilMs = 0
  #beating: Promise<void> | undefined

  constructor({ clock, random, onWait }: LeaseDeps, pool: MysqlPool) {
    this.#clock = clock
    this.#onWait = onWait
    this.#pool = pool
    this.#me = Buffer.from(random.bytes(16)).toString('hex')
  }

  /** @throws StoreError locked, when another relay does not come to an end. */
  async take(): Promise<void> {
    await this.#prepare()
    const endMs = this.#clock.monotonicMs() + MAX_LEASE_WAIT_MS
    let seen = await this.#look()
    let stillSinceMs = this.#clock.monotonicMs()
    if (seen.owner !== '') this.#onWait?.()
    while (!(await this.#mayTake(seen, stillSinceMs))) {
      if (this.#clock.monotonicMs() >= endMs) {
        throw new StoreError(
          'locked',
          'another relay has been migrating this database for half an hour; look at its log, then start this one again',
        )
      }
      await this.#clock.sleep(LOOK_MS, {})
      const now = await this.#look()
      if (now.owner !== seen.owner || now.beat !== seen.beat)
        stillSinceMs = this.#clock.monotonicMs()
      seen = now
    }
    this.#beating = this.#beat()
  }

  /** @throws StoreError locked */
  check(): void {
    if (this.#clock.monotonicMs() < this.#heldUntilMs) return
    throw new StoreError('locked', 'another relay may have taken over the migration; start again')
  }

  async release(): Promise<void> {
    this.#end.abort(new Error('released'))
    await this.#beating
    const giveUp = () => this.#change("owner = ''", { owner: this.#me }).catch(() => false)
    // A conflict passes; after that whoever waits finds out by itself.
    for (let left = MAX_RELEASES; left > 0 && !(await giveUp()); left--);
  }

  async #mayTake(seen: Seen, stillSinceMs: number): Promise<boolean> {
    const isStill = this.#clock.monotonicMs() - stillSinceMs >= LEASE_MS
    if (seen.owner !== '' && !isStill) return false
    return this.#change(`owner = '${this.#me}'`, seen)
  }

  async #beat(): Promise<void> {
    const { signal } = this.#end
    for (;;) {
      try {
        await this.#clock.sleep(BEAT_MS, { signal })
        if (!(await this.#change('owner = owner', { owner: this.#me }))) return this.#lose()
      } catch {
        // Over; or the server does not answer, and the next beat may still come in time.
        if (signal.aborted) return
      }
    }
  }

  #lose(): void {
    this.#heldUntilMs = 0
  }

  /** @returns false when the row is not as it was seen any more. */
  async #change(what: string, seen: Readonly<{ owner: string; beat?: number }>): Promise<boolean> {
    const beganMs = this.#clock.monotonicMs()
    const { owner, beat } = seen
    const [condition, parameters] =
      beat === undefined ? ['', [owner]] : [' and beat = ?', [owner, beat]]
    const statement = `update migration_lease set ${what}, beat = beat + 1 where id = 1 and owner = ?${condition}`
    try {
      const { changes } = await this.#pool.use((session) => session.run(statement, parameters))
      if (changes === 1) this.#heldUntilMs = beganMs + LEASE_MS
      return changes === 1
    } catch (err) {
      // On another node of the cluster somebody was first.
      if (err instanceof StoreError && err.code === 'conflict') return false
      throw err
    }
  }

  async #prepare(): Promise<void> {
    await this.#pool.use(async (session) => {
      await session.run(
        `create table if not exists migration_lease
          (id integer primary key, owner varchar(32) not null, beat bigint not null) engine = InnoDB`,
      )
      await session.run("insert ignore into migration_lease (id, owner, beat) values (1, '', 0)")
    })
  }

  async #look(): Promise<Seen> {
    const { rows } = await this.#pool.use((session) =>
      session.run('select owner, beat from migration_lease where id = 1'),
    )
    const row = rows[0] as Seen | undefined
    if (row === undefined) throw new StoreError('failed', 'the row of migration_lease is gone')
    return row
  }
}
