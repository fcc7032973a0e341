import assert from 'node:assert/strict'
import type { Sql } from '../../../relay/data/sql.ts'
import type { Fault } from '../../support/mortal-engine.ts'
import { Deeds } from './deeds.ts'
import { Dice } from '../../support/dice.ts'
import {
  at,
  type Deed,
  emptyHome,
  type Home,
  type Outcome,
  pairOf,
  perform,
  trim,
} from './home-model.ts'
import { actualView, expectedView } from './home-view.ts'
import { expectedLedger, storedLedger } from './ledger.ts'
import { MortalRelay, type Mutation } from './mortal-relay.ts'
import { People } from './people.ts'
import { Reader } from './reader.ts'
import type { SettledHome } from './settled-home.ts'

/** How a life goes. */
export type Shape = Readonly<{
  people: number
  steps: number
  /** Deeds under way at once, at most. */
  burst: number
  /** Events of each log that the sweeps leave. */
  keepEvents: number
  /** In one burst of so many the store dies, at a statement or at the COMMIT; in as many the COMMIT fails. */
  faultOnceIn: number
  /** Readers that catch up at the end. */
  readers: number
  /** What it is compared with the model by on the way: what the services show, or what the tables hold. */
  looksAt: 'services' | 'tables'
}>

const LONG_LIFE: Shape = {
  ...{ people: 3, steps: 40, burst: 8, keepEvents: 12 },
  ...{ faultOnceIn: 5, readers: 6, looksAt: 'services' },
}
const SHORT_LIFE: Shape = {
  ...{ people: 2, steps: 5, burst: 4, keepEvents: 5 },
  ...{ faultOnceIn: 18, readers: 2, looksAt: 'tables' },
}

/** The whole life of a home of its own, from its first account. @throws on the first difference, naming the seed and the step. */
export async function runLongLife(
  seed: number,
  { steps = LONG_LIFE.steps, mutate = {} }: Readonly<{ steps?: number; mutate?: Mutation }> = {},
): Promise<Tally> {
  const shape = { ...LONG_LIFE, steps }
  await using relay = await MortalRelay.open({ mutate, keepEvents: shape.keepEvents })
  const people = await People.settle(relay.truth, shape.people)
  return await live(seed, { relay, shape, people, home: emptyHome(shape.people) })
}

/** A few moments of two friends, again and again: each pair of a home has its own seed, in turn, from `first`. @throws likewise. */
export async function runShortLives(
  first: number,
  settled: SettledHome,
  mutate: Mutation = {},
): Promise<Tally> {
  const shape = SHORT_LIFE
  const { keepEvents } = shape
  await using relay = await MortalRelay.open({ mutate, keepEvents, copyOf: settled.file })
  const total = emptyTally()
  try {
    for (const [n, people] of settled.pairs.entries()) {
      addTally(total, await live(first + n, { relay, shape, people, home: settled.model() }))
    }
  } catch (cause) {
    throw new Error(`HOMING_SEED=${first} does it again: ${String(cause)}`, { cause })
  }
  return total
}

export type Tally = { deeds: number; deaths: number; failures: number; acknowledged: number }

export function emptyTally(): Tally {
  return { deeds: 0, deaths: 0, failures: 0, acknowledged: 0 }
}

export function addTally(total: Tally, more: Tally): void {
  for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += more[key]
}

async function live(seed: number, beginning: Beginning): Promise<Tally> {
  const life = new Life(seed, beginning)
  for (let step = 0; step <= beginning.shape.steps; step++) {
    try {
      if (step < beginning.shape.steps) await life.step()
      else await life.end()
    } catch (cause) {
      throw new Error(`seed ${seed}, step ${step}: ${String(cause)}`, { cause })
    }
  }
  return life.tally
}

type Beginning = Readonly<{ relay: MortalRelay; shape: Shape; people: People; home: Home }>

/**
 * People do several things at once, the store fails or dies under them, comes back, and is compared with the model. What was
 * acknowledged must have happened; what was under way happened up to some point in its order, and not beyond.
 */
class Life {
  readonly tally = emptyTally()
  readonly #random: Dice
  readonly #relay: MortalRelay
  readonly #shape: Shape
  readonly #people: People
  readonly #deeds: Deeds
  readonly #readers: readonly Reader[]
  #home: Home

  constructor(seed: number, { relay, shape, people, home }: Beginning) {
    this.#relay = relay
    this.#shape = shape
    this.#people = people
    this.#home = home
    this.#random = new Dice(seed)
    this.#deeds = new Deeds(this.#random, people)
    this.#readers = home.devices.map((_, device) => new Reader(device, { home }))
  }

  async step(): Promise<void> {
    this.#relay.clock.skip(1 + this.#random.below(1000))
    const choice = this.#random.below(10)
    if (choice === 0) await this.#sweep()
    else if (choice <= 2) await this.#follow()
    else await this.#burst()
  }

