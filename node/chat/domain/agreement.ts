import type { AccountId, ConversationId, DeviceId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { type Journal, NOTHING } from '../../entity/journal.ts'
import { rewound, withHead } from '../entity/thread.ts'
import type { ChatHome, ChatStore, Waiting } from '../ports.ts'
import type { Book } from './book.ts'
import type { Draft } from './draft.ts'

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
 * found by halving, as logs are matched in Raft. What is behind it goes; what this device had sent there is sent again, under its old ids,
 * so that nothing is lost or doubled, whoever comes back first.
 */
export async function agree(
  deps: AgreementDeps,
  conversation: ConversationId,
  options: Waiting,
): Promise<void> {
  const { book, journal, store } = deps
  const thread = book.thread(conversation)
  if (thread === undefined) return
  const [newest] = await historyAt(deps, conversation, undefined, options)
  const homeHead = newest?.seq ?? 0
  const common = await commonSeq(Math.min(homeHead, thread.haveSeq), (seq) =>
    isSame(deps, conversation, seq, options),
  )
  await journal.change(async () => {
    const draft = deps.draft()
    const now = draft.thread(conversation)
    if (now === undefined) return NOTHING
    const last = Math.max(now.headSeq, now.haveSeq)
    const lost = await store.lines(conversation, { first: common + 1, last })
    for (const line of lost) draft.removeLine(line)
    const mine = sendAgain(deps, draft, lost, common)
    if (lost.length > 0) deps.log.warn({ lost: lost.length, mine }, 'the home lost messages')
    draft.putThread(rewound(now, common, homeHead))
    return draft.prepared()
  })
  await learnHead(deps, conversation, options)
}

/** @returns how many. */
function sendAgain(
  { book, self }: AgreementDeps,
  draft: Draft,
  lost: readonly Message[],
  afterSeq: number,
): number {
  const { account, device } = self()
  const mine = lost.filter((line) => line.sender === account && line.device === device)
  for (const [index, { id, conversation, storedMs: writtenMs, body }] of mine.entries()) {
    const order = book.nextOrder(conversation) + index
    draft.putUnsent({ id, conversation, order, afterSeq, writtenMs, body, refused: undefined })
  }
  return mine.length
}

/** What came while the conversation was doubted was passed over (follow.ts). */
async function learnHead(
  deps: AgreementDeps,
  conversation: ConversationId,
  options: Waiting,
): Promise<void> {
  const [newest] = await historyAt(deps, conversation, undefined, options)
  await deps.journal.change(() => {
    const draft = deps.draft()
    const now = draft.thread(conversation)
    if (now === undefined || newest === undefined) return NOTHING
    draft.putThread(withHead(now, newest.seq))
    return draft.prepared()
  })
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
