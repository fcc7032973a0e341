import type { TransferView } from '../control/entity/nouns.ts'
import type { Output } from './output.ts'
import { hasEnded, progressText, reportLine, shortId } from './transfer-text.ts'

/** Lines that are redrawn at once; more transfers than that are counted. */
const MAX_LINES = 8
const CLEAR_TO_END = '\u001b[J'
const upBy = (lines: number) => (lines === 0 ? '' : `\u001b[${lines}A`)

/** Another tenth; of a stream, of which nobody knows a tenth, another doubling. */
function step({ sizeKnown, verifiedBytes, totalBytes }: TransferView): number {
  if (!sizeKnown) return Math.floor(Math.log2(Math.max(1, verifiedBytes)))
  return Math.floor((verifiedBytes / Math.max(1, totalBytes)) * 10)
}

/**
 * Shows transfers as they move. On a terminal: one line each that is redrawn, and stays when it ended. Elsewhere: a line
 * whenever a state changed or another tenth is there. With `--json`: every change, a JSON object a line.
 */
export class ProgressDisplay {
  readonly #out: Output
  readonly #open = new Map<string, TransferView>()
  readonly #states = new Map<string, string>()
  #drawnLines = 0

  constructor(out: Output) {
    this.#out = out
  }

  show(transfer: TransferView): void {
    if (!this.#out.isTerminal) return this.#report(transfer)
    this.#open.set(transfer.id, transfer)
    this.#redraw(hasEnded(transfer) ? transfer : undefined)
  }

  #report(transfer: TransferView): void {
    const tenth = step(transfer)
    const state = `${transfer.state} ${transfer.why ?? ''} ${tenth}`
    if (!this.#out.json && this.#states.get(transfer.id) === state) return
    this.#states.set(transfer.id, state)
    const about = hasEnded(transfer) ? reportLine(transfer) : undefined
    this.#out.result(transfer, () => [
      `${progressText(transfer)}  (${shortId(transfer.id)})`,
      ...(about === undefined ? [] : [`  ${about}`]),
    ])
  }

  #redraw(ended: TransferView | undefined): void {
    if (ended !== undefined) this.#open.delete(ended.id)
    const width = Math.max(20, this.#out.columns - 1)
    const lines = [...this.#open.values()]
      .slice(0, MAX_LINES)
      .map((each) => progressText(each, width))
    if (this.#open.size > MAX_LINES) lines.push(`… and ${this.#open.size - MAX_LINES} more`)
    const last = ended === undefined ? '' : `${this.#ending(ended)}\n`
    const block = lines.map((line) => `${line}\n`).join('')
    this.#out.draw(`${upBy(this.#drawnLines)}\r${CLEAR_TO_END}${last}${block}`)
    this.#drawnLines = lines.length
  }

  /** Stays on the screen, so it may wrap. */
  #ending(transfer: TransferView): string {
    const text = progressText(transfer)
    const line = this.#out.paint(transfer.state === 'done' ? 'green' : 'red', text)
    const about = reportLine(transfer)
    const below = [transfer.root, about].filter((each) => each !== undefined)
    return [line, ...below].join('\n  ')
  }
}
