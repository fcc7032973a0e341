import type { Clock } from '../../../src/core/clock.ts'
import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { type AcceptRule, judge, type RuleVerdict } from '../entity/accept-rule.ts'
import type { LocalTime } from '../entity/hours.ts'
import {
  type Note,
  restBytes,
  totalBytesOf,
  type TransferRecord,
} from '../entity/transfer-record.ts'
import type { Disk } from '../queue-ports.ts'
import { acceptInto, declineOffer } from './consent.ts'
import type { Post } from './post.ts'
import type { Rules } from './rules.ts'
import type { TransferBook } from './transfer-book.ts'

type AutoAcceptDeps = Readonly<{
  book: TransferBook
  post: Post
  rules: Rules
  disk: Disk
  clock: Clock
  localTime: LocalTime
  log: Logger
}>

const NOTE_OF: Readonly<Record<Exclude<RuleVerdict, 'accept' | 'block'>, Note | undefined>> = {
  ask: undefined,
  quiet: 'quiet-hours',
  'too-large': 'rule-too-large',
  'unknown-size': 'rule-unknown-size',
  'no-space': 'rule-no-space',
}

/**
 * Follows the person's own rules. What no rule takes waits for the person, with the reason when a rule came close. What
 * comes in quiet hours stays unanswered, and is looked at again when they end: then its rule accepts, as things are then.
 */
export class AutoAccept {
  readonly #deps: AutoAcceptDeps
  readonly #downloads: string

  constructor(deps: AutoAcceptDeps, settings: Readonly<{ downloads: string }>) {
    this.#deps = deps
    this.#downloads = settings.downloads
  }

  /** An offer that waits for our answer. */
  async consider(id: TransferId): Promise<void> {
    const { book, rules, log } = this.#deps
    const record = book.get(id)
    if (record === undefined) return
    const rule = rules.for(record.friendName)
    const folder = rule.folder ?? this.#downloads
    const verdict = await this.#judge(record, rule, folder)
    const known = book.get(id)
    // A person may have answered while the disk was looked at.
    if (known?.state.kind !== 'waiting' || known.state.for !== 'answer') return
    if (verdict === 'block') {
      await declineOffer(this.#deps, id, { note: 'rule-blocked' })
    } else if (verdict === 'accept') {
      await acceptInto(this.#deps, id, { folder, keepFreeBytes: rule.keepFreeBytes })
    } else if (known.note !== NOTE_OF[verdict]) {
      await book.amend(id, () => ({ note: NOTE_OF[verdict] }))
    } else {
      return
    }
    if (verdict !== 'ask') log.info({ transferId: id, verdict }, 'a rule was applied to an offer')
  }

  /** Is it left to a rule, which only waits for quiet hours to end? */
  willAnswer({ note, friendName }: TransferRecord): boolean {
    return note === 'quiet-hours' && this.#deps.rules.for(friendName).answer === 'accept'
  }

  async #judge(record: TransferRecord, rule: AcceptRule, folder: string): Promise<RuleVerdict> {
    const at = this.#deps.localTime(this.#deps.clock.nowMs())
    const freeBytes = rule.answer === 'accept' ? await this.#freeBytes(folder) : 0
    const promisedBytes = this.#promisedBytes()
    const sizeBytes = record.stream === undefined ? totalBytesOf(record) : undefined
    return judge(rule, { at, offer: { sizeBytes, freeBytes, promisedBytes } })
  }

  /** A folder that cannot be looked at has no space: the person decides. */
  async #freeBytes(folder: string): Promise<number> {
    return await this.#deps.disk.freeBytes(folder).catch((err: unknown) => {
      this.#deps.log.warn({ err }, 'the folder of a rule could not be looked at')
      return 0
    })
  }

  #promisedBytes(): number {
    return this.#deps.book
      .open()
      .filter(({ direction, folder }) => direction === 'incoming' && folder !== undefined)
      .reduce((sum, record) => sum + restBytes(record), 0)
  }
}
