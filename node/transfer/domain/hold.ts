import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { mayMove } from '../../../src/transfer/entity/transfer-state.ts'
import type { HoldView } from '../../control/entity/queue-nouns.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { type PauseDeps, pauseTransfer, resumeTransfer } from './pause.ts'
import type { Settings } from './settings.ts'

type HoldDeps = PauseDeps & Readonly<{ settings: Settings; background: Background; clock: Clock }>

/**
 * Everything stands still until it is lifted, over restarts: what moves, what would, and what comes later, as soon as it
 * might move. Friends are told, transfer by transfer, that it is paused. Offers and answers still come and go, for they are
 * messages. What a person had paused alone stays paused when the hold is lifted.
 */
export class Hold {
  readonly #deps: HoldDeps

  constructor(deps: HoldDeps) {
    this.#deps = deps
  }

  get isOn(): boolean {
    return this.#deps.settings.current.heldSinceMs !== undefined
  }

  view(): HoldView {
    const paused = this.#deps.book.open().filter(isPausedHere)
    const held = paused.filter((record) => record.held).length
    const sinceMs = this.#deps.settings.current.heldSinceMs
    return { sinceMs, held, paused: paused.length - held }
  }

  async begin(): Promise<void> {
    const { clock, settings } = this.#deps
    await settings.change(({ heldSinceMs }) => ({ heldSinceMs: heldSinceMs ?? clock.nowMs() }))
    await this.settle()
  }

  async lift(): Promise<void> {
    await this.#deps.settings.change(() => ({ heldSinceMs: undefined }))
    await this.settle()
  }

  /** Makes every transfer what the hold says, also after a crash in the middle of a change. */
  async settle(): Promise<void> {
    const { book, tending } = this.#deps
    for (const { id } of book.open()) tending.uploads.rouse(id)
    await Promise.all(book.open().map((record) => this.#settle(record)))
  }

  /** A transfer has changed: may it move? @returns false when it may not, and is about to be paused. */
  admits(record: TransferRecord): boolean {
    if (!this.isOn || !wouldMove(record)) return true
    this.#deps.background.run('transfer-hold', () => this.#settle(record))
    return false
  }

  async #settle({ id }: TransferRecord): Promise<void> {
    const record = this.#deps.book.get(id)
    if (record === undefined) return
    if (this.isOn && wouldMove(record)) await pauseTransfer(this.#deps, record, { held: true })
    else if (!this.isOn && record.held && isPausedHere(record)) await resumeTransfer(this.#deps, id)
  }
}

function wouldMove({ state }: TransferRecord): boolean {
  return mayMove(state) || state.kind === 'moving' || state.kind === 'verifying'
}

/** It is on us to let it go on: a person paused it, the disk is full, something is wrong here. */
export function isPausedHere({ state }: TransferRecord): boolean {
  return state.kind === 'paused' && !mayMove(state)
}
