import assert from 'node:assert/strict'
import { join } from 'node:path'
import type { Sql } from '../../../relay/data/sql.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { type Fault, MortalSqlite } from '../../support/mortal-engine.ts'
import { type RelayTruth, relayTruth, testDevice } from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { Deeds } from './deeds.ts'
import { Dice } from './dice.ts'
import { at, type Deed, emptyHome, type Home, type Outcome, perform, trim } from './home-model.ts'
import { actualView, expectedView } from './home-view.ts'
import { People } from './people.ts'
import { Reader } from './reader.ts'

export type ScheduleOptions = Readonly<{
  steps: number
  /** Breaks the relay on purpose: a mutant that the schedules must catch. */
  mutate?: Mutation
}>
export type Mutation = Readonly<{
  sql?: (sql: Sql, file: string) => Sql
  truth?: (truth: RelayTruth) => RelayTruth
  engine?: (statement: string) => boolean
}>

const PEOPLE = 3
/** Events of each log that the sweeps of a schedule leave. */
const KEEP_EVENTS = 12
const FOR_EVER_MS = 1_000_000_000_000

/**
 * One random life of a home: people do several things at once, the store fails or dies under them, comes back, and is compared
 * with the model. What was acknowledged must have happened; what was under way happened up to some point in its order, and not
 * beyond. @throws on the first difference, naming the seed and the step.
 */
export async function runSchedule(seed: number, options: ScheduleOptions): Promise<Tally> {
  await using life = await Life.begin(seed, options)
  for (let step = 0; step < options.steps; step++) {
    try {
      await life.step()
    } catch (cause) {
      throw new Error(`seed ${seed}, step ${step}: ${String(cause)}`, { cause })
    }
  }
  await life.compareAll()
  return life.tally
}

export type Tally = { deeds: number; deaths: number; failures: number; acknowledged: number }

class Life implements AsyncDisposable {
  readonly tally: Tally = { deeds: 0, deaths: 0, failures: 0, acknowledged: 0 }
  readonly #random: Dice
  readonly #clock = new TurnedClock()
  readonly #mortal: MortalSqlite
  readonly #mutation: Mutation
  readonly #folder: Disposable
  readonly #readers = Array.from({ length: 2 * PEOPLE }, (_, device) => new Reader(device))
  #home: Home = emptyHome(PEOPLE)
  #store!: Sql
  #truth!: RelayTruth
  #people!: People
  #deeds!: Deeds

  private constructor(seed: number, mutation: Mutation) {
    const folder = memoryFolder()
    this.#folder = folder
    this.#random = new Dice(seed)
    this.#mutation = mutation
    this.#mortal = new MortalSqlite(join(folder.path, 'relay.sqlite'), mutation.engine)
  }

  static async begin(seed: number, options: ScheduleOptions): Promise<Life> {
    const life = new Life(seed, options.mutate ?? {})
    await life.#open()
    life.#people = await People.settle(life.#truth, PEOPLE)
    life.#deeds = new Deeds(life.#random, life.#people)
    return life
  }

  async step(): Promise<void> {
    await this.#clock.turn(1 + this.#random.below(1000))
    const choice = this.#random.below(10)
    if (choice === 0) await this.#sweep()
    else if (choice <= 2) await this.#follow()
    else await this.#burst()
  }

