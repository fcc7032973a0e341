import { type ChunkSet, decodeChunkSet, type Run } from '../entity/chunk-set.ts'
import type { ChunkMessage, EndMessage, Extent } from '../entity/messages.ts'
import { TransferError } from '../errors.ts'
import type { Progress, VerifiedChunk } from '../ports.ts'
import { Acknowledger } from './acknowledger.ts'
import { Asked } from './asked.ts'
import { type Conversation, together } from './conversation.ts'
import { KeptWord } from './kept-word.ts'
import { type Outcome, Regrouping, StopReason } from './outcome.ts'
import type { Receiver, ReceiverDeps, ReceiverLineOptions } from './receiver.ts'
import { ShortCuts } from './short-cuts.ts'
import type { WindowShare } from './window-share.ts'

type Deps = Pick<ReceiverDeps, 'clock'> &
  Readonly<{ receiver: Receiver; conversation: Conversation; window: WindowShare }>

/** One holder of the content: what it was asked for, and what it said. Asking and hearing run beside each other. */
export class ReceiverLine {
  readonly #deps: Deps
  readonly #options: ReceiverLineOptions
  readonly #acks: Acknowledger
  readonly #kept: KeptWord
  readonly #asked = new Asked()
  readonly #shortCuts: ShortCuts
  readonly #over = new AbortController()
  #held: ChunkSet | undefined
  #movedBytes = 0
  #hasBegun = false
  #hasExtent = false
  #hasConcluded = false
  #isFinishing = false

  constructor(deps: Deps, options: ReceiverLineOptions) {
    this.#deps = deps
    this.#options = options
    const { receiver, conversation, clock } = deps
    this.#shortCuts = new ShortCuts({ sink: receiver.sink, opener: options.opener })
    const verifiedBytes = () => receiver.intake.wholeBytes
    this.#acks = new Acknowledger({ conversation, clock, verifiedBytes })
    this.#kept = new KeptWord({ receiver, conversation })
  }

  get underWay(): Iterable<number> {
    return this.#asked.indices
  }

  /** What its holder can give at once; `undefined`: all of it. */
  get held(): ChunkSet | undefined {
    return this.#held
  }

  get from(): 'peer' | 'spool' {
    return this.#options.opener.from
  }

  /** The holder has said that it has this content. */
  get hasBegun(): boolean {
    return this.#hasBegun
  }

  get underWayCount(): number {
    return this.#asked.count
  }

