import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { untilAborted } from '../../../src/core/until-aborted.ts'
import { haveBytesOf, isOver } from '../../../src/transfer/entity/transfer-state.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import {
  DISK_LOOK_MS,
  STREAM_AHEAD_BYTES,
  STREAM_FEED_MS,
  STREAM_KEEP_FREE_BYTES,
  STREAM_SPACE_CHECK_BYTES,
  STREAM_WAIT_MS,
} from '../limits.ts'
import type { OpenSource, Stage, Stages } from '../queue-ports.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { TransferBook } from './transfer-book.ts'

type StreamDeps = Readonly<{
  book: TransferBook
  board: ProgressBoard
  post: Post
  stages: Stages
  background: Background
  clock: Clock
  log: Logger
}>

export type StreamLimits = Readonly<{ aheadBytes: number; spaceCheckBytes: number }>

const USUAL: StreamLimits = {
  aheadBytes: STREAM_AHEAD_BYTES,
  spaceCheckBytes: STREAM_SPACE_CHECK_BYTES,
}

type Waiting = Readonly<{ signal: AbortSignal }>
type Feeding = { readonly stage: Stage; isFed: boolean; spaceLeft: number }

/**
 * Streams of ours on their way in: input → stage, from where their friends get them.
 *   offered → fed → its end, forced to the disk → written down → said to the friend
 * An input that ends in any other way is no end: the transfer fails, on both sides. So nothing that broke off is ever whole.
 */
export class Streams {
  readonly #deps: StreamDeps
  readonly #limits: StreamLimits
  readonly #feeding = new Map<TransferId, Feeding>()

  constructor(deps: StreamDeps, limits: Partial<StreamLimits> = {}) {
    this.#deps = deps
    this.#limits = { ...USUAL, ...limits }
  }

  /** What was being fed when this node ended is gone with its input. */
  async load(): Promise<void> {
    const { book, stages } = this.#deps
    for (const record of book.open()) {
      if (isOurs(record) && record.stream?.isOpen) await this.#fail(record.id)
    }
    const kept = book.all().filter((record) => isOurs(record) && !isOver(record.state))
    await stages.keepOnly(new Set(kept.map(({ id }) => id)))
  }

  /** Begins one: it is offered at once, and its input must come soon. */
  async begin(record: TransferRecord): Promise<void> {
    const { book, board, stages, post, background, clock } = this.#deps
    const stage = await stages.create(record.id)
    const feeding: Feeding = { stage, isFed: false, spaceLeft: 0 }
    this.#feeding.set(record.id, feeding)
    board.staged(record.id, 0)
    await book.add(record)
    post.dispatch(record.id)
    background.run('transfer-stream-feed', async (signal) => {
      await clock.sleep(STREAM_FEED_MS, { signal })
      if (!feeding.isFed) await this.#fail(record.id)
    })
  }

  /** Resolves when all of it is here, and would survive a power cut. Whatever else ends it ends the transfer. */
  async feed(id: TransferId, input: AsyncIterable<Uint8Array>, options: Waiting): Promise<void> {
    const feeding = this.#toFeed(id)
    feeding.isFed = true
    const over = this.#untilOver(id, options)
    try {
      await this.#take(id, feeding, input, over)
      await this.#end(id, feeding.stage)
    } catch (err) {
      await this.#fail(id)
      this.#deps.log.info({ err, transferId: id }, 'a stream broke off')
      const state = this.#deps.book.get(id)?.state.kind ?? 'forgotten'
      throw new ControlError('conflict', `this transfer is over: ${state}`, { cause: err })
    } finally {
      over[Symbol.dispose]()
      this.#feeding.delete(id)
      this.#deps.board.unstaged(id)
    }
  }

  /** While it is not whole. @throws TransferError SOURCE_GONE. */
  async openSource(id: TransferId, options: Waiting): Promise<OpenSource> {
    return await this.#deps.stages.openSource(id, options)
  }

