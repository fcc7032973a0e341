import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { DeviceId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { expectOffer, openTransfer } from '../../../src/transfer/domain/opening.ts'
import type { Outcome } from '../../../src/transfer/domain/outcome.ts'
import { PlainOpener } from '../../../src/transfer/domain/plain-opener.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../../src/transfer/domain/root-finisher.ts'
import { mayMove } from '../../../src/transfer/entity/transfer-state.ts'
import { manifestOf, type TransferRecord } from '../entity/transfer-record.ts'
import { MAX_PULLS, MAX_PULLS_PER_FRIEND, MOVE_RETRY, PEER_PAUSE_RETRY_MS } from '../limits.ts'
import type { Disk, OpenSink, PeerLines } from '../queue-ports.ts'
import type { Bell } from './bell.ts'
import { endWith, withoutLine } from './early-end.ts'
import type { LinkKeeper } from './link-keeper.ts'
import { MeteredChannel } from './metered-channel.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import { ProgressReport } from './progress-report.ts'
import { Runs } from './runs.ts'
import { logEnd, settle } from './settle.ts'
import { Slots } from './slots.ts'
import type { TransferBook } from './transfer-book.ts'

export type PullDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  post: Post
  keeper: LinkKeeper
  lines: PeerLines
  disk: Disk
  background: Background
  clock: Clock
  random: Random
  hasher: Hasher
  log: Logger
}>

/** An incoming transfer that was accepted: who has the file, and where it goes. */
export type Pullable = TransferRecord & Readonly<{ device: DeviceId; folder: string }>

type Move = Readonly<{ record: Pullable; report: ProgressReport; channel: MeteredChannel }>

/**
 * Brings accepted files in. Each has one run, from acceptance to its end or to a pause of ours:
 *   link → slot → stream → receive → (cut? again, with backoff)
 */
export class Pulls {
  readonly #deps: PullDeps
  readonly #runs: Runs
  readonly #slots = new Slots({ total: MAX_PULLS, perFriend: MAX_PULLS_PER_FRIEND })

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
    const { board, clock, keeper, random } = this.#deps
    let attempt = 0
    for (;;) {
      const record = this.#wanted(id)
      if (record === undefined) return
      board.waits(id, 'link')
      await keeper.linked(record, { signal })
      const moved = await this.#inSlot(record, signal)
      attempt = moved ? 0 : attempt + 1
      if (this.#wanted(id) === undefined) return
      board.waits(id, 'retry')
      const ms = this.#pausedByPeer(id)
        ? PEER_PAUSE_RETRY_MS
        : backoffMs(attempt, MOVE_RETRY, random)
      await bell.wait({ clock, ms, signal })
    }
  }

  async #inSlot(record: Pullable, signal: AbortSignal): Promise<boolean> {
    using _slot = this.#slots.take(record.friend) ?? (await this.#inLine(record, signal))
    const address = this.#deps.lines.addressOf(record.device)
    const report = new ProgressReport(this.#deps, { id: record.id, address, signal })
    const outcome = await this.#move(record, report, signal)
    const moved = await report.close()
    await settle(this.#deps, record.id, outcome)
    return moved
  }

  async #inLine({ id, friend }: Pullable, signal: AbortSignal): Promise<Disposable> {
    this.#deps.board.waits(id, 'slot')
    return await this.#slots.acquire(friend, { signal })
  }

  async #move(record: Pullable, report: ProgressReport, signal: AbortSignal): Promise<Outcome> {
    let channel: MeteredChannel
    try {
      channel = new MeteredChannel(await this.#deps.lines.open(record.device, { signal }))
    } catch (cause) {
      return withoutLine(signal, cause)
    }
    const outcome = await this.#converse({ record, report, channel }, signal)
    const { startBytes } = report
    const { chunkBytes } = channel
    logEnd(this.#deps.log, { transferId: record.id, outcome, startBytes, chunkBytes })
    return outcome
  }

  async #converse(move: Move, signal: AbortSignal): Promise<Outcome> {
    const { record, channel } = move
    try {
      await openTransfer(channel, { transferId: record.id, role: 'receiver' }, { signal })
      await using sink = await this.#openSink(record, signal)
      return await this.#receive(move, sink, signal)
    } catch (cause) {
      return await endWith({ clock: this.#deps.clock, channel, signal }, cause)
    }
  }

  async #openSink(record: Pullable, signal: AbortSignal): Promise<OpenSink> {
    const manifest = manifestOf(record)
    const { id: transferId, folder, pick } = record
    return await this.#deps.disk.openSink({ transferId, manifest, folder, pick }, { signal })
  }

  async #receive(move: Move, sink: OpenSink, signal: AbortSignal): Promise<Outcome> {
    const { hasher, clock } = this.#deps
    const { channel, record, report } = move
    const manifest = manifestOf(record)
    await using receiver = new Receiver({ sink, finisher: new RootFinisher(sink), clock })
    return await receiver.line({
      channel,
      opener: new PlainOpener({ hasher }),
      checkBegin: expectOffer(manifest, sink.plan),
      signal,
      onProgress: report.progressed,
      onVerifying: report.verifying,
    })
  }

  #wanted(id: TransferId): Pullable | undefined {
    const record = this.#deps.book.get(id)
    if (record?.direction !== 'incoming' || !mayMove(record.state)) return undefined
    const { device, folder } = record
    return device === undefined || folder === undefined ? undefined : { ...record, device, folder }
  }

  #pausedByPeer(id: TransferId): boolean {
    return this.#deps.book.get(id)?.state.kind === 'paused'
  }
}