  async end(): Promise<void> {
    await this.#look()
    const looksToo = this.#shape.looksAt === 'tables' && this.#random.once(4)
    if (looksToo) await this.#lookThrough(this.#random.below(this.#shape.people))
    const readers = [...this.#readers]
    for (let left = this.#shape.readers; left > 0; left--) {
      const [reader] = readers.splice(this.#random.below(readers.length), 1)
      if (reader !== undefined) await this.#catchUp(reader)
    }
  }

  async #burst(): Promise<void> {
    const nowMs = this.#relay.clock.nowMs()
    const count = 1 + this.#random.below(this.#shape.burst)
    const deeds = Array.from({ length: count }, () => this.#deeds.next(this.#home, nowMs))
    const fault = this.#fault(count)
    this.#relay.arm(fault)
    const outcomes = await this.#performAll(deeds)
    this.#relay.arm(undefined)
    this.tally.deeds += count
    this.tally.acknowledged += outcomes.filter((outcome) => outcome !== 'unavailable').length
    if (this.#relay.isDead) await this.#recover(deeds, outcomes)
    else await this.#answered(deeds, outcomes, fault)
  }

  #performAll(deeds: readonly Deed[]): Promise<readonly Outcome[]> {
    return Promise.all(deeds.map((deed) => this.#people.perform(this.#relay.truth, deed)))
  }

  /** Nobody died: what was answered happened; what was unavailable, because a COMMIT failed, did not. */
  async #answered(
    deeds: readonly Deed[],
    outcomes: readonly Outcome[],
    fault?: Fault,
  ): Promise<void> {
    const mayFail = fault?.kind === 'fails-at-commit'
    for (const [n, deed] of deeds.entries()) {
      if (mayFail && outcomes[n] === 'unavailable') this.tally.failures++
      else assert.equal(outcomes[n], perform(this.#home, deed), `answer to ${JSON.stringify(deed)}`)
    }
    const looks = this.#shape.looksAt === 'services'
    if (looks && (outcomes.includes('unavailable') || this.#random.once(4))) await this.#look()
    else await this.#learnTalks()
  }

  /** The store died. Deeds are committed in their order, so a first part of them happened: at least all that were answered. */
  async #recover(deeds: readonly Deed[], outcomes: readonly Outcome[]): Promise<void> {
    this.tally.deaths++
    await this.#relay.restart()
    const found = await this.#found()
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
    const removed = await this.#relay.sweep(this.#people.accounts)
    assert.equal(removed, trim(this.#home, this.#shape.keepEvents))
  }

  #follow(): Promise<void> {
    return this.#catchUp(this.#random.pick(this.#readers))
  }

  async #catchUp(reader: Reader): Promise<void> {
    await reader.follow(this.#relay.truth, this.#people, this.#home, this.#random)
  }

  #fault(count: number): Fault | undefined {
    switch (this.#random.below(this.#shape.faultOnceIn)) {
      case 0:
        return this.#random.once(2)
          ? { kind: 'dies-at-statement', count: 1 + this.#random.below(12 * count) }
          : { kind: 'dies-at-commit', written: this.#random.once(2) }
      case 1:
        return { kind: 'fails-at-commit' }
      default:
        return undefined
    }
  }

  async #look(): Promise<void> {
    assert.deepEqual(await this.#found(), this.#expected(this.#home))
  }

  async #lookThrough(account: number): Promise<void> {
    const { epoch } = at(this.#home.devices, 2 * account)
    assert.deepEqual(await this.#view(account, epoch), expectedView(this.#home, account))
  }

  /** Through the newest session of everybody's first device, whichever that is by now. */
  async #found(): Promise<unknown> {
    if (this.#shape.looksAt === 'tables') return storedLedger(this.#relay.store, this.#people)
    const epochs = await epochsOf(this.#people, this.#relay.store)
    const people = this.#people.accounts.map((_, account) =>
      this.#view(account, at(epochs, 2 * account)),
    )
    return { epochs, people: await Promise.all(people) }
  }

  #view(account: number, epoch: number): Promise<unknown> {
    const { floor } = at(this.#home.logs, account)
    const caller = { device: 2 * account, epoch }
    return actualView(this.#relay.truth, this.#people, { caller, floor })
  }

  /** The ids of conversations that the model knows to be new. */
  async #learnTalks(): Promise<void> {
    for (const account of this.#home.logs.keys()) {
      const pairs = [...this.#home.logs.keys()].map((other) => pairOf(account, other))
      if (!pairs.some((pair) => this.#home.talks.has(pair) && !this.#people.knowsTalk(pair)))
        continue
      const { epoch } = at(this.#home.devices, 2 * account)
      await this.#people.learnTalks(this.#relay.truth, { device: 2 * account, epoch })
    }
  }

  #expected(home: Home): unknown {
    if (this.#shape.looksAt === 'tables') return expectedLedger(home)
    const people = home.logs.map((_, account) => expectedView(home, account))
    return { epochs: home.devices.map((device) => device.epoch), people }
  }
}

/** In order of device. No service tells them, so they are read where they are kept. */
async function epochsOf({ devices }: People, sql: Sql): Promise<readonly number[]> {
  const rows = await sql.read((tx) =>
    tx.selectFrom('devices').select(['id', 'epoch']).where('id', 'in', devices).execute(),
  )
  const epochs = new Map<string, number>(rows.map((row) => [row.id, row.epoch]))
  return devices.map((device) => epochs.get(device) ?? 0)
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
