import { join } from 'node:path'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { relayTruth } from '../../support/relay-truth.ts'
import { memoryFolder } from '../../support/temp-sqlite.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { type Deed, emptyHome, type Home, perform } from './home-model.ts'
import { People } from './people.ts'

/** A home with pairs of friends who have said nothing yet, made once by the relay itself: each store begins as a copy of it. */
export class SettledHome implements Disposable {
  readonly #folder = memoryFolder()
  readonly #pairs: People[] = []

  private constructor() {}

  static async build(pairs: number): Promise<SettledHome> {
    const home = new SettledHome()
    await using sql = await openSqlite(home.file)
    const truth = relayTruth(sql, { clock: new TurnedClock() })
    for (let n = 0; n < pairs; n++) {
      const people = await People.settle(truth, 2, { first: 2 * n })
      for (const deed of friendship()) await people.perform(truth, deed)
      await people.learnTalks(truth, { device: 0, epoch: 1 })
      home.#pairs.push(people)
    }
    return home
  }

  get file(): string {
    return join(this.#folder.path, 'relay.sqlite')
  }

  get pairs(): readonly People[] {
    return this.#pairs
  }

  /** What the model knows of each pair. */
  model(): Home {
    const home = emptyHome(2)
    for (const deed of friendship()) perform(home, deed)
    return home
  }

  [Symbol.dispose](): void {
    this.#folder[Symbol.dispose]()
  }
}

function friendship(): readonly Deed[] {
  return [
    { kind: 'request', caller: { device: 0, epoch: 1 }, other: 1, nowMs: 0 },
    { kind: 'accept', caller: { device: 2, epoch: 1 }, other: 0, nowMs: 0 },
  ]
}
