import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { SpoolId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { type Outcome, stopCodeOf } from '../../../src/transfer/domain/outcome.ts'
import type { Pace } from '../../../src/transfer/domain/voice.ts'
import { SealedHolder } from '../../../src/transfer/domain/sealed-holder.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { SourceHolder } from '../../../src/transfer/domain/source-holder.ts'
import { isOver } from '../../../src/transfer/entity/transfer-state.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { choosePath } from '../entity/choose-path.ts'
import type { SpoolKey } from '../entity/spool-key.ts'
import { manifestOf, totalBytesOf, type TransferRecord } from '../entity/transfer-record.ts'
import { MOVE_RETRY, PATH_CHECK_MS, SPOOL_AFTER_MS, STORED_CHECK_MS } from '../limits.ts'
import type { Disk, MakeSeal, Spool } from '../queue-ports.ts'
import type { Bell } from './bell.ts'
import { endWith, withoutLine } from './early-end.ts'
import { LineTry } from './line-try.ts'
import { Load } from './load.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Queue } from './queue.ts'
import { Runs } from './runs.ts'
import type { Serves } from './serves.ts'
import type { Settings } from './settings.ts'
import { isOfSource, logEnd, settle } from './settle.ts'
import type { Throttle } from './throttle.ts'
import { ThrottledChannel } from './throttled-channel.ts'
import type { TransferBook } from './transfer-book.ts'
import type { WayFacts } from './way-facts.ts'

export type UploadDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  post: Post
  settings: Settings
  serves: Serves
  facts: WayFacts
  queue: Queue
  throttle: Throttle
  spool: Spool
  makeSeal: MakeSeal
  disk: Disk
  background: Background
  clock: Clock
  random: Random
  hasher: Hasher
  log: Logger
}>

type Spooled = TransferRecord & Readonly<{ spool: SpoolKey }>

/**
 * Brings offered contents to the spool while their friends are away or cannot be reached. A content that was offered to
 * several friends is uploaded once: its transfers share one spool object, and the oldest open one leads. When all of them are
 * over, the object is dropped.
 */
export class Uploads {
  readonly #deps: UploadDeps
  readonly #runs: Runs
  readonly #drops: Runs

  constructor(deps: UploadDeps) {
    this.#deps = deps
    this.#runs = new Runs('transfer-upload', deps.background)
    this.#drops = new Runs('transfer-spool-drop', deps.background)
  }

  tend(id: TransferId): void {
    const leader = this.#groupOf(id)[0]?.id
    if (leader === undefined) return this.#tendDrop(id)
    const wanted = () => this.#groupOf(leader)[0]?.id === leader
    this.#runs.keep(leader, wanted, (signal, bell) => this.#keepUp(leader, signal, bell))
    // An answer, say: the friend's node looks for the object from now on.
    this.#runs.ring(leader)
  }

  rouse(id: TransferId): void {
    const leader = this.#groupOf(id)[0]?.id
    if (leader !== undefined) this.#runs.ring(leader)
  }

  async end(id: TransferId, reason: Error): Promise<void> {
    await this.#runs.end(id, reason)
  }

