import type { Clock } from '../../../src/core/clock.ts'
import {
  type AccountName,
  parseMessageId,
  parseSpoolId,
  parseTransferId,
  type TransferId,
} from '../../../src/core/ids.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import { StopReason } from '../../../src/transfer/domain/outcome.ts'
import { isOver } from '../../../src/transfer/entity/transfer-state.ts'
import type { Manifest, SourceIdentity } from '../../../src/transfer/entity/manifest.ts'
import { safeName } from '../../../src/transfer/entity/safe-name.ts'
import { SEAL_KEY_BYTES } from '../../../src/transfer/limits.ts'
import { isEmptyReport } from '../../control/entity/folder-report.ts'
import { ControlError } from '../../control/entity/control-error.ts'
import type { Pick, Priority } from '../../control/entity/queue-nouns.ts'
import { keyText, type SpoolKey } from '../entity/spool-key.ts'
import { contentOf, type TransferRecord, UNMOVED } from '../entity/transfer-record.ts'
import { MAX_OPEN_TRANSFERS } from '../limits.ts'
import type { Disk, Parties, Party, SourceRefusal } from '../queue-ports.ts'
import { acceptInto, declineOffer } from './consent.ts'
import type { Hold } from './hold.ts'
import { pauseTransfer, resumeTransfer } from './pause.ts'
import type { Post } from './post.ts'
import type { ProgressBoard } from './progress-board.ts'
import type { Streams } from './streams.ts'
import type { Tending } from './tending.ts'
import type { TransferBook } from './transfer-book.ts'
import type { WayFacts } from './way-facts.ts'

type CommandDeps = Readonly<{
  streams: Streams
  facts: WayFacts
  book: TransferBook
  board: ProgressBoard
  post: Post
  parties: Parties
  disk: Disk
  clock: Clock
  random: Random
  tending: Tending
  hold: Hold
}>

/** `exclude`: what of a folder is not offered. */
export type Sending = Readonly<{ priority: Priority; exclude: readonly string[] }>
export type Accepting = Readonly<{ folder: string; pick: Pick | undefined }>

/** What a person does with transfers. A no is a ControlError in words for that person. */
export class Commands {
  readonly #deps: CommandDeps

  constructor(deps: CommandDeps) {
    this.#deps = deps
  }

