import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { SqlLogStore } from '../../../relay/conversations/data/sql-log-store.ts'
import { LogSweeper } from '../../../relay/conversations/domain/log-sweeper.ts'
import { Journal } from '../../../relay/data/journal.ts'
import type { Sql } from '../../../relay/data/sql.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import { type Fault, MortalSqlite } from '../../support/mortal-engine.ts'
import { type RelayTruth, relayTruth } from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'

/** Breaks the relay on purpose: a mutant that the schedules must catch. */
export type Mutation = Readonly<{
  sql?: (sql: Sql, file: string) => Sql
  truth?: (truth: RelayTruth) => RelayTruth
  engine?: (statement: string) => boolean
}>
export type MortalRelayOptions = Readonly<{
  mutate?: Mutation | undefined
  /** Events of each log that a sweep leaves. */
  keepEvents: number
  /** A closed store to begin with a copy of. */
  copyOf?: string | undefined
}>

const FOR_EVER_MS = 1_000_000_000_000

/** The relay's truth on a real SQLite file, which can die and comes back. One life of a home lives on it, or several in turn. */
export class MortalRelay implements AsyncDisposable {
  readonly clock = new TurnedClock()
  readonly #keepEvents: number
  readonly #mutation: Mutation
  readonly #folder = memoryFolder()
  readonly #mortal: MortalSqlite
  #store!: Sql
  #truth!: RelayTruth

  private constructor(options: MortalRelayOptions) {
    this.#keepEvents = options.keepEvents
    this.#mutation = options.mutate ?? {}
    this.#mortal = new MortalSqlite(join(this.#folder.path, 'relay.sqlite'), this.#mutation.engine)
  }

  static async open(options: MortalRelayOptions): Promise<MortalRelay> {
    const relay = new MortalRelay(options)
    if (options.copyOf !== undefined) copyFileSync(options.copyOf, relay.#mortal.file)
    await relay.#open()
    return relay
  }

  get store(): Sql {
    return this.#store
  }

  get truth(): RelayTruth {
    return this.#truth
  }

  get isDead(): boolean {
    return this.#mortal.isDead
  }

  arm(fault: Fault | undefined): void {
    this.#mortal.arm(fault)
  }

  /** The next process opens what the dead one left. */
  async restart(): Promise<void> {
    await this.#store[Symbol.asyncDispose]()
    this.#mortal.revive()
    await this.#open()
  }

  /** A sweep over the logs of these alone: others live here at other times. @returns how many events went. */
  sweep(accounts: readonly AccountId[]): Promise<number> {
    const journal = new Journal({ sql: this.#store, clock: this.clock, onCommitted: () => {} })
    const all = new SqlLogStore(journal, this.truth.segments)
    const store = {
      position: all.position.bind(all),
      read: all.read.bind(all),
      trim: all.trim.bind(all),
      logs: async (after: string) => (after === '' ? accounts : []),
    }
    const retention = { keepMs: FOR_EVER_MS, keepEvents: this.#keepEvents }
    const { signal } = new AbortController()
    return new LogSweeper({ store, clock: this.clock }, retention).sweep({ signal })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#store[Symbol.asyncDispose]()
    this.#folder[Symbol.dispose]()
  }

  async #open(): Promise<void> {
    const sql = await openSqlite(this.#mortal.file, { openEngine: this.#mortal.open })
    this.#store = this.#mutation.sql?.(sql, this.#mortal.file) ?? sql
    const truth = relayTruth(this.#store, { clock: this.clock })
    this.#truth = this.#mutation.truth?.(truth) ?? truth
  }
}
