import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { assertNever } from '../../../src/core/assert-never.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { AccountId, DeviceId, MessageId, TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { root } from '../../../src/transfer/entity/root.ts'
import { safeName } from '../../../src/transfer/entity/safe-name.ts'
import { isOver, type TransferEvent } from '../../../src/transfer/entity/transfer-state.ts'
import type { ReceivedContent } from '../../chat/ports.ts'
import { failureCode } from '../entity/stored-state.ts'
import {
  contentOf,
  NOTES,
  type Note,
  type TransferRecord,
  UNMOVED,
} from '../entity/transfer-record.ts'
import { MAX_OPEN_TRANSFERS, MAX_UNANSWERED_PER_FRIEND } from '../limits.ts'
import type { Parties } from '../queue-ports.ts'
import type { AutoAccept } from './auto-accept.ts'
import type { Post } from './post.ts'
import type { SpoolKeys } from './spool-keys.ts'
import type { TransferBook } from './transfer-book.ts'
import type { Manifest } from '../../../src/transfer/entity/manifest.ts'

type InboxDeps = Readonly<{
  book: TransferBook
  post: Post
  parties: Parties
  autoAccept: AutoAccept
  spoolKeys: SpoolKeys
  self: () => DeviceId
  clock: Clock
  log: Logger
}>
type ContentOf<K extends ChatContent['kind']> = Extract<ChatContent, { kind: K }>['value']

/**
 * Offers, answers and last words as they stand in the conversation. The order of seq is the same for everybody, so all
 * devices agree on which answer was the first; only that one counts. Every message may come twice.
 */
export class Inbox {
  readonly #deps: InboxDeps

  constructor(deps: InboxDeps) {
    this.#deps = deps
  }

  async take(message: ReceivedContent): Promise<void> {
    const { content } = message
    switch (content.kind) {
      case 'offer':
        return await (message.mine
          ? this.#stored(message, content.value)
          : this.#offered(message, content.value))
      case 'offerAnswer':
        return await this.#answered(message, content.value)
      case 'transferEnded':
        return await this.#ended(message, content.value)
      case 'text':
        return
    }
  }

  /** The home refused a message of ours, for good. */
  async refused(id: MessageId): Promise<void> {
    const { book } = this.#deps
    const record = book.all().find(({ offer }) => offer === id)
    if (record === undefined) return
    await book.apply(record.id, { kind: 'cancelled', by: 'us' }, () => ({ note: 'offer-refused' }))
  }

  /** Our own offer has its place in the conversation. */
  async #stored(message: ReceivedContent, { transfer }: ContentOf<'offer'>): Promise<void> {
    if (this.#of(message, transfer, 'outgoing') === undefined) return
    await this.#deps.book.apply(transfer, { kind: 'offered' })
  }

  async #offered(message: ReceivedContent, offer: ContentOf<'offer'>): Promise<void> {
    const { book, log, parties, spoolKeys } = this.#deps
    const party = parties.byAccount(message.friend)
    const known = book.get(offer.transfer)
    if (known !== undefined) return await this.#offeredAgain(message, known)
    if (party === undefined) {
      return log.warn({ transferId: offer.transfer }, 'offer of somebody who is no friend ignored')
    }
    const manifest = offered(offer.content)
    const record = {
      ...recordOf(message, { id: offer.transfer, manifest }, party.name),
      ...(await spoolKeys.opened(message, offer, manifest)),
    }
    const isFull = this.#isFull(message.friend)
    await book.add(record)
    if (isFull) return await this.#decline(record.id, 'too-many-offers')
    if (safeName(record.file.name).kind === 'refused') return await this.#failUnsafe(record.id)
    await this.#deps.autoAccept.consider(record.id)
  }