  /** Offered now; what is in it comes by `Streams.feed`. */
  async sendStream(
    friend: AccountName,
    name: string,
    { priority }: Omit<Sending, 'exclude'>,
  ): Promise<TransferRecord> {
    const { clock, facts, streams } = this.#deps
    const party = this.#party(friend)
    if (safeName(name).kind === 'refused') {
      throw new ControlError('bad-request', `${name}: this cannot be the name of a file`)
    }
    if (facts.spoolOnly) {
      throw conflict('a stream goes straight only, and this node keeps to the relay', 'send a file')
    }
    const manifest = { kind: 'stream', name, mtimeMs: clock.nowMs(), size: undefined } as const
    const record = { ...this.#outgoing(party, manifest), priority }
    await streams.begin(record)
    return record
  }

  async sendFile(
    friend: AccountName,
    path: string,
    options: Sending & Waiting,
  ): Promise<TransferRecord> {
    const { book, post } = this.#deps
    const party = this.#party(friend)
    const found = await this.#deps.disk.identify(path, options)
    if (found.kind === 'refused') throw unreadable(path, found.why)
    const { priority, exclude } = options
    if (exclude.length > 0 && found.kind === 'file') throw nothingToExclude(path)
    const { identity, manifest, report } = found
    const from = {
      source: { path, identity, exclude },
      report: report === undefined || isEmptyReport(report) ? undefined : report,
      spool: this.#spoolFor(path, identity),
    }
    const record = { ...this.#outgoing(party, manifest), ...from, priority }
    await book.add(record)
    post.dispatch(record.id)
    return record
  }

  async accept(id: TransferId, { folder, pick }: Accepting): Promise<TransferRecord> {
    const record = this.#must(id)
    if (record.direction === 'outgoing') throw conflict('you are the sender of this transfer')
    if (pick !== undefined && !isFolder(record)) {
      throw new ControlError('bad-request', 'this is a single file, not a folder to choose from')
    }
    if (isWaitingForAnswer(record)) return await acceptInto(this.#deps, id, { folder, pick })
    if (record.folder !== undefined && !isOver(record.state)) return record
    throw conflict(`this offer is no longer open: ${record.state.kind}`)
  }

  async decline(id: TransferId): Promise<TransferRecord> {
    const record = this.#must(id)
    if (record.direction === 'outgoing') {
      throw conflict('you are the sender of this transfer', 'cancel it instead')
    }
    if (record.state.kind === 'declined') return record
    if (!isWaitingForAnswer(record)) {
      throw conflict(`this offer is no longer open: ${record.state.kind}`, 'cancel it instead')
    }
    return await declineOffer(this.#deps, id)
  }

  async pause(id: TransferId): Promise<TransferRecord> {
    const record = this.#must(id)
    if (isOver(record.state)) throw conflict(`this transfer is over: ${record.state.kind}`)
    if (isWaitingForAnswer(record) || record.state.kind === 'queued') {
      throw conflict('nothing moves yet, so there is nothing to pause')
    }
    return await pauseTransfer(this.#deps, record, { held: false })
  }

  async resume(id: TransferId): Promise<TransferRecord> {
    const record = this.#must(id)
    if (isOver(record.state)) throw conflict(`this transfer is over: ${record.state.kind}`)
    if (this.#deps.hold.isOn && record.state.kind === 'paused') {
      throw conflict('everything is paused here', 'homing transfers resume --all')
    }
    return await resumeTransfer(this.#deps, id)
  }

  /** A file that became whole while it was being cancelled stays: then this says so. */
  async cancel(id: TransferId): Promise<TransferRecord> {
    const { book, post } = this.#deps
    const record = this.#must(id)
    if (record.state.kind === 'cancelled') return record
    await this.#deps.tending.end(id, new StopReason('cancelled'))
    const after = await book.apply(id, { kind: 'cancelled', by: 'us' }, ({ news }) => ({
      // An offer that has not gone out needs no taking back.
      news: news.some(({ kind }) => kind === 'offer') ? news : [...news, post.write('cancelled')],
    }))
    post.dispatch(id)
    if (after.state.kind !== 'cancelled') {
      throw conflict(`this transfer is over: ${after.state.kind}`)
    }
    return after
  }

  #party(name: AccountName): Party {
    const { book, parties } = this.#deps
    const party = parties.byName(name)
    if (party === undefined) throw noFriend(name)
    if (book.open().length >= MAX_OPEN_TRANSFERS) throw tooMany()
    return party
  }

  #outgoing(party: Party, manifest: Manifest): TransferRecord {
    const id = parseTransferId(mintUuid(this.#deps))
    const news = { id: parseMessageId(mintUuid(this.#deps)), kind: 'offer' } as const
    return {
      ...UNMOVED,
      id,
      direction: 'outgoing',
      friend: party.account,
      friendName: party.name,
      ...contentOf(manifest),
      state: { kind: 'queued' },
      note: undefined,
      offer: news.id,
      device: undefined,
      answeredBy: undefined,
      source: undefined,
      folder: undefined,
      news: [news],
      litter: true,
      createdMs: this.#deps.clock.nowMs(),
      endedMs: undefined,
    }
  }

  /** The same content for another friend lies in the same place: it is uploaded once. */
  #spoolFor(path: string, identity: SourceIdentity): SpoolKey {
    const same = this.#deps.book
      .open()
      .find(
        ({ source, spool }) =>
          spool !== undefined && source?.path === path && source.identity === identity,
      )
    if (same?.spool !== undefined) return same.spool
    const key = keyText(this.#deps.random.bytes(SEAL_KEY_BYTES))
    return { id: parseSpoolId(mintUuid(this.#deps)), key }
  }

  #must(id: TransferId): TransferRecord {
    const record = this.#deps.book.get(id)
    if (record === undefined) throw new ControlError('not-found', 'no such transfer')
    return record
  }
}

type Waiting = Readonly<{ signal: AbortSignal }>

function isWaitingForAnswer({ state }: TransferRecord): boolean {
  return state.kind === 'waiting' && state.for === 'answer'
}

function isFolder({ listing }: TransferRecord): boolean {
  return listing !== undefined
}

function conflict(message: string, advice?: string): ControlError {
  return new ControlError('conflict', message, advice === undefined ? {} : { advice })
}

function noFriend(name: AccountName): ControlError {
  return new ControlError('not-found', `${name} is not a friend of yours`, {
    advice: `homing friends add ${name}`,
  })
}

function tooMany(): ControlError {
  return conflict(`${MAX_OPEN_TRANSFERS} transfers are open already`, 'cancel some of them first')
}

function nothingToExclude(path: string): ControlError {
  return new ControlError('bad-request', `${path}: a single file, of which nothing can be left out`)
}

function unreadable(path: string, why: SourceRefusal): ControlError {
  return new ControlError('unreadable', `${path}: ${REFUSAL_WORDS[why]}`)
}

const REFUSAL_WORDS: Readonly<Record<SourceRefusal, string>> = {
  'not-absolute': 'not a whole path from the root',
  missing: 'there is no such file',
  'not-a-file': 'this is neither an ordinary file nor a folder',
  'not-permitted': 'you may not read this file',
  'too-large': 'larger than 9 petabytes',
  unreadable: 'this file cannot be read',
}
