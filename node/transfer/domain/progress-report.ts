import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Path, TransferEvent } from '../../../src/transfer/entity/transfer-state.ts'
import type { Pace } from '../../../src/transfer/domain/voice.ts'
import type { Progress } from '../../../src/transfer/ports.ts'
import type { Carry } from '../entity/carried.ts'
import { PROGRESS_SAVE_MS } from '../limits.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { TransferBook } from './transfer-book.ts'

type ReportDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  background: Background
  clock: Clock
}>

type About = Readonly<{ id: TransferId; signal: AbortSignal }>

/** What sender and receiver tell while a stream lives, as states in the book and progress on the board. */
export class ProgressReport {
  readonly #deps: ReportDeps
  readonly #id: TransferId
  #path: Path | undefined
  readonly #signal: AbortSignal
  #startBytes: number | undefined
  #haveBytes: number | undefined
  #heldBytes = 0
  #toldHeldBytes = 0
  #savedMs = 0
  #chosenBytes: number | undefined

  constructor(deps: ReportDeps, about: About) {
    this.#deps = deps
    this.#signal = about.signal
    this.#id = about.id
  }

  /** For `onProgress`. The first call is the peer's consent to move: nothing is said to move before. */
  readonly progressed = (progress: Progress, path: Path): void => {
    const { verifiedBytes, heldBytes = 0, ofBytes } = progress
    // After a command has ended the stream, the state is the command's.
    if (this.#signal.aborted) return
    const { board, clock } = this.#deps
    const nowMs = clock.monotonicMs()
    this.#heldBytes = heldBytes
    if (ofBytes !== undefined) this.#chosen(ofBytes)
    const have = { haveBytes: verifiedBytes, heldBytes }
    if (this.#haveBytes === undefined) {
      board.started(this.#id, have)
      this.#startBytes = verifiedBytes
    }
    if (this.#path !== path) {
      this.#path = path
      this.#write({ kind: 'started', path, haveBytes: verifiedBytes })
      this.#savedMs = nowMs
    }
    this.#haveBytes = verifiedBytes
    board.progressed(this.#id, have)
    if (nowMs - this.#savedMs < PROGRESS_SAVE_MS) return
    this.#savedMs = nowMs
    this.#write(this.#progress(verifiedBytes))
  }

  /** For `onPace`, of the line that is shown. */
  readonly paced = (pace: Pace): void => {
    this.#deps.board.paced(this.#id, pace)
  }

  /** For `onExtent`, of a stream: from now on its size is known, also after a restart. */
  readonly extent = (size: number): void => {
    const { background, book } = this.#deps
    background.run('transfer-extent', async () => {
      await book.amend(this.#id, ({ file }) => ({
        file: { ...file, size },
        stream: { isOpen: false },
      }))
    })
  }

  /** Of each chunk. */
  readonly carried: Carry = (carrier, bytes) => {
    this.#deps.book.carried(this.#id, carrier, bytes)
  }

  get startBytes(): number | undefined {
    return this.#startBytes
  }

  /** For `onVerifying`. */
  readonly verifying = (): void => {
    if (this.#signal.aborted) return
    // Should this stream end here, the state must know that all of it had come.
    this.#write(this.#progress(this.#haveBytes ?? 0))
    this.#write({ kind: 'verifying' })
  }

  /** When the stream is over: what was reached, before the state moves on. @returns whether it grew. */
  async close(): Promise<boolean> {
    this.#deps.board.ended(this.#id)
    if (this.#haveBytes === undefined) return false
    await this.#deps.book.apply(this.#id, this.#progress(this.#haveBytes))
    return this.#haveBytes > (this.#startBytes ?? 0)
  }

  #progress(haveBytes: number): TransferEvent {
    const heldBytes = Math.max(0, this.#heldBytes - this.#toldHeldBytes)
    this.#toldHeldBytes = Math.max(this.#heldBytes, this.#toldHeldBytes)
    return { kind: 'progressed', haveBytes, heldBytes }
  }

  /** What was chosen of a folder is known when its listing is. */
  #chosen(chosenBytes: number): void {
    const { background, book } = this.#deps
    if (this.#chosenBytes === chosenBytes) return
    this.#chosenBytes = chosenBytes
    background.run('transfer-chosen', async () => {
      await book.amend(this.#id, () => ({ chosenBytes }))
    })
  }

  #write(event: TransferEvent): void {
    this.#deps.background.run('transfer-state', async () => {
      await this.#deps.book.apply(this.#id, event)
    })
  }
}
