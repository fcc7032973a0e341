import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A real program of this checkout, run as a person would, with what it printed. */

const LAUNCHERS = {
  homing: fileURLToPath(new URL('../../node/bin/homing.js', import.meta.url)),
  relay: fileURLToPath(new URL('../../relay/bin/relay.js', import.meta.url)),
}

export type ProgramOptions = Readonly<{
  env?: Record<string, string>
  cwd?: string
  /** A module that is loaded before the program's own. */
  preload?: URL | undefined
  /** The launcher of another installation than this checkout. */
  main?: string
  /** A command that runs the program's: `nsenter …`. */
  via?: readonly string[]
  /** Another user of this machine, where the test may choose: as root. */
  uid?: number
  /** What it reads on stdin; nothing when absent. */
  input?: string
  /** stdin stays open: the test writes to it. */
  keepInput?: boolean
  /** stdout and stderr go to where ours go; then there is nothing to read here. */
  inherit?: boolean
  /** A program that hangs is ended after this long, so that the test fails and cleans up. For ever when absent. */
  lifeMs?: number
}>

export class Program {
  readonly child: ChildProcess
  readonly exited: Promise<number>
  stdout = ''
  stderr = ''
  readonly #lines: string[] = []
  readonly #waiting: (() => void)[] = []
  #taken = 0
  #over = false

  constructor(name: keyof typeof LAUNCHERS, args: readonly string[], options: ProgramOptions = {}) {
    const command = [process.execPath, options.main ?? LAUNCHERS[name], ...args]
    const [file = '', ...rest] = [...(options.via ?? []), ...command]
    this.child = spawn(file, rest, {
      env: { ...cleanEnv(), ...preloads(options.preload), ...options.env },
      cwd: options.cwd,
      uid: options.uid,
      stdio: options.inherit === true ? ['pipe', 'inherit', 'inherit'] : ['pipe', 'pipe', 'pipe'],
    })
    this.child.stdin?.on('error', () => {})
    if (options.keepInput !== true) this.child.stdin?.end(options.input ?? '')
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text
    })
    const lines = this.child.stdout && createInterface({ input: this.child.stdout })
    lines?.on('line', (line) => {
      this.#lines.push(line)
      this.#wake()
    })
    const { lifeMs } = options
    const late = lifeMs === undefined ? undefined : setTimeout(() => this.#end(lifeMs), lifeMs)
    this.exited = once(this.child, 'close').then(([code, signal]) => {
      clearTimeout(late)
      this.#over = true
      this.#wake()
      return signal === null ? (code as number) : 128
    })
  }

  get pid(): number {
    return this.child.pid ?? 0
  }

  /** The next line of stdout for which `wanted` holds; those before it are passed over. */
  async line(wanted: (line: string) => boolean = () => true): Promise<string> {
    for (;;) {
      while (this.#taken < this.#lines.length) {
        const line = this.#lines[this.#taken] ?? ''
        this.#taken += 1
        if (wanted(line)) return line
      }
      if (this.#over) {
        throw new Error(`the program ended before such a line\n${this.stdout}\n${this.stderr}`)
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async kill(signal: NodeJS.Signals): Promise<number> {
    this.child.kill(signal)
    return await this.exited
  }

  #end(lifeMs: number): void {
    this.stderr += `\nended by the test: it still ran after ${lifeMs} ms`
    this.child.kill('SIGKILL')
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

/** With the mutant that this test is run with, if any (mutant-run.ts). */
function preloads(own: URL | undefined): NodeJS.ProcessEnv {
  const modules = [own?.href, process.env['HOMING_TEST_PRELOAD']].filter(Boolean)
  if (modules.length === 0) return {}
  return { NODE_OPTIONS: modules.map((each) => `--import=${each}`).join(' ') }
}

/** Without what belongs to the test runner or to a person's own profile. What is piped has no colours. */
function cleanEnv(): NodeJS.ProcessEnv {
  const {
    NODE_TEST_CONTEXT: _a,
    NODE_OPTIONS: _b,
    HOMING_HOME: _c,
    HOMING_TEST_PRELOAD: _d,
    ...env
  } = process.env
  return env
}
