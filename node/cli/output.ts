import { styleText } from 'node:util'
import { safeJson, safeLines } from '../../src/system/safe-text.ts'
import { CliError } from './cli-error.ts'

export interface TextStream {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/**
 * Where a command says what. For people: results on stdout, notices on stderr, colours on a terminal only. With `--json`:
 * JSON on stdout, errors as JSON on stderr, and not a byte else. Whoever passes text of others makes it safe first.
 */
export class Output {
  readonly json: boolean
  readonly #stdout: TextStream
  readonly #stderr: TextStream
  readonly #colours: boolean

  constructor(
    streams: Readonly<{ stdout: TextStream; stderr: TextStream }>,
    settings: OutputSettings,
  ) {
    this.#stdout = streams.stdout
    this.#stderr = streams.stderr
    this.json = settings.json
    this.#colours = !settings.json && streams.stdout.isTTY === true && !settings.noColour
  }

  get isTerminal(): boolean {
    return !this.json && this.#stdout.isTTY === true
  }

  get columns(): number {
    return this.#stdout.columns || 80
  }

  /** The result: one JSON document, or lines for people. */
  result(value: unknown, human: () => string | readonly string[]): void {
    if (this.json) return this.#write(`${safeJson(value)}\n`)
    const text = human()
    const lines = typeof text === 'string' ? [text] : text
    for (const line of lines) this.#write(`${line}\n`)
  }

  /** As it is: for a terminal's own drawing. Nothing with `--json`. */
  draw(text: string): void {
    if (!this.json) this.#write(text)
  }

  /** Beside the result. Nothing with `--json`: what matters to a script is in the result or the error. */
  notice(text: string): void {
    if (!this.json) this.#stderr.write(`${text}\n`)
  }

  error(err: CliError): void {
    const { code, message, advice, reason, friend, retryAfterMs } = err
    if (this.json) {
      const error = { code, message, advice, reason, friend, retryAfterMs }
      this.#stderr.write(`${safeJson({ error })}\n`)
      return
    }
    const about = friend === undefined ? message : `${friend}: ${message}`
    const lines = [...safeLines(about), ...(advice === undefined ? [] : safeLines(`→ ${advice}`))]
    for (const line of lines) this.#stderr.write(`${line}\n`)
  }

  paint(colour: Colour, text: string): string {
    return this.#colours ? styleText(colour, text, { validateStream: false }) : text
  }

  #write(text: string): void {
    this.#stdout.write(text)
  }
}

export type OutputSettings = Readonly<{ json: boolean; noColour: boolean }>
