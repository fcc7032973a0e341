import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { DeviceId, TransferId } from '../../../src/core/ids.ts'
import { openTransfer } from '../../../src/transfer/domain/opening.ts'
import { type Outcome, stopCodeOf } from '../../../src/transfer/domain/outcome.ts'
import { mayMove } from '../../../src/transfer/entity/transfer-state.ts'
import { isEmptyReport } from '../../control/entity/folder-report.ts'
import { choosePath } from '../entity/choose-path.ts'
import { manifestOf, type TransferRecord } from '../entity/transfer-record.ts'
import { MOVE_RETRY, PATH_CHECK_MS, PEER_PAUSE_RETRY_MS, SPOOL_AFTER_MS } from '../limits.ts'
import type { Disk, OpenSink } from '../queue-ports.ts'
import type { Bell } from './bell.ts'
import { sayStop, withoutLine } from './early-end.ts'
import type { LinkKeeper } from './link-keeper.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import { ProgressReport } from './progress-report.ts'
import { PullSession, type PullSessionDeps } from './pull-session.ts'
import type { Queue } from './queue.ts'
import { Runs } from './runs.ts'
import { settle } from './settle.ts'
import type { TransferBook } from './transfer-book.ts'

export type PullDeps = PullSessionDeps &
  Readonly<{
    book: TransferBook
    board: ProgressBoard
    post: Post
    keeper: LinkKeeper
    queue: Queue
    disk: Disk
    background: Background
  }>

/** An incoming transfer that was accepted: who has it, and where it goes. */
export type Pullable = TransferRecord & Readonly<{ device: DeviceId; folder: string }>

/**
 * Brings accepted contents in. Each has one run, from acceptance to its end or to a pause of ours:
 *   a way (a link, or the spool) → slot → session → (no way left? again, with backoff)
 * Beside it a link to the sender is looked for all the time.
 */
export class Pulls {
  readonly #deps: PullDeps
  readonly #runs: Runs

  constructor(deps: PullDeps) {
    this.#deps = deps
    this.#runs = new Runs('transfer-pull', deps.background)
  }

  /** Starts what should run. */
  tend(id: TransferId): void {
    const wanted = () => this.#wanted(id) !== undefined
    this.#runs.keep(id, wanted, (signal, bell) => this.#pull(id, signal, bell))
  }

  /** Something may have changed for the better: do not wait out the backoff. */
  rouse(id: TransferId): void {
    this.#runs.ring(id)
  }

  async end(id: TransferId, reason: Error): Promise<void> {
    await this.#runs.end(id, reason)
  }

  async #pull(id: TransferId, signal: AbortSignal, bell: Bell): Promise<void> {
    const { board, clock, facts, random } = this.#deps
    const over = new AbortController()
    const seeking = this.#seek(id, AbortSignal.any([signal, over.signal]), bell)
    try {
      let attempt = 0
      for (;;) {
        const record = this.#wanted(id)
        if (record === undefined) return
        board.waits(id, 'link')
        await this.#way(record, signal, bell)
        const moved = await this.#inSlot(record, signal, bell)
        attempt = moved ? 0 : attempt + 1
        if (this.#wanted(id) === undefined) return
        board.waits(id, 'retry')
        const ms = this.#pausedByPeer(id)
          ? PEER_PAUSE_RETRY_MS
          : backoffMs(attempt, MOVE_RETRY, random)
        await bell.wait({ clock, ms, signal })
      }
    } finally {
      facts.forget(id)
      over.abort(new Error('nobody looks for a link'))
      await seeking
    }
  }

  /** Until there is any way to go. */
  async #way(record: Pullable, signal: AbortSignal, bell: Bell): Promise<void> {
    const { clock, facts } = this.#deps
    for (;;) {
      const { direct, spool } = choosePath(facts.of(record, { isDirect: false }), {
        afterMs: SPOOL_AFTER_MS,
      })
      if (direct || spool) return
      await bell.wait({ clock, ms: PATH_CHECK_MS, signal })
    }
  }

  /** Dials the sender whenever there is no link, also while the spool gives what it has. */
  async #seek(id: TransferId, signal: AbortSignal, bell: Bell): Promise<void> {
    const { facts, keeper, lines } = this.#deps
    if (facts.spoolOnly) return
    try {
      for (let record = this.#wanted(id); record !== undefined; record = this.#running(id)) {
        await keeper.linked(record, { signal })
        bell.ring()
        await lines.lost(record.device, { signal })
      }
    } catch (err) {
      if (!signal.aborted) throw err
    }
  }

  async #inSlot(record: Pullable, signal: AbortSignal, bell: Bell): Promise<boolean> {
    const { down } = this.#deps.queue
    using _slot = down.take(record) ?? (await this.#inLine(record, signal))
    const report = new ProgressReport(this.#deps, { id: record.id, signal })
    const outcome = await this.#session(record, report, signal, bell)
    const moved = await report.close()
    await settle(this.#deps, record.id, outcome)
    return moved
  }

  async #inLine(record: Pullable, signal: AbortSignal): Promise<Disposable> {
    this.#deps.board.waits(record.id, 'slot')
    return await this.#deps.queue.down.acquire(record, { signal })
  }

  async #session(
    record: Pullable,
    report: ProgressReport,
    signal: AbortSignal,
    bell: Bell,
  ): Promise<Outcome> {
    const manifest = manifestOf(record)
    const { id: transferId, folder, pick } = record
    try {
      const target = { transferId, manifest, folder, pick }
      await using sink = await this.#deps.disk.openSink(target, { signal })
      const session = new PullSession(this.#deps, { record, sink, report, signal, bell })
      const outcome = await session.run()
      if (outcome.kind === 'verified') await this.#keepReport(transferId, sink)
      return outcome
    } catch (cause) {
      if (signal.aborted) return withoutLine(signal, cause)
      return await this.#withoutSink(record, cause, signal)
    }
  }

  /** Before the end is told, so that both are seen together. */
  async #keepReport(id: TransferId, { folderReport: report }: OpenSink): Promise<void> {
    if (report === undefined || isEmptyReport(report)) return
    await this.#deps.book.amend(id, () => ({ report }))
  }

  /** The disk said no before there was a line: the sender is told over one, if there is a link. */
  async #withoutSink(
    { id, device }: Pullable,
    cause: unknown,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { clock, lines } = this.#deps
    const code = stopCodeOf(cause) ?? 'failed'
    try {
      const channel = await lines.open(device, { signal })
      await openTransfer(channel, { transferId: id, role: 'receiver' }, { signal })
      await sayStop({ clock, channel }, code)
    } catch {
      // It hears of an end as a message, and of a pause when it asks.
    }
    return { kind: 'stopped', by: 'us', code, cause }
  }

  #wanted(id: TransferId): Pullable | undefined {
    const record = this.#pullable(id)
    return record !== undefined && mayMove(record.state) ? record : undefined
  }

  #running(id: TransferId): Pullable | undefined {
    const record = this.#pullable(id)
    const isOnTheLine = record?.state.kind === 'moving' || record?.state.kind === 'verifying'
    return isOnTheLine ? record : this.#wanted(id)
  }

  #pullable(id: TransferId): Pullable | undefined {
    const record = this.#deps.book.get(id)
    if (record?.direction !== 'incoming') return undefined
    const { device, folder } = record
    return device === undefined || folder === undefined ? undefined : { ...record, device, folder }
  }

  #pausedByPeer(id: TransferId): boolean {
    return this.#deps.book.get(id)?.state.kind === 'paused'
  }
}