  /** After a crash between the record and the rule. */
  async #offeredAgain(message: ReceivedContent, known: TransferRecord): Promise<void> {
    const isSame = known.direction === 'incoming' && known.friend === message.friend
    const isOpen = known.state.kind === 'waiting' && known.state.for === 'answer'
    if (isSame && isOpen) await this.#deps.autoAccept.consider(known.id)
  }

  async #decline(id: TransferId, note: Note): Promise<void> {
    const { book, post } = this.#deps
    await book.apply(id, { kind: 'cancelled', by: 'us' }, ({ news }) => ({
      note,
      news: [...news, post.write('cancelled')],
    }))
    post.dispatch(id)
  }

  async #failUnsafe(id: TransferId): Promise<void> {
    const { book, post } = this.#deps
    await book.apply(id, { kind: 'failed', why: 'unsafe-name' }, ({ news }) => ({
      news: [...news, post.write('failed')],
    }))
    post.dispatch(id)
  }

  async #answered(message: ReceivedContent, said: ContentOf<'offerAnswer'>): Promise<void> {
    const direction = message.mine ? 'incoming' : 'outgoing'
    const record = this.#of(message, said.transfer, direction)
    if (record === undefined || record.answeredBy !== undefined) return
    const { book, self } = this.#deps
    const answeredBy = message.device
    if (direction === 'outgoing') {
      const device = said.answer === 'accepted' ? { device: answeredBy } : {}
      await book.amend(record.id, () => ({ answeredBy, ...device }))
      await book.apply(record.id, { kind: 'offered' })
      await book.apply(record.id, { kind: said.answer })
      return
    }
    await book.amend(record.id, () => ({ answeredBy }))
    if (answeredBy === self()) return
    const also = () => ({ note: 'answered-elsewhere' }) as const
    if (said.answer === 'declined') await book.apply(record.id, { kind: 'declined' }, also)
    await book.apply(record.id, { kind: 'cancelled', by: 'us' }, also)
  }

  async #ended(message: ReceivedContent, said: ContentOf<'transferEnded'>): Promise<void> {
    if (message.mine) return
    const record = this.#of(message, said.transfer, undefined)
    if (record === undefined || isOver(record.state)) return
    // Only the two devices that are party to it have a say; before an answer, every device of the friend may decline.
    if (record.device !== undefined && record.device !== message.device) return
    const note = NOTES.find((known) => known === said.code)
    const event = eventOf(record, said)
    if (event !== undefined) {
      await this.#deps.book.apply(record.id, event, () => (note === undefined ? {} : { note }))
    }
  }

  #of(
    message: ReceivedContent,
    id: TransferId,
    direction: TransferRecord['direction'] | undefined,
  ): TransferRecord | undefined {
    const record = this.#deps.book.get(id)
    if (record === undefined || record.friend !== message.friend) return undefined
    return direction === undefined || record.direction === direction ? record : undefined
  }

  #isFull(friend: AccountId): boolean {
    const open = this.#deps.book.open()
    const unanswered = open.filter(
      (record) =>
        record.direction === 'incoming' && record.folder === undefined && record.friend === friend,
    )
    // What a rule will take when quiet hours end is no burden to the person.
    const forPerson = unanswered.filter((record) => !this.#deps.autoAccept.willAnswer(record))
    return open.length >= MAX_OPEN_TRANSFERS || forPerson.length >= MAX_UNANSWERED_PER_FRIEND
  }
}

/** As the data path takes it. */
function offered(content: ContentOf<'offer'>['content']): Manifest {
  switch (content.kind) {
    case 'file':
      return { kind: 'file', ...content.value }
    case 'folder':
      return { kind: 'folder', ...content.value, listing: content.value.listing.toHex() }
    case 'stream':
      return { kind: 'stream', ...content.value, size: undefined }
    default:
      return assertNever(content)
  }
}

function recordOf(
  message: ReceivedContent,
  { id, manifest }: Readonly<{ id: TransferId; manifest: Manifest }>,
  friendName: TransferRecord['friendName'],
): TransferRecord {
  return {
    ...UNMOVED,
    id,
    direction: 'incoming',
    friend: message.friend,
    friendName,
    ...contentOf(manifest),
    state: { kind: 'waiting', for: 'answer', haveBytes: 0 },
    note: undefined,
    offer: undefined,
    device: message.device,
    answeredBy: undefined,
    source: undefined,
    folder: undefined,
    news: [],
    litter: false,
    createdMs: message.atMs,
    endedMs: undefined,
  }
}

/** A sender cannot verify, and what a peer calls a failure must be one that we know. */
function eventOf(
  { direction, file }: TransferRecord,
  said: ContentOf<'transferEnded'>,
): TransferEvent | undefined {
  if (said.outcome === 'cancelled') return { kind: 'cancelled', by: 'peer' }
  if (said.outcome === 'failed') return { kind: 'failed', why: knownFailure(said.code) }
  if (direction === 'incoming') return undefined
  try {
    return { kind: 'verified', root: root.check(said.root, 'root'), name: file.name }
  } catch {
    return undefined
  }
}

function knownFailure(code: string): ReturnType<typeof failureCode.check> {
  try {
    return failureCode.check(code, 'code')
  } catch {
    return 'protocol'
  }
}
