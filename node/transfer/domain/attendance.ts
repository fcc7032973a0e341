import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { DeviceId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { openTransfer } from '../../../src/transfer/domain/opening.ts'
import { mayMove } from '../../../src/transfer/entity/transfer-state.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import { OPENING_TIMEOUT_MS } from '../limits.ts'
import type { PeerLines } from '../queue-ports.ts'
import type { Bell } from './bell.ts'
import type { LinkKeeper } from './link-keeper.ts'
import { Runs } from './runs.ts'
import type { TransferBook } from './transfer-book.ts'
import type { WayFacts } from './way-facts.ts'

export type AttendanceDeps = Readonly<{
  book: TransferBook
  facts: WayFacts
  keeper: LinkKeeper
  lines: PeerLines
  background: Background
  clock: Clock
  log: Logger
}>

type Attended = TransferRecord & Readonly<{ device: DeviceId }>

/**
 * The sender's share in finding each other: while an accepted file has not arrived, this side dials the receiver too,
 * and tells it when the way is free again. The receiver opens the streams.
 */
export class Attendance {
  readonly #deps: AttendanceDeps
  readonly #runs: Runs
  readonly #knocks: Runs

  constructor(deps: AttendanceDeps) {
    this.#deps = deps
    this.#runs = new Runs('transfer-attendance', deps.background)
    this.#knocks = new Runs('transfer-knock', deps.background)
  }

  tend(id: TransferId): void {
    const wanted = () => this.#attended(id) !== undefined
    this.#runs.keep(id, wanted, (signal, bell) => this.#attend(id, signal, bell))
  }

  rouse(id: TransferId): void {
    this.#runs.ring(id)
  }

  async end(id: TransferId, reason: Error): Promise<void> {
    await Promise.all([this.#runs.end(id, reason), this.#knocks.end(id, reason)])
  }

  /**
   * Asks a linked receiver to come now, by opening the stream as the sender: it refuses, and pulls by itself. A knock that
   * gets lost costs time only.
   */
  knock(id: TransferId): void {
    const record = this.#attended(id)
    if (record === undefined || this.#knocks.has(id)) return
    void this.#knocks.start(id, async (signal) => {
      const late = () => new Error('nobody answered the knock')
      const limits = { ms: OPENING_TIMEOUT_MS, signal, late }
      try {
        await withDeadline(this.#deps.clock, limits, (knocking) => this.#knock(record, knocking))
      } catch (err) {
        this.#deps.log.debug({ err, transferId: id }, 'knock went unheard')
      }
    })
  }

  async #knock({ id, device }: Attended, signal: AbortSignal): Promise<void> {
    const channel = await this.#deps.lines.open(device, { signal })
    try {
      await openTransfer(channel, { transferId: id, role: 'sender' }, { signal })
      await channel.receive({ signal })
      await channel.finish()
    } catch (err) {
      channel.reset()
      throw err
    }
  }

  async #attend(id: TransferId, signal: AbortSignal, bell: Bell): Promise<void> {
    const { clock, keeper, lines } = this.#deps
    for (let record = this.#attended(id); record !== undefined; record = this.#attended(id)) {
      await keeper.linked(record, { signal })
      if (lines.connected(record.device)) await bell.wait({ clock, signal })
    }
  }

  #attended(id: TransferId): Attended | undefined {
    const { book, facts } = this.#deps
    const record = book.get(id)
    if (facts.spoolOnly) return undefined
    if (record?.direction !== 'outgoing' || record.device === undefined) return undefined
    const { state, device } = record
    const isOnTheLine = state.kind === 'moving' || state.kind === 'verifying'
    return mayMove(state) || isOnTheLine ? { ...record, device } : undefined
  }
}
