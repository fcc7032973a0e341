import type { Clock } from '../../core/clock.ts'
import { difference } from '../entity/chunk-algebra.ts'
import { type ChunkSet, chunksBetween, encodeChunkSet, NO_CHUNKS } from '../entity/chunk-set.ts'
import type { Begin, EndMessage, Extent } from '../entity/messages.ts'
import { MAX_SET_BYTES } from '../limits.ts'
import type { ChunkSink, Finished, Finisher, Opener, TransferChannel } from '../ports.ts'
import { Allocation, type Reach } from './allocation.ts'
import { type Conversation, converse } from './conversation.ts'
import { Intake } from './intake.ts'
import type { Outcome } from './outcome.ts'
import { ReceiverLine } from './receiver-line.ts'
import type { TransferOptions } from './sender.ts'
import { Signal } from './signal.ts'
import { StreamReach } from './stream-reach.ts'
import { joinWindow } from './window-share.ts'

export type ReceiverDeps = Readonly<{
  sink: ChunkSink
  finisher: Finisher
  clock: Clock
}>

export type ReceiverLineOptions = TransferOptions &
  Readonly<{
    channel: TransferChannel
    opener: Opener
    /** @throws TransferError SOURCE_CHANGED when that is not what was offered. */
    checkBegin: (begin: Begin) => void
    /** Of a stream: how long it is. */
    onExtent?: (size: number) => void
  }>

/**
 * Receiver side of transfer/1: one content into one sink, from whoever has it, over as many lines as there are.
 *   have → want* ⇄ chunk* (each verified, kept, then acknowledged), extent → conclude → done → finish → verified
 * Each missing chunk is asked for on one line at a time; what a line leaves behind the others ask for.
 * Not here: choosing paths, asking for consent, names and folders.
 */
export class Receiver implements AsyncDisposable {
  readonly #deps: ReceiverDeps
  readonly #intake: Intake
  readonly #lines = new Set<ReceiverLine>()
  /** Chunks arrived or came back, the end is near, durable grew: whoever waits looks again. */
  readonly changed = new Signal()
  readonly allocation: Allocation
  readonly #reach: StreamReach
  #finishing: Promise<Finished> | undefined
  #finished: Finished | undefined
  #prepared: Promise<void> | undefined

  constructor(deps: ReceiverDeps) {
    const { sink } = deps
    this.#deps = deps
    this.allocation = new Allocation(sink.plan, sink.have)
    this.#reach = new StreamReach(sink)
    this.#intake = new Intake(sink, {
      onProgress: (progress) => {
        for (const line of this.#lines) line.progressed(progress)
        this.changed.notify()
      },
      onFailure: (failure) => {
        for (const line of this.#lines) line.fail(failure)
      },
    })
    sink.onDurable = () => this.changed.notify()
    sink.onRoom = () => this.changed.notify()
  }

  get sink(): ChunkSink {
    return this.#deps.sink
  }

  get intake(): Intake {
    return this.#intake
  }

  /** Set once every chunk is there and the whole is under its name. */
  get finished(): Finished | undefined {
    return this.#finished
  }

  /** What a holder is told at the beginning, and may drop if it is a spool. */
  set(from: Opener['from']): Uint8Array {
    return encodeChunkSet(from === 'spool' ? this.durable : this.sink.have, MAX_SET_BYTES)
  }

  get durable(): ChunkSet {
    const { sink } = this.#deps
    return this.#finished === undefined ? sink.durable : chunksBetween(0, sink.plan.count)
  }

  /** A chunk has come: no end lies before its own. */
  reached(index: number): void {
    this.#reach.grow(index)
  }

  /** Where the stream ends, as a holder says. @throws TransferError PROTOCOL for an end that cannot be. */
  learnExtent(extent: Extent): void {
    this.#reach.close(extent)
    this.changed.notify()
  }

  /** How many chunks more may be asked for on any line. */
  get room(): number {
    const { sink } = this.#deps
    if (sink.room === undefined) return Number.MAX_SAFE_INTEGER
    const underWay = [...this.#lines].reduce((sum, line) => sum + line.underWayCount, 0)
    return Math.max(0, sink.room() - underWay)
  }

  /**
   * What this line may ask for. What lies in a spool is taken from there, so that its sender need not send it again; and what
   * does not, is waited for there only while nobody else can give it. Of what was not chosen a peer says the leaves, and a spool
   * could only send it whole, to be dropped: there it is asked for only while nobody gives it straight.
   */
  reachOf(line: ReceiverLine): Reach {
    if (line.from === 'spool') return this.hasPeer ? { within: this.#worthOf(line) } : {}
    const spool = [...this.#lines].find(({ from }) => from === 'spool')
    return { without: spool && this.#worthOf(spool) }
  }

  /** Somebody gives it straight. */
  get hasPeer(): boolean {
    return [...this.#lines].some(({ from, hasBegun }) => from === 'peer' && hasBegun)
  }

  /** A spool has said what it holds. */
  get hasHeardSpool(): boolean {
    return [...this.#lines].some(({ from, held }) => from === 'spool' && held !== undefined)
  }

  /** How many chunks are not here yet. */
  get lacks(): number {
    return this.sink.plan.count - this.#intake.verifiedChunks
  }

  /** Does a spool hold what is still to be asked for? Then it is worth its line. */
  get spoolHolds(): boolean {
    return [...this.#lines].some(
      (line) =>
        line.from === 'spool' &&
        (line.underWayCount > 0 || this.allocation.hasAnyOf(this.#worthOf(line))),
    )
  }

  /** What of it a spool's line should give. */
  #worthOf({ held = NO_CHUNKS }: ReceiverLine): ChunkSet {
    const { unwanted } = this.sink
    return unwanted !== undefined && this.hasPeer ? difference(held, unwanted) : held
  }

  /** One line, to its end or to that of the transfer. */
  async line(options: ReceiverLineOptions): Promise<Outcome> {
    const deps = { channel: options.channel, clock: this.#deps.clock }
    const work = async (conversation: Conversation): Promise<Outcome> => {
      await this.#prepare(conversation)
      using window = joinWindow()
      const parts = { receiver: this, conversation, window, clock: deps.clock }
      const line = new ReceiverLine(parts, options)
      this.#lines.add(line)
      try {
        return await line.run()
      } finally {
        this.#lines.delete(line)
        // What is being written counts or comes back, but not both.
        await this.#intake.settled()
        for (const index of line.underWay)
          this.allocation.giveBack({ start: index, end: index + 1 })
        this.changed.notify()
      }
    }
    return await converse(deps, options.signal, work, options.onPace)
  }

  /** The first last word counts; with the others it is compared by whoever finishes. */
  async finish(end: EndMessage, conversation: Conversation): Promise<Finished> {
    await this.#intake.settled()
    this.#finishing ??= this.#deps.finisher.finish(end, conversation).finally(() => {
      this.#finishing = undefined
    })
    this.#finished = await this.#finishing
    this.changed.notify()
    return this.#finished
  }

  /** Nothing touches the sink afterwards. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#intake.settled()
    await this.#finishing?.catch(() => undefined)
  }

  async #prepare(conversation: Conversation): Promise<void> {
    this.#prepared ??= this.sink.prepare(conversation).catch((err: unknown) => {
      this.#prepared = undefined
      throw err
    })
    await this.#prepared
  }
}
