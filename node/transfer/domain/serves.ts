import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { DeviceId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { refuseOpening } from '../../../src/transfer/domain/opening.ts'
import { type Outcome } from '../../../src/transfer/domain/outcome.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import {
  type RefusalCode,
  STOP_CODES,
  type StopCode,
} from '../../../src/transfer/entity/messages.ts'
import { isOver, mayMove } from '../../../src/transfer/entity/transfer-state.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { manifestOf, type TransferRecord } from '../entity/transfer-record.ts'
import { ANSWER_HOLD_MS } from '../limits.ts'
import type { Disk, OpenSource, Parties, PeerLines } from '../queue-ports.ts'
import { pathOf } from '../entity/path-of.ts'
import { endWith, sayStop } from './early-end.ts'
import { inTurn } from './in-turn.ts'
import { Load } from './load.ts'
import { MeteredChannel } from './metered-channel.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Queue } from './queue.ts'
import { ProgressReport } from './progress-report.ts'
import { Runs } from './runs.ts'
import { logEnd, settle } from './settle.ts'
import type { Streams } from './streams.ts'
import type { Throttle } from './throttle.ts'
import { ThrottledChannel } from './throttled-channel.ts'
import type { TransferBook } from './transfer-book.ts'

export type ServeDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  post: Post
  parties: Parties
  lines: PeerLines
  queue: Queue
  throttle: Throttle
  disk: Disk
  streams: Streams
  background: Background
  clock: Clock
  hasher: Hasher
  log: Logger
  /** Chunks of this transfer begin to go straight. */
  onMoving: (id: TransferId) => void
}>

type Verdict =
  | Readonly<{ kind: 'serve'; record: TransferRecord }>
  | Readonly<{ kind: 'refuse'; code: RefusalCode }>
  | Readonly<{ kind: 'stop'; code: StopCode }>

type Asked = Readonly<{ id: TransferId; remote: DeviceId; channel: TransferChannel }>

/**
 * Hands out the files that were offered, to the device that accepted them and to nobody else. A device that asks for what
 * it was not offered learns nothing: the answer is the one for a transfer that does not exist.
 */
export class Serves {
  readonly #deps: ServeDeps
  readonly #runs: Runs
  readonly #moving = new Set<TransferId>()

  constructor(deps: ServeDeps) {
    this.#deps = deps
    this.#runs = new Runs('transfer-serve', deps.background)
  }

  async end(id: TransferId, reason: Error): Promise<void> {
    await this.#runs.end(id, reason)
  }

  /** To the end of the stream. */
  async serve(asked: Asked, signal: AbortSignal): Promise<void> {
    if (this.#offeredTo(asked) !== undefined) await this.#answered(asked.id, signal)
    if (this.#offeredTo(asked)?.device === asked.remote) {
      // A receiver that comes again has lost its older stream, even if that still looks alive from here.
      await this.#runs.end(asked.id, new Error('the receiver opened a newer stream'))
    }
    // From here to the start of the run in one turn, so that no command comes in between.
    const verdict = this.#judge(asked)
    switch (verdict.kind) {
      case 'refuse':
        return await refuseOpening(asked.channel, verdict.code, { signal })
      case 'stop':
        return await sayStop({ clock: this.#deps.clock, channel: asked.channel }, verdict.code)
      case 'serve':
        return await this.#inSlot(asked, verdict.record)
    }
  }

  #judge(asked: Asked): Verdict {
    const record = this.#offeredTo(asked)
    if (record === undefined) return { kind: 'refuse', code: 'unknown-transfer' }
    if (isUnanswered(record)) return { kind: 'refuse', code: 'not-ready' }
    const isAnothers = record.device !== undefined && record.device !== asked.remote
    if (isAnothers) return { kind: 'refuse', code: 'unknown-transfer' }
    return verdictOn(record)
  }

  /** What we offer to the friend whose device this is. */
  #offeredTo({ id, remote }: Asked): TransferRecord | undefined {
    const party = this.#deps.parties.byDevice(remote)
    // Friendship may have ended since the gate let the stream in. No answer: it might be taken for the transfer's end.
    if (party === undefined) throw new Error('not the device of a friend')
    const record = this.#deps.book.get(id)
    const isTheirs = record?.direction === 'outgoing' && record.friend === party.account
    return isTheirs ? record : undefined
  }

  /** The stream may be quicker than the answer, which comes by way of the home. */
  async #answered(id: TransferId, signal: AbortSignal): Promise<void> {
    const { book, clock } = this.#deps
    const limits = { ms: ANSWER_HOLD_MS, signal, late: () => new Error('no answer in time') }
    const isDecided = (record: TransferRecord) => !isUnanswered(record)
    try {
      await withDeadline(clock, limits, (waiting) => book.when(id, isDecided, { signal: waiting }))
    } catch {
      signal.throwIfAborted()
    }
  }

