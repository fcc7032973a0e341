import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Homing } from './homing-process.ts'
import type { Program } from './program.ts'

/** Longer than a whole test file. */
const NODE_LIFE_MS = 1_800_000

export async function makeNodeProcess(name: string, parent = tmpdir()): Promise<NodeProcess> {
  return new NodeProcess(name, await mkdtemp(join(parent, `homing-${name}-`)))
}

/** A profile whose node is a process of the test's own: it is started, stopped and killed without a command. */
export class NodeProcess extends Homing {
  /** A module that is loaded before the node's own: what is started from now on has it. */
  preload: URL | undefined
  #program: Program | undefined

  override async up(): Promise<void> {
    const { preload } = this
    const program = this.start(['up', '--json'], { lifeMs: NODE_LIFE_MS, preload })
    await program.line((line) => line.startsWith('{'))
    this.#program = program
  }

  async down(): Promise<void> {
    await this.#end('SIGTERM')
  }

  override async crash(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const program = this.#program
    this.#program = undefined
    await program?.kill(signal)
  }
}
