import { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { Hasher } from '../../../src/core/hasher.ts'
import type { AccountName, DeviceId, MessageId, TransferId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import type { ReceivedContent } from '../../chat/ports.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { TransferView } from '../../control/entity/nouns.ts'
import type { Pick, Priority } from '../../control/entity/queue-nouns.ts'
import { type AtOnce, USUAL_AT_ONCE } from '../entity/at-once.ts'
import type { LocalTime } from '../entity/hours.ts'
import type { TransferRecord } from '../entity/transfer-record.ts'
import type {
  Disk,
  KeySeals,
  MakeSeal,
  Mail,
  Parties,
  PeerLines,
  Spool,
  Stages,
  TransferStore,
} from '../queue-ports.ts'
import { AutoAccept } from './auto-accept.ts'
import { Commands } from './commands.ts'
import { DiskWatch } from './disk-watch.ts'
import { Hold } from './hold.ts'
import { Inbox } from './inbox.ts'
import { Leftovers } from './leftovers.ts'
import { Post } from './post.ts'
import { ProgressBoard } from './progress-board.ts'
import { Queue } from './queue.ts'
import { QueueDesk } from './queue-desk.ts'
import { QuietWatch } from './quiet-watch.ts'
import { Reception } from './reception.ts'
import { Rules } from './rules.ts'
import { Settings } from './settings.ts'
import { SpoolKeys } from './spool-keys.ts'
import { StreamDesk } from './stream-desk.ts'
import { Streams, type StreamLimits } from './streams.ts'
import { Tending } from './tending.ts'
import { Throttle } from './throttle.ts'
import { TransferBook } from './transfer-book.ts'
import { isOpen } from './transfer-view.ts'
import { Viewer } from './viewer.ts'
import { WayFacts } from './way-facts.ts'

export type TransfersDeps = Readonly<{
  store: TransferStore
  disk: Disk
  stages: Stages
  lines: PeerLines
  spool: Spool
  makeSeal: MakeSeal
  keySeals: KeySeals
  parties: Parties
  mail: Mail
  /** This device. */
  self: () => DeviceId
  clock: Clock
  /** The clock on the wall of this machine. */
  localTime: LocalTime
  random: Random
  hasher: Hasher
  log: Logger
}>

export type TransfersSettings = Readonly<{
  /** Where accepted files go when nothing else is said. */
  downloads: string
  /** How many move at once. */
  atOnce?: AtOnce | undefined
  /** Friends are not to learn where this node is: everything goes through the spool. */
  spoolOnly?: boolean | undefined
  streams?: Partial<StreamLimits> | undefined
}>

/** Every transfer between this node and its friends. See README.md. */
export class Transfers implements AsyncDisposable {
  readonly #deps: TransfersDeps
  readonly #settings: TransfersSettings
  readonly #background: Background
  readonly #book: TransferBook
  readonly #board: ProgressBoard
  readonly #rules: Rules
  readonly #tending: Tending
  readonly #inbox: Inbox
  readonly #commands: Commands
  readonly #viewer: Viewer
  readonly #kept: Settings
  readonly #throttle: Throttle
  readonly #queue: Queue
  readonly #hold: Hold
  readonly #quiet: QuietWatch
  readonly #streams: Streams
  readonly #reception: Reception
  /** What a person does with the queue as a whole. */
  readonly desk: QueueDesk
  /** What a program does that sends what it reads. */
  readonly streams: StreamDesk
  readonly #views: Listeners<TransferView>
  #undo: readonly (() => void)[] | undefined
  /** Messages may come before this has started: they wait. */
  #started = waitForStart()

  constructor(deps: TransfersDeps, settings: TransfersSettings) {
    this.#deps = deps
    this.#settings = settings
    const background = new Background(deps)
    const kept = new Settings(deps)
    const book = new TransferBook({ ...deps, settings: kept })
    const board = new ProgressBoard(deps)
    const rules = new Rules(deps)
    const throttle = new Throttle(deps)
    const queue = new Queue({ ...deps, book }, settings.atOnce ?? USUAL_AT_ONCE)
    const facts = new WayFacts(deps, { spoolOnly: settings.spoolOnly ?? false })
    const own = { ...deps, background, settings: kept, book, board, rules, throttle, queue, facts }
    const spoolKeys = new SpoolKeys(own)
    const post = new Post({ ...own, spoolKeys })
    const streams = new Streams({ ...own, post }, settings.streams)
    const tending = new Tending({ ...own, post, streams })
    const hold = new Hold({ ...own, tending })
    const autoAccept = new AutoAccept({ ...own, post }, settings)
    const commands = new Commands({ ...own, post, tending, hold, streams })
    const viewer = new Viewer(own)
    const view = (record: TransferRecord) => viewer.view(record)
    const leftovers = new Leftovers({ ...own, commands, tending, view })
    const quiet = new QuietWatch({ ...own, autoAccept })
    this.#background = background
    this.#kept = kept
    this.#book = book
    this.#board = board
    this.#rules = rules
    this.#throttle = throttle
    this.#queue = queue
    this.#tending = tending
    this.#hold = hold
    this.#quiet = quiet
    this.#streams = streams
    this.#reception = new Reception({ ...own, tending })
    this.#inbox = new Inbox({ ...own, post, autoAccept, spoolKeys })
    this.#commands = commands
    this.#viewer = viewer
    this.#views = new Listeners(deps)
    this.streams = new StreamDesk({ ...own, commands, streams, view })
    this.desk = new QueueDesk({ ...own, commands, hold, leftovers, quiet, view })
  }

  async start(): Promise<void> {
    if (this.#undo !== undefined) return
    this.#undo = []
    await this.#kept.load()
    await this.#book.load()
    await this.#rules.load()
    this.#throttle.limit(this.#kept.current.limits)
    this.#undo = [
      this.#book.onChange((record) => this.#changed(record)),
      this.#board.onProgress((id) => this.#tell(id)),
      this.#queue.onPlace((id) => this.#tell(id)),
      this.#deps.parties.onChange((friend) => this.#tending.friendChanged(friend)),
      this.#deps.lines.onChange((device) => this.#tending.lineChanged(device)),
      this.#deps.spool.onChange(() => this.#tending.spoolChanged()),
    ]
    // What moved when this node ended does so no longer.
    for (const { id } of this.#book.all()) await this.#book.apply(id, { kind: 'lost' })
    await this.#streams.load()
    await this.#hold.settle()
    for (const { id } of this.#book.all()) this.#tending.tend(id)
    this.#started.resolve()
    const watch = new DiskWatch({
      ...this.#deps,
      book: this.#book,
      end: (id, reason) => this.#tending.end(id, reason),
    })
    this.#background.run('transfer-disk-watch', (signal) => watch.watch(signal))
    this.#background.run('transfer-quiet-watch', (signal) => this.#quiet.watch(signal))
  }

  /** Everything stays resumable; a friend's node sees a cut line. */
  async stop(): Promise<void> {
    for (const undo of this.#undo ?? []) undo()
    this.#undo = undefined
    this.#started.reject(new Error('transfers have stopped'))
    this.#started = waitForStart()
    await this.#background.stop()
    await this.#book.settled()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  async sendFile(
    friend: AccountName,
    path: string,
    options: Readonly<{ priority?: Priority | undefined; exclude?: readonly string[] }> = {},
  ): Promise<TransferView> {
    const { signal } = this.#background
    const { priority = 'normal', exclude = [] } = options
    return this.#view(await this.#commands.sendFile(friend, path, { priority, exclude, signal }))
  }

  list(): readonly TransferView[] {
    return this.#book.all().map((record) => this.#view(record))
  }

  get(id: TransferId): TransferView {
    const record = this.#book.get(id)
    if (record === undefined) throw new ControlError('not-found', 'no such transfer')
    return this.#view(record)
  }

  async accept(
    id: TransferId,
    options: Readonly<{ folder: string | undefined; pick?: Pick | undefined }>,
  ): Promise<TransferView> {
    const folder = options.folder ?? this.#settings.downloads
    if (!this.#deps.disk.isWhole(folder)) throw notWhole(folder)
    return this.#view(await this.#commands.accept(id, { folder, pick: options.pick }))
  }

  async decline(id: TransferId): Promise<TransferView> {
    return this.#view(await this.#commands.decline(id))
  }

  async pause(id: TransferId): Promise<TransferView> {
    return this.#view(await this.#commands.pause(id))
  }

  async resume(id: TransferId): Promise<TransferView> {
    return this.#view(await this.#commands.resume(id))
  }

  async cancel(id: TransferId): Promise<TransferView> {
    return this.#view(await this.#commands.cancel(id))
  }

  onChange(listener: (view: TransferView) => void): () => void {
    return this.#views.add(listener)
  }

  /** Those that have not ended. */
  openCount(): number {
    return this.#book.all().filter(isOpen).length
  }

  async received(message: ReceivedContent): Promise<void> {
    await this.#started.promise
    await this.#inbox.take(message)
  }

  async mailRefused(id: MessageId, _code: string): Promise<void> {
    await this.#started.promise
    await this.#inbox.refused(id)
  }

  /** A friend's device opened a stream. Resolves or rejects when it is over. */
  async serve(channel: TransferChannel, remote: DeviceId): Promise<void> {
    await this.#reception.receive(channel, remote, { isUp: () => this.#undo !== undefined })
  }

  /** This device has no rights any more, and friends will not know its next key: what is open cannot go on. */
  async signedOut(): Promise<void> {
    for (const { id } of this.#book.open()) {
      await this.#tending.end(id, new Error('the device was signed out'))
      const also = { note: 'signed-out', news: [] } as const
      await this.#book.apply(id, { kind: 'cancelled', by: 'us' }, () => also)
    }
  }

  #changed(record: TransferRecord): void {
    if (this.#hold.admits(record)) this.#tending.tend(record.id)
    this.#tell(record.id)
  }

  #tell(id: TransferId): void {
    const record = this.#book.get(id)
    if (record !== undefined) this.#views.tell(this.#view(record))
  }

  #view(record: TransferRecord): TransferView {
    return this.#viewer.view(record)
  }
}

function waitForStart(): PromiseWithResolvers<void> {
  const started = Promise.withResolvers<void>()
  // Nobody may be waiting when it ends.
  started.promise.catch(() => undefined)
  return started
}

function notWhole(folder: string): ControlError {
  return new ControlError('bad-request', `${folder}: not a whole path from the root`)
}