  /** Chunks go out straight, as far as this side knows. */
  isMoving(id: TransferId): boolean {
    return this.#moving.has(id)
  }

  #begins(id: TransferId): void {
    if (this.#moving.has(id)) return
    this.#moving.add(id)
    this.#deps.onMoving(id)
  }

  async #inSlot(asked: Asked, record: TransferRecord): Promise<void> {
    await this.#runs.start(record.id, async (signal) => {
      const { clock, queue } = this.#deps
      const line = { channel: asked.channel, clock, signal }
      try {
        using _slot = queue.up.take(record) ?? (await inTurn(queue.up, record, line))
        await this.#send(asked, record, signal)
      } catch (cause) {
        // Paused or cancelled while it waited: the peer is told why. A broken line is nobody's fault.
        await endWith(line, cause)
      }
    })
  }

  async #send(asked: Asked, record: TransferRecord, signal: AbortSignal): Promise<void> {
    const { log, throttle } = this.#deps
    const { id, friendName: friend } = record
    const report = new ProgressReport(this.#deps, { id, signal })
    const load = new Load(report.carried)
    const inner = new MeteredChannel(asked.channel, (some) => load.carry('straight', some))
    const channel = new ThrottledChannel({ inner, throttle }, { id, friend })
    const outcome = await this.#converse({ asked, record, report, channel }, signal)
    this.#moving.delete(id)
    const { startBytes } = report
    const { moved } = load
    logEnd(log, { transferId: id, way: 'direct', outcome, startBytes, moved })
    await report.close()
    await settle(this.#deps, id, outcome)
  }

  /** A stream that has ended is like any file. */
  async #source({ id, source, stream }: TransferRecord, signal: AbortSignal): Promise<OpenSource> {
    const { disk, streams } = this.#deps
    if (stream?.isOpen) return await streams.openSource(id, { signal })
    if (source === undefined) throw new Error('an outgoing transfer without a source')
    return await disk.openSource(source, { signal })
  }

  async #converse(
    move: Readonly<{
      asked: Asked
      record: TransferRecord
      report: ProgressReport
      channel: TransferChannel
    }>,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { asked, record, report, channel } = move
    const { disk, hasher, clock, lines } = this.#deps
    try {
      await using source = await this.#source(record, signal)
      const ledger = disk.ledger(record.id)
      const manifest = manifestOf(record)
      const holder = new SourceHolder({ source, ledger, hasher }, manifest)
      const outcome = await send(
        { holder, channel, clock },
        {
          signal,
          onProgress: (progress) => {
            this.#begins(record.id)
            report.progressed(progress, pathOf(lines.addressOf(asked.remote)))
          },
          onVerifying: report.verifying,
          onPace: report.paced,
        },
      )
      return outcome.kind === 'verified' ? { ...outcome, name: record.file.name } : outcome
    } catch (cause) {
      if (record.stored?.isWhole && !signal.aborted) {
        // It waits whole in the spool: this way is closed, the transfer is not.
        await refuseOpening(channel, 'not-ready', { signal }).catch(() => channel.reset())
        return { kind: 'lost', cause }
      }
      return await endWith({ clock, channel, signal }, cause)
    }
  }
}

/** The receiver may not have heard of the end: then this is when it does. */
function verdictOn(record: TransferRecord): Verdict {
  const { state } = record
  if (state.kind === 'cancelled') return { kind: 'stop', code: 'cancelled' }
  if (state.kind === 'failed') {
    const code = STOP_CODES.find((known) => known === state.why)
    if (code !== undefined) return { kind: 'stop', code }
  }
  if (isOver(state)) return { kind: 'refuse', code: 'unknown-transfer' }
  if (state.kind === 'paused' && !mayMove(state)) return { kind: 'stop', code: 'paused' }
  return { kind: 'serve', record }
}

function isUnanswered({ device, state }: TransferRecord): boolean {
  return device === undefined && !isOver(state)
}
