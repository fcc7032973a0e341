import assert from 'node:assert/strict'
import { ControlError } from '../../../node/control/entity/control-error.ts'
import type { SpoolId, TransferId } from '../../../src/core/ids.ts'
import { Dice } from '../dice.ts'
import { Lab } from './lab.ts'
import type { LabNode } from './lab-node.ts'

/** How long a life is, and how much happens at once in it. */
export type Profile = Readonly<{ steps: number; files: number; chunks: number }>

export type Sent = Readonly<{
  id: TransferId
  path: string
  bytes: Uint8Array
  from: LabNode
  to: LabNode
  /** Under which its content may lie in the spool. */
  spool: SpoolId | undefined
}>

/** People with their nodes, what they have sent, and what was done to it: all that a random life is about. */
export class World implements AsyncDisposable {
  readonly lab: Lab
  readonly dice: Dice
  readonly profile: Profile
  readonly people: LabNode[] = []
  readonly sent: Sent[] = []
  /** What was done on purpose, so that an end other than `done` has a cause. */
  readonly changed = new Set<TransferId>()
  readonly cancelled = new Set<TransferId>()
  readonly declined = new Set<TransferId>()
  breaks = 0
  powerCuts = 0
  /** What a spool lost: it is sent again. */
  spoiledBytes = 0
  /** The spool was always there for everybody who was: nobody had to get straight what lay in it. */
  isSpoolSteady = true

  private constructor(seed: number, profile: Profile) {
    this.lab = new Lab(seed)
    this.dice = new Dice(seed)
    this.profile = profile
  }

  /** Of two people, or three; now and then somebody does not show friends where they are. */
  static async create(seed: number, profile: Profile): Promise<World> {
    const world = new World(seed, profile)
    const names = world.dice.once(3) ? ['alice', 'bob', 'carol'] : ['alice', 'bob']
    for (const name of names) {
      const spoolOnly = world.dice.once(12)
      world.people.push(await world.lab.add(name, 1, { spoolOnly }))
    }
    return world
  }

  anyone(): LabNode {
    return this.dice.pick(this.people)
  }

  /** One of the transfers of which this node knows. */
  someOf(node: LabNode): Sent | undefined {
    if (!node.isUp || this.sent.length === 0) return undefined
    const sent = this.dice.pick(this.sent)
    return knows(node, sent.id) ? sent : undefined
  }

  /** What a person waits for may need the clock: the last word on a dead line has a time limit. */
  async withTime<T>(work: Promise<T>): Promise<void> {
    let isOver = false
    const over = work.finally(() => {
      isOver = true
    })
    over.catch(() => undefined)
    for (let turns = 0; !isOver && turns < 100; turns += 1) {
      await this.lab.run(5)
      if (!isOver) await this.lab.turn(100)
    }
    assert.ok(isOver, 'a command never came to an end')
    await over
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.lab[Symbol.asyncDispose]()
  }
}

export function knows(node: LabNode, id: TransferId): boolean {
  return node.store.has(id) && node.isUp
}

/** A no is an answer too: the state had moved on. */
export async function tolerant(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (err) {
    if (!(err instanceof ControlError)) throw err
  }
}
