import type { StreamLimits } from '../../../node/transfer/domain/streams.ts'
import type { Random } from '../../../src/core/random.ts'
import { seededRandom } from '../seeded-random.ts'
import { TurnedClock } from '../turned-clock.ts'
import { LabHome } from './lab-home.ts'
import { LabNetwork } from './lab-network.ts'
import { LabNode, type LabNodeOptions, pairOf } from './lab-node.ts'
import { LabSpool } from './lab-spool.ts'

/** Turns of the event loop without any news after which nothing more happens by itself. */
const QUIET_TURNS = 12

/**
 * Nodes with the real queue of transfers, sender, receiver and codec, around a home, a network and disks in memory, on a
 * turned clock. What a node's process has in its hands is lost when it crashes; disk, store, outbox and home are not.
 */
export class Lab implements AsyncDisposable {
  readonly clock = new TurnedClock()
  readonly random: Random
  readonly network = new LabNetwork({ clock: this.clock })
  readonly home = new LabHome()
  readonly spool = new LabSpool({ clock: this.clock })
  readonly nodes: LabNode[] = []
  /** How far a stream may be ahead, for nodes that start from now on. */
  streams: Partial<StreamLimits> = {}
  /** Pairs who are no friends (any more). */
  readonly strangers = new Set<string>()

  constructor(seed: number) {
    this.random = seededRandom(seed)
    this.spool.onChange = () => this.tell()
  }

  async add(name: string, device = 1, options: LabNodeOptions = {}): Promise<LabNode> {
    const node = new LabNode(this, { name, device }, options)
    this.nodes.push(node)
    await node.start()
    return node
  }

  /** Lets what is ready happen, for a number of turns of the event loop. */
  async run(turns: number): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) await this.#turn()
  }

  /** Until nothing happens by itself any more. */
  async settle(): Promise<void> {
    let seen = -1
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      const moved = await this.#turn()
      const now = this.network.movedBytes + this.network.dials + this.spool.movedBytes
      if (moved || now !== seen) quiet = 0
      seen = now
    }
  }

  /** Settles, turns the clock in small steps, settles. */
  async pass(ms: number): Promise<void> {
    await this.settle()
    const stepMs = Math.max(1, Math.ceil(ms / 8))
    for (let passed = 0; passed < ms; passed += stepMs) {
      await this.turn(stepMs)
      await this.settle()
    }
  }

  /** Time passes, also for disks. */
  async turn(ms: number): Promise<void> {
    await this.clock.turn(ms)
    for (const { disk } of this.nodes) disk.checkpoint()
  }

  unfriend(a: LabNode, b: LabNode): void {
    this.strangers.add(pairOf(a.account, b.account))
    this.tell()
  }

  befriend(a: LabNode, b: LabNode): void {
    this.strangers.delete(pairOf(a.account, b.account))
    this.tell()
  }

  /** Presence, friendship or a link to the home changed somewhere. */
  tell(): void {
    for (const node of this.nodes) node.hearNews()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    let isOver = false
    const stopped = Promise.all(this.nodes.map((node) => node.stop())).finally(() => {
      isOver = true
    })
    // Last words have a time limit, and nobody else turns the clock any more.
    while (!isOver) await this.clock.turn(1000)
    await stopped
  }

  async #turn(): Promise<boolean> {
    let moved = false
    for (const node of this.nodes) if (await node.exchange()) moved = true
    await new Promise((resolve) => setImmediate(resolve))
    return moved
  }
}
