import type { Clock } from '../../../src/core/clock.ts'
import { withDeadline } from '../../../src/core/deadline.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { MAX_HISTORY_PAGE } from '../../../src/home/limits.ts'
import type { Journal, Write } from '../../entity/journal.ts'
import type { Kept } from '../entity/kept.ts'
import type { Thread } from '../entity/thread.ts'
import { HISTORY_WAIT_MS } from '../limits.ts'
import type { ChatHome, ChatStore, SeqRange, Waiting } from '../ports.ts'

type HistoryDeps = Readonly<{
  journal: Journal
  store: ChatStore
  home: ChatHome
  clock: Clock
  log: Logger
}>

/** `before` and `after` are seqs; both absent: the newest page. */
export type Page = Readonly<{
  before?: number | undefined
  after?: number | undefined
  limit: number
}>

export type PageRange = SeqRange & Readonly<{ more: boolean; newest: boolean }>

/** Which seqs a page is, and whether there are more on its far side. Seqs have no holes, so this is mere arithmetic. */
export function rangeOf(page: Page, headSeq: number): PageRange {
  if (page.after !== undefined) {
    const last = Math.min(headSeq, page.after + page.limit)
    return { first: page.after + 1, last, more: last < headSeq, newest: last === headSeq }
  }
  const last = Math.min(headSeq, (page.before ?? headSeq + 1) - 1)
  const first = Math.max(1, last - page.limit + 1)
  return { first, last, more: first > 1, newest: page.before === undefined }
}

/** Local history first; what is not here is fetched from the home. Offline, what is here is shown. */
export async function readLines(
  deps: HistoryDeps,
  thread: Thread,
  range: SeqRange,
  options: Waiting,
): Promise<readonly Message[]> {
  const here = await deps.store.lines(thread.conversation, range)
  const missing = missingIn(here, range)
  if (missing === undefined || !deps.home.online) return here
  const fetched: Message[] = []
  try {
    const late = () => new Error('the home was slow to send history')
    await withDeadline(deps.clock, { ...options, ms: HISTORY_WAIT_MS, late }, async (signal) => {
      for await (const lines of pagesOf(deps, thread, missing, { signal })) {
        await keepOlder(deps, thread, lines)
        fetched.push(...lines)
      }
    })
  } catch (err) {
    options.signal.throwIfAborted()
    deps.log.info({ err }, 'a page of history is shown without what is only at the home')
  }
  return inOrder([...fetched, ...(await deps.store.lines(thread.conversation, range))])
}

/** What the home lost behind these lines; on the newest page all that it lost behind them. */
export async function keptBeside(
  store: ChatStore,
  { conversation, hasKept }: Thread,
  { first, last, newest }: PageRange,
): Promise<readonly Kept[]> {
  if (hasKept !== true) return []
  return store.keptIn(conversation, { first, last: newest ? Number.MAX_SAFE_INTEGER : last })
}

function missingIn(lines: readonly Message[], { first, last }: SeqRange): SeqRange | undefined {
  const here = new Set(lines.map((line) => line.seq))
  let from = first
  let to = last
  while (from <= to && here.has(from)) from++
  while (to >= from && here.has(to)) to--
  return from <= to ? { first: from, last: to } : undefined
}

async function* pagesOf(
  deps: HistoryDeps,
  { conversation }: Thread,
  range: SeqRange,
  options: Waiting,
): AsyncGenerator<readonly Message[], void> {
  for (let afterSeq = range.first - 1; afterSeq < range.last; ) {
    const limit = Math.min(MAX_HISTORY_PAGE, range.last - afterSeq)
    const ask = { conversation, afterSeq, beforeSeq: 0, limit }
    const { messages } = await deps.home.ask('history', ask, options)
    const fits = messages.filter(
      (each) => each.conversation === conversation && each.seq > afterSeq && each.seq <= range.last,
    )
    const last = fits.at(-1)?.seq ?? 0
    if (last <= afterSeq) return
    yield fits
    afterSeq = last
  }
}

/**
 * Keeps what was here once, or before this device. Newer lines are shown and not kept: they come by the log, which tells
 * whoever listens, and a line that is here already would be told to nobody.
 */
async function keepOlder(
  deps: HistoryDeps,
  thread: Thread,
  lines: readonly Message[],
): Promise<void> {
  // What the home has at the seqs of before its restore is not known yet.
  if (thread.doubted === true) return
  const older = lines.filter((line) => line.seq <= thread.haveSeq)
  await deps.journal.change(async () => {
    const writes: Write[] = []
    for (const line of older) {
      // A line that is here is never replaced by what a home says.
      const there = await deps.store.line(line.conversation, line.seq)
      if (there === undefined) writes.push(deps.store.putLine(line))
    }
    return { writes, synced: false, committed: () => {} }
  })
}

/** Each seq once, ascending. */
function inOrder(lines: readonly Message[]): readonly Message[] {
  const bySeq = new Map(lines.map((line) => [line.seq, line]))
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}
