import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { assertNever } from '../../../src/core/assert-never.ts'
import type { Background } from '../../../src/core/background.ts'
import { backoffMs } from '../../../src/core/backoff.ts'
import type { Clock } from '../../../src/core/clock.ts'
import { parseMessageId, type TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Random } from '../../../src/core/random.ts'
import { mintUuid } from '../../../src/core/uuid.ts'
import {
  manifestOf,
  type News,
  type NewsKind,
  type TransferRecord,
} from '../entity/transfer-record.ts'
import { POST_RETRY } from '../limits.ts'
import type { Mail, Parties } from '../queue-ports.ts'
import { Runs } from './runs.ts'
import { offeredSpool, type SpoolKeys } from './spool-keys.ts'
import type { TransferBook } from './transfer-book.ts'
import type { Manifest } from '../../../src/transfer/entity/manifest.ts'

type PostDeps = Readonly<{
  book: TransferBook
  mail: Mail
  spoolKeys: SpoolKeys
  parties: Parties
  background: Background
  clock: Clock
  random: Random
  log: Logger
}>

/**
 * Tells friends what became of a transfer, as messages. What is to be told is written in the same record as the change
 * that it tells, with the message's id; from there it goes to the outbox, again after a crash, and is one message.
 */
export class Post {
  readonly #deps: PostDeps
  readonly #rounds: Runs

  constructor(deps: PostDeps) {
    this.#deps = deps
    this.#rounds = new Runs('transfer-post', deps.background)
  }

  /** For the record that is about to be written. */
  write(kind: NewsKind): News {
    return { id: parseMessageId(mintUuid(this.#deps)), kind }
  }

  /** What the record holds, to the outbox: now if possible, else as soon as it is. */
  dispatch(id: TransferId): void {
    const wanted = () => this.#next(id) !== undefined
    this.#rounds.keep(id, wanted, async (signal, bell) => {
      for (let attempt = 0; wanted(); attempt += 1) {
        if (await this.#handOver(id)) attempt = -1
        else await bell.wait({ clock: this.#deps.clock, ...this.#patience(id, attempt), signal })
      }
    })
  }

  /** News of the friend: they can be written to again. */
  rouse(id: TransferId): void {
    this.#rounds.ring(id)
  }

  #next(id: TransferId): News | undefined {
    return this.#deps.book.get(id)?.news[0]
  }

  /** Somebody who is no friend cannot be told anything: that waits until they are one again. */
  #patience(id: TransferId, attempt: number): { ms?: number } {
    const { book, parties, random } = this.#deps
    const friend = book.get(id)?.friend
    const isFriend = friend !== undefined && parties.byAccount(friend) !== undefined
    return isFriend ? { ms: backoffMs(attempt, POST_RETRY, random) } : {}
  }

  async #handOver(id: TransferId): Promise<boolean> {
    const { book, mail, log, spoolKeys } = this.#deps
    const record = book.get(id)
    const first = record?.news[0]
    if (record === undefined || first === undefined) return true
    try {
      const told = first.kind === 'offer' ? await spoolKeys.sealed(record) : record
      await mail.send(record.friend, first.id, contentOf(told, first.kind))
      await book.amend(id, ({ news, sealedKeys }) => ({
        news: news.filter((other) => other !== first),
        sealedKeys: first.kind === 'offer' ? [] : sealedKeys,
      }))
      return true
    } catch (err) {
      log.warn({ err, transferId: id, news: first.kind }, 'news of a transfer could not be queued')
      return false
    }
  }
}

type OfferContent = Extract<ChatContent, { kind: 'offer' }>['value']['content']

function offered(manifest: Manifest): OfferContent {
  switch (manifest.kind) {
    case 'file':
      return { kind: 'file', value: manifest }
    case 'folder':
      return {
        kind: 'folder',
        value: { ...manifest, listing: Uint8Array.fromHex(manifest.listing) },
      }
    case 'stream':
      return { kind: 'stream', value: manifest }
    default:
      return assertNever(manifest)
  }
}

function contentOf(record: TransferRecord, kind: NewsKind): ChatContent {
  const transfer = record.id
  switch (kind) {
    case 'offer':
      return {
        kind: 'offer',
        value: { transfer, spool: offeredSpool(record), content: offered(manifestOf(record)) },
      }
    case 'accepted':
    case 'declined':
      return { kind: 'offerAnswer', value: { transfer, answer: kind } }
    case 'verified':
    case 'cancelled':
    case 'failed':
      return { kind: 'transferEnded', value: { transfer, outcome: kind, ...ending(record) } }
    default:
      return assertNever(kind)
  }
}

function ending({ state, note }: TransferRecord): { root: string; code: string } {
  return {
    root: state.kind === 'done' ? state.root : '',
    code: state.kind === 'failed' ? state.why : (note ?? ''),
  }
}