  progressed(progress: Progress): void {
    if (this.#hasBegun) this.#options.onProgress?.(progress)
  }

  fail(failure: unknown): void {
    this.#deps.conversation.fail(failure)
  }

  async run(): Promise<Outcome> {
    const { conversation, receiver } = this.#deps
    const set = receiver.set(this.#options.opener.from)
    const { plan } = receiver.sink
    const chunkCount = plan.isOpen ? 0 : plan.count
    await conversation.say({ kind: 'have', value: { chunkCount, set } })
    const hearing = this.#hear().finally(() => this.#over.abort())
    try {
      await together(conversation, this.#ask(), hearing)
    } catch (err) {
      // What is whole is whole, also when everything else is stopped while that is being told.
      return await hearing.catch(() => {
        throw err
      })
    }
    return await hearing
  }

  async #ask(): Promise<void> {
    const { receiver, conversation } = this.#deps
    const signal = AbortSignal.any([conversation.signal, this.#over.signal])
    try {
      while (!this.#over.signal.aborted) {
        const changed = receiver.changed.next({ signal })
        changed.catch(() => undefined)
        if (receiver.finished !== undefined && !this.#isFinishing) return await this.#leave()
        await this.#kept.tell(this.from)
        if (this.#awaitsInVain) throw new Regrouping()
        if (!(await this.#askMore())) await changed
      }
    } catch (err) {
      if (!this.#over.signal.aborted) throw err
    }
  }

  /** It was asked to wait for what now comes another way: only a new line can take that back. */
  get #awaitsInVain(): boolean {
    const held = this.#held
    if (this.from !== 'spool' || held === undefined || !this.#deps.receiver.hasPeer) return false
    return this.#asked.isAwaited(held)
  }

  /** Another line brought the end. */
  async #leave(): Promise<void> {
    await this.#acks.settle()
    await this.#kept.tell(this.from)
    throw new StopReason('complete')
  }

  /** @returns whether something was said, so that there may be more to say. */
  async #askMore(): Promise<boolean> {
    const { receiver, conversation, window } = this.#deps
    const room = Math.min(window.chunks - this.#asked.count, receiver.room)
    if (room >= window.wantChunks || (room > 0 && this.#asked.count === 0)) {
      const run = this.#take(room)
      if (run !== undefined) return await this.#want(run)
    }
    if (!this.#asked.isAwaited()) this.#rest()
    if (receiver.intake.isEndless) throw new TransferError('PROTOCOL', 'a stream without an end')
    if (!receiver.intake.isWhole || this.#hasConcluded) return false
    this.#hasConcluded = true
    await this.#acks.settle()
    this.#options.onVerifying?.()
    await conversation.say({ kind: 'conclude', value: {} })
    return true
  }

  #take(room: number): Run | undefined {
    const { receiver } = this.#deps
    const run = receiver.allocation.take(room, receiver.reachOf(this))
    const part = run && this.#shortCuts.partOf(run)
    if (run && part) receiver.allocation.giveBack({ start: part.end, end: run.end })
    return part
  }

  async #want(run: Run): Promise<true> {
    const { conversation } = this.#deps
    const { start: first, end } = run
    this.#asked.add(run, 'bytes')
    const digestsOnly = await this.#shortCuts.areDigestsEnough(run, conversation)
    if (digestsOnly) this.#asked.add(run, 'digest')
    conversation.holds('peer')
    const value = { first, count: end - first, digestsOnly, direct: false }
    await conversation.say({ kind: 'want', value })
    return true
  }

  async #hear(): Promise<Outcome> {
    const { conversation, receiver } = this.#deps
    await this.#hearBegin()
    this.#hasBegun = true
    receiver.changed.notify()
    this.#options.onProgress?.(receiver.intake.progress)
    for (;;) {
      const message = await conversation.hear()
      switch (message.kind) {
        case 'chunk':
          await this.#took(message)
          break
        case 'have':
          this.#holds(message.value.set)
          break
        case 'extent':
          this.#learn(message.value)
          break
        case 'holding':
          break
        case 'done':
        case 'sealedDone':
          return await this.#finish(message)
        default:
          throw new TransferError('PROTOCOL', 'not a word of a sender')
      }
    }
  }

  #holds(set: Uint8Array): void {
    const { receiver } = this.#deps
    try {
      this.#held = decodeChunkSet(set, receiver.sink.plan.count)
    } catch (cause) {
      throw new TransferError('PROTOCOL', 'not a chunk set', { cause })
    }
    receiver.changed.notify()
  }

  #learn(extent: Extent): void {
    const { receiver } = this.#deps
    if (this.#hasExtent) throw new TransferError('PROTOCOL', 'a second end')
    this.#hasExtent = true
    receiver.learnExtent(extent)
    this.#asked.endAt(extent.chunkCount)
    this.#options.onExtent?.(extent.size)
  }

  async #hearBegin(): Promise<void> {
    for (;;) {
      const message = await this.#deps.conversation.hear()
      if (message.kind === 'begin') return this.#options.checkBegin(message.value)
      if (message.kind !== 'holding') throw new TransferError('PROTOCOL', 'expected Begin')
    }
  }

  async #took(message: ChunkMessage): Promise<void> {
    const { index, form } = message.value
    const asked = this.#asked.how(index)
    const isShort = form === 'digest' || form === 'leaves'
    const isFitting = asked === (isShort ? 'digest' : 'bytes')
    if (!isFitting) {
      throw new TransferError('PROTOCOL', 'a chunk that was not wanted')
    }
    if (isShort) return await this.#shorten(message)
    const chunk = this.#options.opener.open(message, this.#deps.receiver.sink.plan)
    await this.#accept(chunk, { message })
  }

  /** What need not come stands for it, or it is asked for again. */
  async #shorten(message: ChunkMessage): Promise<void> {
    const { receiver, conversation } = this.#deps
    const { index } = message.value
    const found = await this.#shortCuts.take(message, conversation)
    if (found !== undefined) return await this.#accept(found.chunk, found)
    this.#asked.remove(index)
    receiver.allocation.giveBack({ start: index, end: index + 1 })
    receiver.changed.notify()
  }

  async #accept(
    chunk: VerifiedChunk,
    { message, lay = false }: Readonly<{ message?: ChunkMessage; lay?: boolean }>,
  ): Promise<void> {
    const { receiver, conversation } = this.#deps
    receiver.reached(chunk.index)
    this.#movedBytes += message?.bytes.length ?? 0
    const kept = () => {
      this.#asked.remove(chunk.index)
      if (message !== undefined) this.#options.channel.release?.(message.bytes)
      this.#acks.kept()
    }
    this.#asked.add({ start: chunk.index, end: chunk.index + 1 }, 'here')
    conversation.holds('sink')
    await receiver.intake.accept({ chunk, lay, kept }, conversation)
    this.#rest()
  }

  /** What it waits for now. What is here and has no room is not asked for again. */
  #rest(): void {
    const { receiver, conversation } = this.#deps
    const here = this.#asked.count > 0 ? 'sink' : 'turn'
    conversation.holds(this.#asked.isAwaited() ? 'peer' : receiver.room === 0 ? 'room' : here)
  }

  async #finish(message: EndMessage): Promise<Outcome> {
    const { receiver, conversation } = this.#deps
    if (!this.#hasConcluded) throw new TransferError('PROTOCOL', 'a last word too early')
    this.#isFinishing = true
    const end = this.#options.opener.openEnd(message)
    conversation.holds('sink')
    const { reply, root, name } = await receiver.finish(end, conversation)
    const movedBytes = this.#movedBytes
    if (root === undefined) {
      await conversation.say(reply)
      return { kind: 'stored', movedBytes }
    }
    await this.#sayLast(reply)
    return { kind: 'verified', root, name, movedBytes }
  }

  /** It is there, whether the holder hears of it now or on the next line. */
  async #sayLast(reply: Parameters<Conversation['say']>[0]): Promise<void> {
    try {
      if (this.#options.opener.from === 'spool') await this.#kept.tell(this.from)
      else await this.#deps.conversation.say(reply)
    } catch (err) {
      if (!(err instanceof TransferError) && !this.#deps.conversation.signal.aborted) throw err
    }
  }
}