  async #take(
    id: TransferId,
    feeding: Feeding,
    input: AsyncIterable<Uint8Array>,
    { signal }: Waiting,
  ): Promise<void> {
    const pieces = input[Symbol.asyncIterator]()
    for (;;) {
      const piece = await untilAborted(pieces.next(), signal)
      if (piece.done === true) return
      await this.#room(id, feeding, piece.value.length, { signal })
      await feeding.stage.append(piece.value)
      this.#deps.board.staged(id, feeding.stage.bytes)
    }
  }

  /** The order is what counts: a friend who has heard of an end must find it after every crash of ours. */
  async #end(id: TransferId, stage: Stage): Promise<void> {
    const { size, path, identity } = await stage.force()
    await this.#deps.book.amend(id, ({ file }) => ({
      file: { ...file, size },
      stream: { isOpen: false },
      source: { path, identity, exclude: [] },
    }))
    await stage.end()
  }

  async #fail(id: TransferId): Promise<void> {
    const { book, post } = this.#deps
    await this.#feeding.get(id)?.stage.fail()
    this.#feeding.delete(id)
    await book.apply(id, { kind: 'failed', why: 'source-gone' }, ({ news }) => ({
      news: [...news, post.write('failed')],
    }))
    post.dispatch(id)
  }

  async #room(id: TransferId, feeding: Feeding, bytes: number, options: Waiting): Promise<void> {
    const { clock } = this.#deps
    while (this.#isAhead(id, feeding.stage)) await clock.sleep(STREAM_WAIT_MS, options)
    feeding.spaceLeft -= bytes
    if (feeding.spaceLeft > 0) return
    while (!(await this.#hasSpace())) {
      await this.#note(id, 'stream-no-space')
      await clock.sleep(DISK_LOOK_MS, options)
    }
    await this.#note(id, undefined)
    feeding.spaceLeft = this.#limits.spaceCheckBytes
  }

  /**
   * Enough for a friend who takes it, or whom somebody has told to wait. For one who is away, or has not answered, it is kept
   * for as long as there is space: its program may be through long before they come.
   */
  #isAhead(id: TransferId, { bytes }: Stage): boolean {
    const state = this.#deps.book.get(id)?.state
    if (state === undefined || (state.kind !== 'moving' && state.kind !== 'paused')) return false
    const haveBytes = this.#deps.board.live(id, bytes)?.haveBytes ?? haveBytesOf(state)
    return bytes - haveBytes >= this.#limits.aheadBytes
  }

  async #hasSpace(): Promise<boolean> {
    return (await this.#deps.stages.freeBytes()) >= STREAM_KEEP_FREE_BYTES
  }

  async #note(id: TransferId, note: 'stream-no-space' | undefined): Promise<void> {
    const { book } = this.#deps
    const known = book.get(id)?.note
    if (known === note || (note === undefined && known !== 'stream-no-space')) return
    await book.amend(id, () => ({ note }))
  }

  #toFeed(id: TransferId): Feeding {
    const feeding = this.#feeding.get(id)
    if (feeding === undefined) throw new ControlError('not-found', 'no stream of this id waits')
    if (feeding.isFed) throw new ControlError('conflict', 'this stream has its input already')
    return feeding
  }

  /** Nobody wants more of a transfer that is over. */
  #untilOver(id: TransferId, { signal }: Waiting): Waiting & Disposable {
    const over = new AbortController()
    const done = new AbortController()
    const listening = AbortSignal.any([signal, done.signal])
    this.#deps.book
      .when(id, ({ state }) => isOver(state), { signal: listening })
      .then(() => over.abort(new Error('the transfer is over')))
      .catch(() => undefined)
    return {
      signal: AbortSignal.any([signal, over.signal]),
      [Symbol.dispose]: () => done.abort(new Error('it was fed')),
    }
  }
}

function isOurs({ direction, stream }: TransferRecord): boolean {
  return direction === 'outgoing' && stream !== undefined
}
