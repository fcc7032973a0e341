import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Homing } from './homing-process.ts'

/** `homing` on a terminal of its own, by `script` of util-linux: typed to as a person types, and read as the screen is. */

const LAUNCHER = fileURLToPath(new URL('../../node/bin/homing.js', import.meta.url))

/** A program that hangs is ended, so that the test fails and cleans up. */
const SCREEN_LIFE_MS = 120_000

/** Why there is no terminal here, for `skip`; false where there is one. */
export function noTerminal(): string | false {
  const { status, stdout } = spawnSync('script', ['--version'], { encoding: 'utf8' })
  if (status === 0 && stdout.includes('util-linux')) return false
  return 'the program `script` of util-linux is not installed'
}

export class TerminalProgram implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #exited: Promise<number>
  #screen = ''
  #seen = 0
  #over = false
  #wake: () => void = () => {}

  constructor(homing: Homing, args: readonly string[]) {
    const command = [process.execPath, LAUNCHER, ...args].map((arg) => `'${arg}'`).join(' ')
    const { NODE_TEST_CONTEXT: _, NO_COLOR: __, ...env } = process.env
    this.#child = spawn(
      'script',
      ['-qfec', `stty cols 100 rows 30; exec ${command}`, '/dev/null'],
      {
        env: { ...env, HOMING_HOME: homing.folder, TERM: 'xterm-256color' },
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    )
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#screen += text
      this.#wake()
    })
    const late = setTimeout(() => this.#child.kill('SIGTERM'), SCREEN_LIFE_MS)
    this.#exited = once(this.#child, 'close').then(([code]) => {
      clearTimeout(late)
      this.#over = true
      this.#wake()
      return code as number
    })
  }

  /** Everything that came to the screen, with its control sequences. */
  get screen(): string {
    return this.#screen
  }

  get exited(): Promise<number> {
    return this.#exited
  }

  type(text: string): void {
    this.#child.stdin?.write(text)
  }

  /** Waits until the pattern stands in what came after the last one that was waited for. */
  async see(pattern: RegExp): Promise<void> {
    for (;;) {
      const found = pattern.exec(this.#screen.slice(this.#seen))
      if (found !== null) {
        this.#seen += found.index + found[0].length
        return
      }
      if (this.#over) throw new Error(`${pattern} never came:\n${JSON.stringify(this.#screen)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin?.end()
    this.#child.kill('SIGTERM')
    await this.#exited
  }
}