  async compareAll(): Promise<void> {
    assert.deepEqual(await this.#views(), this.#expected(this.#home))
    for (const reader of this.#readers) await this.#catchUp(reader)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#store[Symbol.asyncDispose]()
    this.#folder[Symbol.dispose]()
  }

  async #burst(): Promise<void> {
    const nowMs = this.#clock.nowMs()
    const count = 1 + this.#random.below(8)
    const deeds = Array.from({ length: count }, () => this.#deeds.next(this.#home, nowMs))
    const fault = this.#fault(count)
    this.#mortal.arm(fault)
    const outcomes = await Promise.all(deeds.map((deed) => this.#people.perform(this.#truth, deed)))
    this.#mortal.arm(undefined)
    this.tally.deeds += count
    this.tally.acknowledged += outcomes.filter((outcome) => outcome !== 'unavailable').length
    if (this.#mortal.isDead) await this.#recover(deeds, outcomes)
    else await this.#account(deeds, outcomes, fault?.kind === 'fails-at-commit')
  }

  /** Nobody died: what was answered happened; what was unavailable, because a COMMIT failed, did not. */
  async #account(
    deeds: readonly Deed[],
    outcomes: readonly Outcome[],
    mayFail: boolean,
  ): Promise<void> {
    for (const [n, deed] of deeds.entries()) {
      if (mayFail && outcomes[n] === 'unavailable') this.tally.failures++
      else assert.equal(outcomes[n], perform(this.#home, deed), `answer to ${JSON.stringify(deed)}`)
    }
    if (outcomes.includes('unavailable') || this.#random.once(4)) {
      assert.deepEqual(await this.#views(), this.#expected(this.#home))
    } else await this.#learnTalks()
  }

  /** The store died. Deeds are committed in their order, so a first part of them happened: at least all that were answered. */
  async #recover(deeds: readonly Deed[], outcomes: readonly Outcome[]): Promise<void> {
    this.tally.deaths++
    await this.#store[Symbol.asyncDispose]()
    this.#mortal.revive()
    await this.#open()
    const found = await this.#views()
    const answered = outcomes.findLastIndex((outcome) => outcome !== 'unavailable') + 1
    let home = this.#home
    for (let done = 0; done <= deeds.length; done++) {
      if (done >= answered && isSame(found, this.#expected(home))) {
        this.#home = home
        return
      }
      const deed = deeds[done]
      if (deed === undefined) break
      home = structuredClone(home)
      const outcome = perform(home, deed)
      if (done < answered && outcomes[done] !== 'unavailable') {
        assert.equal(outcomes[done], outcome, `answer to ${JSON.stringify(deed)}`)
      }
    }
    assert.fail(
      `after a death the home is in no state that fits: ${JSON.stringify({ deeds, outcomes })}`,
    )
  }

  async #sweep(): Promise<void> {
    const removed = await this.#truth.sweeper.sweep({ signal: new AbortController().signal })
    assert.equal(removed, trim(this.#home, KEEP_EVENTS))
  }

  #follow(): Promise<void> {
    return this.#catchUp(this.#random.pick(this.#readers))
  }

  async #catchUp(reader: Reader): Promise<void> {
    await reader.follow(this.#truth, this.#people, this.#home, this.#random)
  }

  #fault(count: number): Fault | undefined {
    switch (this.#random.below(8)) {
      case 0:
        return { kind: 'dies-at-statement', count: 1 + this.#random.below(12 * count) }
      case 1:
        return { kind: 'dies-at-commit', written: this.#random.once(2) }
      case 2:
        return { kind: 'fails-at-commit' }
      default:
        return undefined
    }
  }

  async #open(): Promise<void> {
    const sql = await openSqlite(this.#mortal.file, { openEngine: this.#mortal.open })
    const { sql: mutateSql, truth: mutateTruth } = this.#mutation
    this.#store = mutateSql?.(sql, this.#mortal.file) ?? sql
    const truth = relayTruth(this.#store, {
      clock: this.#clock,
      retention: { keepMs: FOR_EVER_MS, keepEvents: KEEP_EVENTS },
    })
    this.#truth = mutateTruth?.(truth) ?? truth
  }

  /** Through the newest session of everybody's first device, whichever that is by now. */
  async #views(): Promise<unknown> {
    const epochs = await epochsIn(this.#store)
    const people = this.#home.logs.map((_, account) =>
      actualView(this.#truth, this.#people, {
        device: 2 * account,
        epoch: at(epochs, 2 * account),
      }),
    )
    return { epochs, people: await Promise.all(people) }
  }

  async #learnTalks(): Promise<void> {
    for (const account of this.#home.logs.keys()) {
      const { epoch } = at(this.#home.devices, 2 * account)
      await this.#people.learnTalks(this.#truth, { device: 2 * account, epoch })
    }
  }

  #expected(home: Home): unknown {
    const people = home.logs.map((_, account) => expectedView(home, account))
    return { epochs: home.devices.map((device) => device.epoch), people }
  }
}

/** In order of device. No service tells them, so they are read where they are kept. */
async function epochsIn(sql: Sql): Promise<readonly number[]> {
  const rows = await sql.read((tx) => tx.selectFrom('devices').select(['id', 'epoch']).execute())
  const epochs = new Map(rows.map((row) => [row.id, row.epoch]))
  return rows.map((_, number) => epochs.get(testDevice(number)) ?? 0)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
