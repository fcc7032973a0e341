import type { Background } from '../../../src/core/background.ts'
import type { Clock } from '../../../src/core/clock.ts'
import type { ConversationId } from '../../../src/core/ids.ts'
import { Listeners } from '../../../src/core/listeners.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import type { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { LineView } from '../../control/entity/nouns.ts'
import type { Kept } from '../entity/kept.ts'
import { type Holdup, lineOfKept, lineOfMessage, lineOfUnsent } from '../entity/line.ts'
import type { Thread } from '../entity/thread.ts'
import type { Unsent } from '../entity/unsent.ts'
import { MAX_LINES_TOLD, MAX_QUEUED_PER_CONVERSATION } from '../limits.ts'
import type { BodyCodec, ChatStore, Correspondents, SeqRange } from '../ports.ts'
import type { Book } from './book.ts'
import type { Outcome } from './draft.ts'
import { Holdups } from './holdups.ts'
import type { PageRange } from './history.ts'

type TellerDeps = Readonly<{
  book: Book
  clock: Clock
  store: ChatStore
  bodies: BodyCodec
  correspondents: Correspondents
  background: Background
  log: Logger
}>

/** Lines as a person sees them, and the telling of new ones and of those whose state moved. */
export class LineTeller {
  readonly #deps: TellerDeps
  readonly #lines: Listeners<LineView>
  readonly #holdups: Holdups

  constructor(deps: TellerDeps) {
    this.#deps = deps
    this.#lines = new Listeners(deps)
    this.#holdups = new Holdups(deps)
  }

  onLine(listener: (line: LineView) => void): () => void {
    return this.#lines.add(listener)
  }

  /** @returns undefined when nobody knows any more whom the conversation was with. */
  lineOf(each: Message | Unsent | Kept, of?: Thread): LineView | undefined {
    const { book, bodies, correspondents } = this.#deps
    const said = 'message' in each ? each.message : each
    const thread = of ?? book.thread(said.conversation)
    const friend = thread && correspondents.byAccount(thread.friend)?.name
    if (thread === undefined || friend === undefined) return undefined
    const content = bodies.decode(said.body)
    if ('message' in each) return lineOfKept(each, content, { thread, friend })
    if ('seq' in each) return lineOfMessage(each, content, { thread, friend })
    const holdup = this.#holdups.of(each.conversation)
    return lineOfUnsent(each, content, { friend, holdup })
  }

  tell(outcome: Outcome): void {
    for (const each of [...outcome.lines, ...outcome.unsent, ...outcome.kept]) this.#tellLine(each)
    for (const [before, after] of outcome.threads) {
      const moved = before && movedBy(before, after)
      if (moved !== undefined) this.#tellMoved(after, moved)
    }
  }

  /** The home takes no message of it for a while: all that wait there say so. */
  held(conversation: ConversationId, refusal: HomeRefusal): void {
    if (!this.#holdups.refused(conversation, refusal)) return
    for (const each of this.#deps.book.queuedOf(conversation)) this.#tellLine(each)
  }

  holdupOf(conversation: ConversationId): Holdup | undefined {
    return this.#holdups.of(conversation)
  }

  /** It took one. */
  freed(conversation: ConversationId): void {
    this.#holdups.over(conversation)
  }

  #tellLine(each: Message | Unsent | Kept): void {
    const line = this.lineOf(each)
    if (line !== undefined) this.#lines.tell(line)
  }

  #tellMoved({ conversation, friend }: Thread, range: SeqRange): void {
    this.#deps.background.run('tell-receipts', async () => {
      const lines = await this.#deps.store.lines(conversation, range)
      for (const line of lines) if (line.sender !== friend) this.#tellLine(line)
    })
  }
}

/** The newest of our lines that a receipt of the friend moved to another state. */
function movedBy(before: Thread, after: Thread): SeqRange | undefined {
  const read = after.theirReadSeq > before.theirReadSeq
  const delivered = after.theirDeliveredSeq > before.theirDeliveredSeq
  if (!read && !delivered) return undefined
  const from = read ? before.theirReadSeq : before.theirDeliveredSeq
  const last = Math.max(read ? after.theirReadSeq : 0, delivered ? after.theirDeliveredSeq : 0)
  return { first: Math.max(from + 1, last - MAX_LINES_TOLD + 1), last }
}

type Shown = Readonly<{
  lines: readonly Message[]
  kept: readonly Kept[]
  unsent: readonly Unsent[]
  range: PageRange
}>

/**
 * A page: what the home stored, in order of seq; after each line what was refused when it was the newest, and what the home lost behind
 * it; and on the newest page what still waits, at its end.
 */
export function pageOf(
  { lines, kept, unsent, range }: Shown,
  view: (each: Message | Unsent | Kept) => LineView | undefined,
): readonly LineView[] {
  const page: (Message | Unsent | Kept)[] = []
  const first = range.first === 1 ? 0 : range.first
  // The head may lie before it, since the home was restored.
  const here = (each: Unsent) =>
    each.afterSeq >= first && (range.newest || each.afterSeq <= range.last)
  const refused = unsent.filter((each) => each.refused !== undefined && here(each))
  const beside = [...kept, ...refused].sort((a, b) => a.afterSeq - b.afterSeq)
  for (const line of lines) {
    while (beside[0] !== undefined && beside[0].afterSeq < line.seq)
      page.push(...beside.splice(0, 1))
    page.push(line)
  }
  page.push(...beside)
  const queued = unsent.filter((each) => each.refused === undefined)
  // More of them wait only after a home was restored.
  if (range.newest) page.push(...queued.slice(0, MAX_QUEUED_PER_CONVERSATION))
  return page.map(view).filter((line) => line !== undefined)
}
