import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { expectOffer, openTransfer } from '../../../src/transfer/domain/opening.ts'
import { type Outcome, Regrouping } from '../../../src/transfer/domain/outcome.ts'
import { PlainOpener } from '../../../src/transfer/domain/plain-opener.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { RootFinisher } from '../../../src/transfer/domain/root-finisher.ts'
import { Signal } from '../../../src/transfer/domain/signal.ts'
import { expectSealed, SealedOpener } from '../../../src/transfer/domain/sealed-opener.ts'
import type { Path } from '../../../src/transfer/entity/transfer-state.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { Opener, TransferChannel } from '../../../src/transfer/ports.ts'
import { choosePath, type PathChoice, type PathFacts } from '../entity/choose-path.ts'
import { pathOf } from '../entity/path-of.ts'
import { manifestOf } from '../entity/transfer-record.ts'
import { SpoolRefused } from '../errors.ts'
import { MOVE_RETRY, PATH_CHECK_MS, SPOOL_AFTER_MS } from '../limits.ts'
import type { MakeSeal, OpenSink, PeerLines, Spool, SpoolWaiting } from '../queue-ports.ts'
import type { Bell } from './bell.ts'
import { endWith, withoutLine } from './early-end.ts'
import { LineTry } from './line-try.ts'
import { Load } from './load.ts'
import { MeteredChannel } from './metered-channel.ts'
import type { Pullable } from './pulls.ts'
import type { ProgressReport } from './progress-report.ts'
import { logEnd } from './settle.ts'
import type { Throttle } from './throttle.ts'
import { ThrottledChannel } from './throttled-channel.ts'
import type { WayFacts } from './way-facts.ts'

export type PullSessionDeps = Readonly<{
  facts: WayFacts
  lines: PeerLines
  spool: Spool
  makeSeal: MakeSeal
  throttle: Throttle
  clock: Clock
  random: Random
  hasher: Hasher
  log: Logger
}>

type Way = keyof PathChoice
type Given = Readonly<{
  record: Pullable
  sink: OpenSink
  report: ProgressReport
  signal: AbortSignal
  bell: Bell
}>

/**
 * One content into its sink, over whatever ways there are at each moment, until it is whole, somebody says no, or no way is
 * left. The choice of ways is choose-path's; a way that failed is tried again after a pause of its own.
 */
export class PullSession {
  readonly #deps: PullSessionDeps
  readonly #given: Given
  readonly #receiver: Receiver
  readonly #ways: Readonly<Record<Way, LineTry>>
  readonly #ended = new Signal()
  /** The spool's line is about to be opened anew. */
  #isRegrouping = false
  #hasLooked = false
  #last: Outcome = { kind: 'lost', cause: new Error('no way') }

  constructor(deps: PullSessionDeps, given: Given) {
    this.#deps = deps
    this.#given = given
    const { sink } = given
    this.#receiver = new Receiver({ sink, finisher: new RootFinisher(sink), clock: deps.clock })
    this.#ways = { direct: new LineTry(), spool: new LineTry() }
  }

