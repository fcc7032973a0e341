import { Background } from '../../src/core/background.ts'
import type { Clock } from '../../src/core/clock.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Random } from '../../src/core/random.ts'
import type { MysqlPool } from './mysql-pool.ts'
import type { Positions } from './mysql-position.ts'
import { type Away, marksOf, type Primary, Replica } from './mysql-replica.ts'
import type { ReplicaRead } from './replica-reads.ts'
import type { Tx } from './sql.ts'

/** How a read that a replica may answer was answered: by one, or by the primary, and why. */
export type ReplicaOutcome = 'replica' | 'left-out' | 'primary-silent' | Away
export interface ReplicaMeter {
  replicaRead(read: ReplicaRead, outcome: ReplicaOutcome): void
}

type ReplicasDeps = Readonly<{
  /** A connection of its own, so that no long read is waited for. */
  primary: MysqlPool
  positions: Positions
  meter: ReplicaMeter
  clock: Clock
  random: Random
  log: Logger
}>

/**
 * Reads that replicas answer, without showing less than the primary would: a read asks how far the primary is, and the replica whose turn
 * it is waits until it is there (mysql-replica.ts). So whatever was answered to anybody before a read began is in it, a session reads
 * what it wrote, on whichever relay, and its fence holds. Undefined: the primary is to be read.
 */
export class Replicas implements AsyncDisposable {
  readonly #deps: ReplicasDeps
  readonly #replicas: readonly Replica[]
  readonly #position: SharedPosition
  readonly #background: Background
  #turn = 0

  constructor(deps: ReplicasDeps, pools: ReadonlyMap<string, MysqlPool>) {
    this.#deps = deps
    this.#background = new Background(deps)
    this.#position = new SharedPosition(() => deps.primary.use(deps.positions.now))
    const primary: Primary = {
      position: () => this.#position.now(),
      marks: () => deps.primary.use(marksOf),
    }
    this.#replicas = [...pools].map(([replica, pool]) => {
      const log = deps.log.child({ replica })
      return new Replica({ ...deps, primary, pool, log })
    })
  }

  start(): void {
    for (const replica of this.#replicas) {
      this.#background.run('watch-replica', (signal) => replica.watch(signal))
    }
  }

  get all(): number {
    return this.#replicas.length
  }

  get away(): number {
    return this.#replicas.filter(({ away }) => away !== undefined).length
  }

  async read<T>(
    read: ReplicaRead,
    work: (tx: Tx) => Promise<T>,
  ): Promise<Readonly<{ value: T }> | undefined> {
    const { meter } = this.#deps
    const replica = this.#next()
    if (replica === undefined) return none(() => meter.replicaRead(read, 'left-out'))
    const position = await this.#position.now().catch(() => undefined)
    if (position === undefined) return none(() => meter.replicaRead(read, 'primary-silent'))
    const answer = await replica.read(position, work)
    meter.replicaRead(read, answer.kind === 'read' ? 'replica' : answer.why)
    return answer.kind === 'read' ? answer : undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#background.stop()
  }

  #next(): Replica | undefined {
    const there = this.#replicas.filter(({ away }) => away === undefined)
    return there[this.#turn++ % there.length]
  }
}

function none(tell: () => void): undefined {
  tell()
}

/** One question for all that began while the one before was under way: that one may be too old for them. */
class SharedPosition {
  readonly #ask: () => Promise<string>
  #asking: Promise<unknown> = Promise.resolve()
  #next: Promise<string> | undefined

  constructor(ask: () => Promise<string>) {
    this.#ask = ask
  }

  now(): Promise<string> {
    this.#next ??= this.#asking.then(() => {
      this.#next = undefined
      const asking = this.#ask()
      this.#asking = asking.catch(() => undefined)
      return asking
    })
    return this.#next
  }
}
