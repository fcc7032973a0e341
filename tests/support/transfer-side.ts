import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ProcessWord, TransferOffer } from './transfer-process.ts'

const PROCESS = join(import.meta.dirname, 'transfer-process.ts')

/** A process of one side; its words, one after another. */
export class Side implements AsyncDisposable {
  readonly #child: ChildProcess
  readonly #words: ProcessWord[] = []
  #waiting: (() => void) | undefined

  constructor(...args: string[]) {
    this.#child = fork(PROCESS, args)
    this.#child.on('message', (word) => {
      this.#words.push(word as ProcessWord)
      this.#waiting?.()
    })
    this.#child.on('exit', () => this.#waiting?.())
  }

  /** Undefined when the process has ended. */
  async word(): Promise<ProcessWord | undefined> {
    while (this.#words.length === 0) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) return undefined
      await new Promise<void>((resolve) => {
        this.#waiting = resolve
      })
    }
    return this.#words.shift()
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill()
  }
}

export async function startSender(
  root: string,
  path: string,
): Promise<readonly [Side, TransferOffer]> {
  const side = new Side('send', root, path)
  const word = await side.word()
  assert.ok(word?.kind === 'offer')
  return [side, word.offer]
}
