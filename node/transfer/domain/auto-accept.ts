import type { TransferId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { haveBytesOf } from '../../../src/transfer/entity/transfer-state.ts'
import { KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import { type AcceptRule, judge, type RuleVerdict } from '../entity/accept-rule.ts'
import type { Note, TransferRecord } from '../entity/transfer-record.ts'
import type { Disk } from '../queue-ports.ts'
import { acceptInto } from './consent.ts'
import type { Post } from './post.ts'
import type { Rules } from './rules.ts'
import type { TransferBook } from './transfer-book.ts'

type AutoAcceptDeps = Readonly<{
  book: TransferBook
  post: Post
  rules: Rules
  disk: Disk
  log: Logger
}>

const NOTE_OF: Readonly<Record<RuleVerdict, Note | undefined>> = {
  accept: undefined,
  'too-large': 'rule-too-large',
  'no-space': 'rule-no-space',
}

/** Follows the person's own rules. What no rule takes waits for the person, with the reason when a rule came close. */
export class AutoAccept {
  readonly #deps: AutoAcceptDeps

  constructor(deps: AutoAcceptDeps) {
    this.#deps = deps
  }

  async consider(id: TransferId): Promise<void> {
    const { book, rules, log } = this.#deps
    const record = book.get(id)
    const rule = record === undefined ? undefined : rules.of(record.friendName)
    if (record === undefined || rule === undefined) return
    const verdict = await this.#judge(record, rule)
    log.info({ transferId: id, verdict }, 'a rule was applied to an offer')
    if (verdict === 'accept') await acceptInto(this.#deps, id, rule.folder)
    else await book.amend(id, () => ({ note: NOTE_OF[verdict] }))
  }

  /** A folder that cannot be looked at has no space: the person decides. */
  async #judge({ file }: TransferRecord, rule: AcceptRule): Promise<RuleVerdict> {
    const freeBytes = await this.#deps.disk.freeBytes(rule.folder).catch((err: unknown) => {
      this.#deps.log.warn({ err }, 'the folder of a rule could not be looked at')
      return 0
    })
    const promisedBytes = this.#promisedBytes()
    return judge(rule, {
      sizeBytes: file.size,
      freeBytes,
      promisedBytes,
      keepFreeBytes: KEEP_FREE_BYTES,
    })
  }

  #promisedBytes(): number {
    return this.#deps.book
      .open()
      .filter(({ direction, folder }) => direction === 'incoming' && folder !== undefined)
      .reduce((sum, { file, state }) => sum + file.size - haveBytesOf(state), 0)
  }
}