  async run(): Promise<Outcome> {
    const { signal } = this.#given
    await using _receiver = this.#receiver
    try {
      for (;;) {
        const choice = this.#choose()
        this.#follow('direct', choice.direct)
        // What lies in the spool is taken from there: its sender need not send it again.
        const isHeld = this.#receiver.spoolHolds || this.#isRegrouping
        this.#follow('spool', choice.spool || isHeld || this.#mustLook)
        if (!this.#isMoving) return signal.aborted ? withoutLine(signal, signal.reason) : this.#last
        await this.#news()
        if (signal.aborted || isDecided(this.#last)) return await this.#end()
      }
    } finally {
      await this.#drop(new Error('the session is over'))
    }
  }

  /** News from outside, a line that ended, or time to look again. What a line's end wakes is this session alone. */
  async #news(): Promise<void> {
    const { bell, signal } = this.#given
    const over = new AbortController()
    const woken = AbortSignal.any([signal, over.signal])
    const ended = this.#ended.next({ signal: woken }).then(() => over.abort())
    ended.catch(() => undefined)
    await bell
      .wait({ clock: this.#deps.clock, ms: PATH_CHECK_MS, signal: woken })
      .catch(() => undefined)
    over.abort()
  }

  #choose(): PathChoice {
    return choosePath(this.#facts, { afterMs: SPOOL_AFTER_MS })
  }

  get #facts(): PathFacts {
    const isDirect = this.#ways.direct.hasBegun
    return this.#deps.facts.of(this.#given.record, { isDirect })
  }

  /** Something may lie in the spool since we were away; less than a window is not worth the question. */
  get #mustLook(): boolean {
    if (this.#receiver.hasHeardSpool) this.#hasLooked = true
    return !this.#hasLooked && this.#receiver.lacks > WINDOW_CHUNKS && this.#facts.hasSpool
  }

  get #isMoving(): boolean {
    return this.#ways.direct.isOpen || this.#ways.spool.isOpen
  }

  #follow(way: Way, isWanted: boolean): void {
    const line = this.#ways[way]
    // A link that went away ends its own lines; a spool is left for the better way.
    if (!isWanted && way === 'spool') line.drop(new BetterPath())
    if (!isWanted || line.isOpen || !line.isDue(this.#deps.clock.monotonicMs())) return
    line.start(
      this.#given.signal,
      (signal) => this.#line(way, signal),
      (outcome) => this.#over(way, outcome),
    )
  }

  #over(way: Way, outcome: Outcome): void {
    const { clock, random } = this.#deps
    const line = this.#ways[way]
    // What is whole is whole, whoever else said no in the same moment.
    if (outcome.kind === 'verified' || !isDecided(this.#last)) this.#last = ofWay(way, outcome)
    if (way === 'spool') this.#hasLooked = !isInterrupted(outcome)
    const backoff = backoffMs(line.failures, MOVE_RETRY, random)
    this.#isRegrouping = isRegrouping(outcome)
    line.pauseUntil(clock.monotonicMs() + (this.#isRegrouping ? 0 : backoff))
    this.#ended.notify()
  }

  /** Whoever ended it, all lines are told the same, and the decision stands. */
  async #end(): Promise<Outcome> {
    const { signal } = this.#given
    await Promise.all([this.#ways.direct.settled(), this.#ways.spool.settled()])
    if (signal.aborted && !isDecided(this.#last)) return withoutLine(signal, signal.reason)
    return this.#last
  }

  async #drop(reason: Error): Promise<void> {
    for (const line of Object.values(this.#ways)) line.drop(reason)
    await Promise.all(Object.values(this.#ways).map((line) => line.settled()))
  }

  async #line(way: Way, signal: AbortSignal): Promise<Outcome> {
    const { record, report } = this.#given
    const load = new Load(report.carried)
    let channel: TransferChannel
    try {
      channel = this.#throttled(await this.#open(way, { signal, carry: load.carry }))
    } catch (cause) {
      const outcome = withoutLine(signal, cause)
      this.#deps.facts.tried(record.id, way, outcome)
      return outcome
    }
    const startBytes = this.#receiver.intake.verifiedBytes
    const outcome = await this.#receive(way, channel, signal)
    const { moved } = load
    logEnd(this.#deps.log, { transferId: record.id, way, outcome, startBytes, moved })
    this.#deps.facts.tried(record.id, way, outcome)
    return outcome
  }

  async #receive(way: Way, channel: TransferChannel, signal: AbortSignal): Promise<Outcome> {
    const { record, report, sink } = this.#given
    const path = this.#pathOf(way)
    try {
      if (way === 'direct') {
        await openTransfer(channel, { transferId: record.id, role: 'receiver' }, { signal })
      }
      const manifest = manifestOf(record)
      const { plan } = sink
      return await this.#receiver.line({
        channel,
        opener: this.#opener(way),
        checkBegin: way === 'direct' ? expectOffer(manifest, plan) : expectSealed(plan),
        signal,
        onProgress: (progress) => {
          this.#ways[way].hasBegun = true
          // With two ways at once the better one is shown.
          if (way === 'direct' || !this.#ways.direct.hasBegun) report.progressed(progress, path)
        },
        onExtent: report.extent,
        onVerifying: report.verifying,
        onPace: (pace) => {
          if (way === 'direct' || !this.#ways.direct.hasBegun) report.paced(pace)
        },
      })
    } catch (cause) {
      return await endWith({ clock: this.#deps.clock, channel, signal }, cause)
    }
  }

  #opener(way: Way): Opener {
    const { hasher, makeSeal } = this.#deps
    const { record, sink } = this.#given
    if (way === 'direct' || record.spool === undefined) return new PlainOpener({ hasher })
    const seal = makeSeal({ ...record.spool, chunkCount: sink.plan.count })
    return new SealedOpener({ hasher, seal })
  }

  async #open(way: Way, options: SpoolWaiting): Promise<TransferChannel> {
    const { record } = this.#given
    if (way === 'direct') {
      const channel = await this.#deps.lines.open(record.device, options)
      return new MeteredChannel(channel, (some) => options.carry('straight', some))
    }
    if (record.spool === undefined) throw new Error('no spool was offered')
    return await this.#deps.spool.download(record.spool.id, options)
  }

  #pathOf(way: Way): Path {
    return way === 'spool' ? 'spool' : pathOf(this.#deps.lines.addressOf(this.#given.record.device))
  }

  #throttled(inner: TransferChannel): TransferChannel {
    const { throttle } = this.#deps
    const { id, friendName: friend } = this.#given.record
    return new ThrottledChannel({ inner, throttle }, { id, friend })
  }
}

function isRegrouping(outcome: Outcome): boolean {
  return outcome.kind === 'lost' && outcome.cause instanceof Regrouping
}

class BetterPath extends Error {
  override readonly name = 'BetterPath'
}

/** It may hold what it held; a home that said no, or a line that we left, is not asked again. */
function isInterrupted(outcome: Outcome): boolean {
  if (outcome.kind !== 'lost') return false
  return !(outcome.cause instanceof SpoolRefused || outcome.cause instanceof BetterPath)
}

/** A spool is a way, not a party to the transfer: its no ends nothing but the way. */
function ofWay(way: Way, outcome: Outcome): Outcome {
  const isTheirs =
    outcome.kind === 'refused' || (outcome.kind === 'stopped' && outcome.by === 'peer')
  return way === 'spool' && isTheirs ? { kind: 'lost', cause: outcome } : outcome
}

/** What is here is less than this session believes: another one begins with the truth. */
function isSpoiled(outcome: Outcome): boolean {
  const cause = outcome.kind === 'lost' ? outcome.cause : undefined
  return cause instanceof TransferError && cause.code === 'SINK_SPOILED'
}

/** Nothing that another line could change. A bad chunk or a busy peer is this line's trouble alone. */
function isDecided(outcome: Outcome): boolean {
  switch (outcome.kind) {
    case 'verified':
      return true
    case 'refused':
      return outcome.code === 'unknown-transfer'
    case 'stopped':
      return !['complete', 'busy', 'bad-chunk'].includes(outcome.code)
    case 'lost':
      return isSpoiled(outcome)
    case 'stored':
      return false
  }
}
