import type { Background } from '../../../src/core/background.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { isOver } from '../../../src/transfer/entity/transfer-state.ts'
import type { Disk, Stages } from '../queue-ports.ts'
import type { ProgressBoard } from './progress-board.ts'
import { Runs } from './runs.ts'
import type { TransferBook } from './transfer-book.ts'
import type { WayFacts } from './way-facts.ts'
import { manifestOf } from '../entity/transfer-record.ts'

export type SweepDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  facts: WayFacts
  disk: Disk
  stages: Stages
  /** Ends every run of this transfer. */
  end: (id: TransferId, reason: Error) => Promise<void>
  background: Background
  log: Logger
}>

/** Removes what a transfer leaves here when it is over: staging file, chunk set, digests, what was known of its ways. Again after a crash. */
export class Sweep {
  readonly #deps: SweepDeps
  readonly #runs: Runs

  constructor(deps: SweepDeps) {
    this.#deps = deps
    this.#runs = new Runs('transfer-sweep', deps.background)
  }

  tend(id: TransferId): void {
    this.#runs.keep(
      id,
      () => this.#isDue(id),
      async (signal) => {
        await this.#sweep(id, signal)
        await this.#deps.book.amend(id, () => ({ litter: false }))
      },
    )
  }

  async #sweep(id: TransferId, signal: AbortSignal): Promise<void> {
    // The end may have come as a message, while a stream still moves: that would leave litter again.
    await this.#deps.end(id, new Error('the transfer is over'))
    this.#deps.facts.forget(id)
    this.#deps.board.forget(id)
    const record = this.#deps.book.get(id)
    if (record?.direction === 'incoming' && record.folder !== undefined) {
      const manifest = manifestOf(record)
      const staged = { transferId: id, manifest, folder: record.folder, pick: undefined }
      // Of a file that has its final name nothing is staged; then this finds nothing.
      await this.#deps.disk.discard(staged, { signal })
    }
    if (record?.direction === 'outgoing' && record.stream !== undefined) {
      await this.#deps.stages.remove(id)
    }
    await this.#deps.disk.forget(id)
  }

  #isDue(id: TransferId): boolean {
    const record = this.#deps.book.get(id)
    return record !== undefined && record.litter && isOver(record.state)
  }
}
