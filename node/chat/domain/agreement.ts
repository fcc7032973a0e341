import type { AccountId, ConversationId, DeviceId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { type Journal, NOTHING } from '../../entity/journal.ts'
import { waiting } from '../entity/unsent.ts'
import { rewound, type Thread, withHead } from '../entity/thread.ts'
import { SET_ASIDE_LINES } from '../limits.ts'
import type { ChatHome, ChatStore, SeqRange, Waiting } from '../ports.ts'
import type { Book } from './book.ts'
import type { Draft } from './draft.ts'
import { keep } from './keep.ts'

type AgreementDeps = Readonly<{
  book: Book
  journal: Journal
  store: ChatStore
  home: ChatHome
  self: () => Readonly<{ account: AccountId; device: DeviceId }>
  draft: () => Draft
  log: Logger
}>

/**
 * After the home was restored from a backup: up to some seq it has the same messages as we, and behind that others, or none. That seq is
 * found by halving, as logs are matched in Raft. What this device had sent behind it is sent again, under its old ids, so that nothing is
 * lost or doubled, whoever comes back first. What others had sent is kept beside the lines until their nodes have done the same: a home
 * that only says that it was restored takes nothing away.
 */
export async function agree(
  deps: AgreementDeps,
  conversation: ConversationId,
  options: Waiting,
): Promise<void> {
  const thread = deps.book.thread(conversation)
  if (thread === undefined) return
  const [newest] = await historyAt(deps, conversation, undefined, options)
  const homeHead = newest?.seq ?? 0
  const common = await commonSeq(Math.min(homeHead, thread.haveSeq), (seq) =>
    isSame(deps, conversation, seq, options),
  )
  const lastSeq = Math.max(thread.headSeq, thread.haveSeq)
  // First, so that whoever begins again in the middle asks for no seq that was set aside.
  await changeThread(deps, conversation, (now) => ({
    ...rewound(now, common, Math.max(lastSeq, now.headSeq)),
    doubted: true,
  }))
  await setAside(deps, conversation, { first: common + 1, last: lastSeq }, options)
  await changeThread(deps, conversation, (now) => rewound(now, common, homeHead))
  await learnHead(deps, conversation, options)
}

/** Piece by piece, whatever the home claims to have lost. */
async function setAside(
  deps: AgreementDeps,
  conversation: ConversationId,
  { first, last }: SeqRange,
  options: Waiting,
): Promise<void> {
  const { journal, store, log } = deps
  let [lost, mine] = [0, 0]
  for (let from = first; from <= last; from += SET_ASIDE_LINES) {
    options.signal.throwIfAborted()
    await journal.change(async () => {
      const draft = deps.draft()
      const range = { first: from, last: Math.min(last, from + SET_ASIDE_LINES - 1) }
      const lines = await store.lines(conversation, range)
      for (const line of lines) draft.removeLine(line)
      lost += lines.length
      mine += sendAgainOrKeep(deps, draft, lines, first - 1)
      return draft.prepared()
    })
  }
  if (lost > 0) log.warn({ lost, mine }, 'the home lost messages')
}

/** @returns how many are sent again. */
function sendAgainOrKeep(
  { book, self }: AgreementDeps,
  draft: Draft,
  lost: readonly Message[],
  afterSeq: number,
): number {
  const { account, device } = self()
  let mine = 0
  for (const line of lost) {
    if (line.sender !== account || line.device !== device) {
      keep(draft, line, { afterSeq })
      continue
    }
    const { id, conversation, storedMs: writtenMs, body } = line
    const order = book.nextOrder(conversation) + mine++
    draft.putUnsent(waiting({ id, conversation, order, afterSeq, writtenMs, body }, line))
  }
  return mine
}

async function changeThread(
  deps: AgreementDeps,
  conversation: ConversationId,
  change: (now: Thread) => Thread,
): Promise<void> {
  await deps.journal.change(() => {
    const draft = deps.draft()
    const now = draft.thread(conversation)
    if (now === undefined) return NOTHING
    draft.putThread(change(now))
    return draft.prepared()
  })
}

/** What came while the conversation was doubted was passed over (follow.ts). */
async function learnHead(
  deps: AgreementDeps,
  conversation: ConversationId,
  options: Waiting,
): Promise<void> {
  const [newest] = await historyAt(deps, conversation, undefined, options)
  if (newest === undefined) return
  await changeThread(deps, conversation, (now) => withHead(now, newest.seq))
}

/** The last seq from 0 to `most` that holds; those that do come before those that do not, and 0 does. */
async function commonSeq(most: number, holds: (seq: number) => Promise<boolean>): Promise<number> {
  if (most === 0 || (await holds(most))) return most
  let [yes, no] = [0, most]
  while (no - yes > 1) {
    const middle = yes + Math.floor((no - yes) / 2)
    if (await holds(middle)) yes = middle
    else no = middle
  }
  return yes
}

/** What is not here contradicts nothing: it was there before this device. */
async function isSame(
  deps: AgreementDeps,
  conversation: ConversationId,
  seq: number,
  options: Waiting,
): Promise<boolean> {
  const here = await deps.store.line(conversation, seq)
  if (here === undefined) return true
  const [there] = await historyAt(deps, conversation, seq, options)
  return there?.seq === seq && there.id === here.id
}

/** The message at this seq, if the home has one; the newest without a seq. */
async function historyAt(
  { home }: AgreementDeps,
  conversation: ConversationId,
  seq: number | undefined,
  options: Waiting,
): Promise<readonly Message[]> {
  const beforeSeq = seq === undefined ? 0 : seq + 1
  const ask = { conversation, afterSeq: 0, beforeSeq, limit: 1 }
  const { messages } = await home.ask('history', ask, options)
  return messages
}