  async #keepUp(leader: TransferId, signal: AbortSignal, bell: Bell): Promise<void> {
    const { clock } = this.#deps
    const line = new LineTry()
    try {
      while (this.#groupOf(leader)[0]?.id === leader) {
        this.#follow(leader, line, { signal, bell })
        await bell.wait({ clock, ms: PATH_CHECK_MS, signal })
      }
    } finally {
      line.drop(new Error('no upload is wanted'))
      await line.settled()
    }
  }

  #follow(
    leader: TransferId,
    line: LineTry,
    { signal, bell }: Readonly<{ signal: AbortSignal; bell: Bell }>,
  ): void {
    const { clock, random } = this.#deps
    const group = this.#groupOf(leader)
    // All of them are looked at, so that each one's facts stay fresh.
    const isUseful = group.map((record) => this.#isWanted(record)).includes(true)
    // An offer that nobody has answered is not paused by a hold, but moves nothing either.
    const isHeld = this.#deps.settings.current.heldSinceMs !== undefined
    const isWanted = isUseful && !isHeld
    if (!isWanted) line.drop(new Error(isHeld ? 'everything is paused' : 'a better path'))
    if (!isWanted || line.isOpen || !line.isDue(clock.monotonicMs())) return
    line.start(
      signal,
      (lineSignal) => this.#inSlot(group, line, lineSignal),
      (outcome) => {
        const backoff = backoffMs(line.failures, MOVE_RETRY, random)
        const ms = outcome.kind === 'stored' ? STORED_CHECK_MS : backoff
        line.pauseUntil(clock.monotonicMs() + ms)
        bell.ring()
      },
    )
  }

  #isWanted(record: Spooled): boolean {
    const { facts, serves } = this.#deps
    const known = facts.of(record, { isDirect: serves.isMoving(record.id) })
    return choosePath(known, { afterMs: SPOOL_AFTER_MS }).spool
  }

  async #inSlot(group: readonly Spooled[], line: LineTry, signal: AbortSignal): Promise<Outcome> {
    const [record] = group
    if (record === undefined) throw new RangeError('nothing to upload')
    const { queue } = this.#deps
    using _slot = queue.up.take(record) ?? (await queue.up.acquire(record, { signal }))
    const outcome = await this.#upload(record, group, line, signal)
    this.#deps.facts.tried(record.id, 'spool', outcome)
    await this.#note(group, outcome)
    for (const { id } of group) this.#deps.board.uploaded(id)
    return outcome
  }

  async #upload(
    record: Spooled,
    group: readonly Spooled[],
    line: LineTry,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { book, disk, hasher, makeSeal, log } = this.#deps
    const load = new Load((carrier, some) => {
      for (const { id } of group) book.carried(id, carrier, some)
    })
    let channel: TransferChannel | undefined
    try {
      if (record.source === undefined) throw new Error('an outgoing transfer without a source')
      await using source = await disk.openSource(record.source, { signal })
      const manifest = manifestOf(record)
      const inner = new SourceHolder({ source, ledger: disk.ledger(record.id), hasher }, manifest)
      const seal = makeSeal({ ...record.spool, chunkCount: source.plan.count })
      const holder = new SealedHolder({ holder: inner, seal })
      const { size: bytes, chunkCount: chunks } = holder.begin
      const receivers = group.map(({ friend }) => friend)
      const wanted = { spool: record.spool.id, receivers, bytes, chunks }
      await this.#noteBegin(group)
      const { carry } = load
      channel = this.#throttled(record, await this.#deps.spool.upload(wanted, { signal, carry }))
      const onProgress = ({ verifiedBytes }: Readonly<{ verifiedBytes: number }>) => {
        line.hasBegun = true
        for (const { id } of group) this.#deps.board.stored(id, verifiedBytes)
      }
      const onPace = (pace: Pace) => {
        for (const { id } of group) this.#deps.board.paced(id, pace)
      }
      const { clock } = this.#deps
      const outcome = await send({ holder, channel, clock }, { signal, onProgress, onPace })
      const { moved } = load
      logEnd(log, { transferId: record.id, way: 'spool', outcome, startBytes: undefined, moved })
      return outcome
    } catch (cause) {
      if (channel === undefined) return withoutChannel(signal, cause)
      return await endWith({ clock: this.#deps.clock, channel, signal }, cause)
    }
  }

  /** Whatever becomes of it, there may be something to drop one day. */
  async #noteBegin(group: readonly Spooled[]): Promise<void> {
    for (const { id, stored } of group) {
      if (stored !== undefined) continue
      await this.#deps.book.amend(id, () => ({ stored: { bytes: 0, isWhole: false } }))
    }
  }

  /** What a spool says ends nothing but the way; what our own source says does. */
  async #note(group: readonly Spooled[], outcome: Outcome): Promise<void> {
    const { board, book } = this.#deps
    for (const record of group) {
      const { id } = record
      const bytes = outcome.kind === 'stored' ? totalBytesOf(record) : (board.storedBytes(id) ?? 0)
      if (outcome.kind === 'stored' || bytes > 0) {
        await book.amend(id, () => ({ stored: { bytes, isWhole: outcome.kind === 'stored' } }))
      }
      if (isOfSource(outcome)) await settle(this.#deps, id, outcome)
    }
  }

  #throttled(record: Spooled, inner: TransferChannel): TransferChannel {
    const { throttle } = this.#deps
    const { id, friendName: friend } = record
    return new ThrottledChannel({ inner, throttle }, { id, friend })
  }

  /** Open outgoing transfers of the same content, the oldest first. */
  #groupOf(id: TransferId): readonly Spooled[] {
    const { book } = this.#deps
    const spool = book.get(id)?.spool
    if (spool === undefined) return []
    return book.open().filter((record): record is Spooled => {
      const isSame = record.direction === 'outgoing' && record.spool?.id === spool.id
      return isSame && mayBeUploaded(record)
    })
  }

  #tendDrop(id: TransferId): void {
    const isDue = () => this.#dropOf(id) !== undefined
    this.#drops.keep(id, isDue, async (signal, bell) => {
      const { book, clock, random, spool } = this.#deps
      for (let attempt = 0; ; attempt += 1) {
        const due = this.#dropOf(id)
        if (due === undefined) return
        try {
          if (spool.isThere) {
            // An upload that is just beginning would put it there again.
            for (const each of due.sharing) await this.#runs.end(each, new Error('it is over'))
            await spool.drop(due.spool, { signal })
            this.#deps.facts.roomFreed()
            for (const each of due.sharing) await book.amend(each, () => ({ stored: undefined }))
            return
          }
        } catch (err) {
          signal.throwIfAborted()
          this.#deps.log.debug({ err, transferId: id }, 'a spool object could not be dropped')
        }
        await bell.wait({ clock, ms: backoffMs(attempt, MOVE_RETRY, random), signal })
      }
    })
  }

  /** What may lie there, and for whom it did: whichever of them is over last. */
  #dropOf(id: TransferId): Readonly<{ spool: SpoolId; sharing: TransferId[] }> | undefined {
    const { book } = this.#deps
    const spool = book.get(id)?.spool?.id
    if (spool === undefined) return undefined
    const records = book
      .all()
      .filter((record) => record.direction === 'outgoing' && record.spool?.id === spool)
    const isStored = records.some(({ stored }) => stored !== undefined)
    const isDue = isStored && records.every(({ state }) => isOver(state))
    return isDue ? { spool, sharing: records.map((record) => record.id) } : undefined
  }
}

/** Offered, and not paused by anybody here. A stream has no spool: that needs to know how many chunks there are. */
function mayBeUploaded({ state, source }: TransferRecord): boolean {
  if (source === undefined || state.kind === 'queued') return false
  return state.kind !== 'paused' || state.reason !== 'by-us'
}

function withoutChannel(signal: AbortSignal, cause: unknown): Outcome {
  const outcome = withoutLine(signal, cause)
  if (signal.aborted || !(cause instanceof TransferError)) return outcome
  const code = stopCodeOf(cause)
  return code === undefined ? outcome : { kind: 'stopped', by: 'us', code, cause }
}
