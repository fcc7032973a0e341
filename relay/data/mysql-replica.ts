import { type BackoffLimits, backoffMs } from '../../src/core/backoff.ts'
import type { Clock } from '../../src/core/clock.ts'
import { withDeadline } from '../../src/core/deadline.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import { untilAborted } from '../../src/core/until-aborted.ts'
import type { MysqlPool } from './mysql-pool.ts'
import type { Positions } from './mysql-position.ts'
import type { MysqlSession } from './mysql-session.ts'
import type { Tx } from './sql.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** A read waits so long until the replica has what the primary had when it began. Milliseconds: nobody notices. */
export const REPLICA_WAIT_MS = 100
/** Waiting and reading together; a replica that takes longer hangs. Milliseconds. */
export const REPLICA_READ_MS = 2_000
/** One that was left out is looked at again after so long: half a second at first, on average, then seconds. */
const LOOK_AGAIN: BackoffLimits = { baseMs: 1_000, capMs: 30_000 }

/** Why a replica is not asked. */
export type Away = StoreErrorCode | 'behind' | 'late' | 'starting'
/** `work` may have failed: with anything but a StoreError, which is the replica's own fault. */
export type ReplicaAnswer<T> = Readonly<{ kind: 'read'; value: T } | { kind: 'away'; why: Away }>

/** What a replica is compared with. */
export interface Primary {
  /** All that was committed when it was asked, or later. */
  position(): Promise<string>
  marks(): Promise<string>
}

type ReplicaDeps = Readonly<{
  pool: MysqlPool
  positions: Positions
  primary: Primary
  clock: Clock
  random: Random
  log: Logger
}>

/** One replica: asked while it keeps up; otherwise left out, and looked at again by itself. */
export class Replica {
  readonly #deps: ReplicaDeps
  #away: Away | undefined = 'starting'
  #wentAway = Promise.withResolvers<void>()

  constructor(deps: ReplicaDeps) {
    this.#deps = deps
  }

  get away(): Away | undefined {
    return this.#away
  }

  /** A snapshot in which all of `position` is. Rejects with what `work` threw, unless the replica is to blame. */
  async read<T>(position: string, work: (tx: Tx) => Promise<T>): Promise<ReplicaAnswer<T>> {
    try {
      const value = await this.#use(position, (session) =>
        session.transact('start transaction read only', work),
      )
      return { kind: 'read', value }
    } catch (err) {
      if (!(err instanceof StoreError || err instanceof NotNow)) throw err
      // Too many wait for its connections: that says nothing about it.
      if (err.code !== 'busy') this.#leaveOut(err)
      return { kind: 'away', why: err.code }
    }
  }

  /** Looks at it whenever it is left out, until the signal. */
  async watch(signal: AbortSignal): Promise<never> {
    for (let attempt = 0; ; attempt++) {
      if (await this.#isBack()) {
        attempt = 0
        await untilAborted(this.#wentAway.promise, signal)
      }
      const pauseMs = backoffMs(attempt, LOOK_AGAIN, this.#deps.random)
      await this.#deps.clock.sleep(pauseMs, { signal })
    }
  }

  async #isBack(): Promise<boolean> {
    const { primary, log } = this.#deps
    const found = await facts(primary)
    if (found === undefined) return false
    try {
      const marks = await this.#use(found.position, marksOf)
      if (marks !== found.marks) throw new StoreError('unsuitable', OTHER_HOME)
    } catch (err) {
      this.#leaveOut(err)
      return false
    }
    this.#wentAway = Promise.withResolvers()
    this.#away = undefined
    log.info({}, 'replica is asked')
    return true
  }

  #use<T>(position: string, work: (session: MysqlSession) => Promise<T>): Promise<T> {
    const { pool, positions } = this.#deps
    return pool.use((session) =>
      this.#inTime(async () => {
        if (!(await positions.isReached(session, position, REPLICA_WAIT_MS))) {
          throw new NotNow('behind')
        }
        return await work(session)
      }, session),
    )
  }

  async #inTime<T>(work: () => Promise<T>, session: MysqlSession): Promise<T> {
    const late = () => new NotNow('late')
    try {
      const options = { ms: REPLICA_READ_MS, signal: NEVER, late }
      return await withDeadline(this.#deps.clock, options, work)
    } catch (err) {
      // It is in the middle of something: nobody may be given it.
      if (err instanceof NotNow && err.code === 'late') session.close()
      throw err
    }
  }

  #leaveOut(err: unknown): void {
    const why = err instanceof StoreError || err instanceof NotNow ? err.code : 'failed'
    const isNews = this.#away !== why
    this.#away = why
    this.#wentAway.resolve()
    if (isNews) this.#deps.log.warn({ err, why }, 'replica was left out')
  }
}

const NEVER = new AbortController().signal

class NotNow extends Error {
  override readonly name = 'NotNow'
  readonly code: 'behind' | 'late'
  constructor(code: 'behind' | 'late') {
    super(code === 'behind' ? 'it has not yet what the primary has' : 'no answer in time')
    this.code = code
  }
}

const OTHER_HOME = 'it holds the data of another home: is it a replica of this primary?'

/** What tells this home's data from any other. */
export async function marksOf({ db }: MysqlSession): Promise<string> {
  const rows = await db.selectFrom('home').select(['secret', 'mark']).orderBy('secret').execute()
  return JSON.stringify(rows)
}

/** Undefined: the primary does not answer, or nobody knows yet whose it is. The replica is not to blame. */
async function facts(primary: Primary) {
  try {
    const marks = await primary.marks()
    return marks === '[]' ? undefined : { marks, position: await primary.position() }
  } catch {
    return undefined
  }
}
