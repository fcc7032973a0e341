import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Program, type ProgramOptions } from './program.ts'

/** One profile of the program `homing`, driven by its command line alone. Disposing it stops the node and removes all. */
export async function makeHoming(name = 'node', always: ProgramOptions = {}): Promise<Homing> {
  return new Homing(name, await mkdtemp(join(tmpdir(), `homing-${name}-`)), always)
}

/** What a person is told of a relay. */
export type RelayAddress = Readonly<{ address: string; invite: string }>

export type Ran = Readonly<{ code: number; stdout: string; stderr: string }>

export const PASSWORD = 'correct horse battery staple'

/** A command of a test; those that wait for more say so. */
const COMMAND_LIFE_MS = 180_000

export class Homing implements AsyncDisposable {
  readonly name: string
  /** The profile; its parent holds nothing else of this test. */
  readonly folder: string
  readonly #top: string
  readonly #always: ProgramOptions
  readonly #running = new Set<Program>()

  constructor(name: string, top: string, always: ProgramOptions = {}) {
    this.name = name
    this.#top = top
    this.#always = always
    this.folder = join(top, 'profile')
  }

  get downloads(): string {
    return join(this.folder, 'downloads')
  }

  /** Started and left to run, for commands that follow something. It is ended with the profile at the latest. */
  start(args: readonly string[], options: ProgramOptions = {}): Program {
    const env = { HOMING_HOME: this.folder, ...options.env }
    const usual = { cwd: this.#top, lifeMs: COMMAND_LIFE_MS, ...this.#always }
    const program = new Program('homing', args, { ...usual, ...options, env })
    this.#running.add(program)
    void program.exited.then(() => this.#running.delete(program))
    return program
  }

  async run(args: readonly string[], options: ProgramOptions = {}): Promise<Ran> {
    const program = this.start(args, options)
    const code = await program.exited
    return { code, stdout: program.stdout, stderr: program.stderr }
  }

  /** @returns stdout of a command that must succeed. */
  async ok(args: readonly string[], options: ProgramOptions = {}): Promise<string> {
    const { code, stdout, stderr } = await this.run(args, options)
    assert.equal(code, 0, `homing ${args.join(' ')}\n${stdout}\n${stderr}`)
    return stdout
  }

  /** @returns the one JSON document that a command which must succeed prints. */
  async json<T>(args: readonly string[], options: ProgramOptions = {}): Promise<T> {
    const stdout = await this.ok([...args, '--json'], options)
    assert.equal(stdout.trimEnd().split('\n').length, 1, `one document: ${stdout}`)
    return JSON.parse(stdout) as T
  }

  /** @returns the JSON lines that a command which must succeed prints. */
  async jsonLines<T>(args: readonly string[], options: ProgramOptions = {}): Promise<T[]> {
    const stdout = await this.ok([...args, '--json'], options)
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as T)
  }

  async up(): Promise<void> {
    await this.ok(['up', '--detach'])
  }

  async register(relay: RelayAddress, name = this.name): Promise<void> {
    const to = ['--home', relay.address, '--invite', relay.invite]
    await this.ok(['register', name, ...to, '--password-stdin'], { input: `${PASSWORD}\n` })
  }

  /** The daemon's process. */
  async pid(): Promise<number> {
    const file = JSON.parse(await readFile(join(this.folder, 'control.json'), 'utf8')) as {
      pid: number
    }
    return file.pid
  }

  /** As a crash: nothing is flushed, nothing is said. Resolves when the process is gone. */
  async crash(): Promise<void> {
    const pid = await this.pid()
    process.kill(pid, 'SIGKILL')
    while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 5))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#running].map((program) => program.kill('SIGTERM')))
    const { code } = await this.run(['down'])
    if (code !== 0) await this.crash().catch(() => {})
    await rm(this.#top, { recursive: true, force: true })
  }
}

/** Both registered on the relay, both nodes up, and friends. */
export async function befriend(relay: RelayAddress, alice: Homing, bob: Homing): Promise<void> {
  await Promise.all([alice.up(), bob.up()])
  await Promise.all([alice.register(relay), bob.register(relay)])
  await alice.ok(['friends', 'add', bob.name])
  await eventually(async () => {
    const { incoming } = await bob.json<{ incoming: { name: string }[] }>(['friends', 'requests'])
    return incoming.some((each) => each.name === alice.name)
  })
  await bob.ok(['friends', 'accept', alice.name])
  await eventually(async () => {
    const { friends } = await alice.json<{ friends: { name: string }[] }>(['friends', 'list'])
    return friends.some((each) => each.name === bob.name)
  })
}

/** Asks again until it holds: for what another process does, and of which it tells nobody. */
export async function eventually(
  holds: () => Promise<boolean>,
  options: Readonly<{ timeoutMs?: number }> = {},
): Promise<void> {
  const untilMs = performance.now() + (options.timeoutMs ?? 20_000)
  while (!(await holds())) {
    if (performance.now() > untilMs) throw new Error(`did not come to hold: ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
