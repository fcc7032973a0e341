import { sameBytes } from '../../../src/core/same-bytes.ts'
import { assertNever } from '../../../src/core/assert-never.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Event, Friend, Message, Receipt } from '../../../src/home/entity/nouns.ts'
import {
  type Thread,
  threadOf,
  withFriend,
  withHead,
  withMessage,
  withReceipt,
} from '../entity/thread.ts'
import { isSameMessage } from '../entity/kept.ts'
import type { Unsent } from '../entity/unsent.ts'
import type { BodyCodec, ChatStore } from '../ports.ts'
import type { Book } from './book.ts'
import type { Draft } from './draft.ts'
import { placeLine } from './keep.ts'

export type FollowDeps = Readonly<{
  book: Book
  store: ChatStore
  bodies: BodyCodec
  /** Who we are, as far as a conversation with ourselves would matter. */
  self(): AccountId
  log: Logger
}>

/** Puts an event of the account's log into a draft. Each may come again, and then changes nothing. */
export async function draftEvent(deps: FollowDeps, draft: Draft, event: Event): Promise<void> {
  const { change } = event
  switch (change.kind) {
    case 'message':
      return draftMessage(deps, draft, change.value)
    case 'receipt':
      return draftReceipt(draft, change.value)
    case 'friend':
      return draftFriend(draft, change.value)
    case 'profile':
    case 'device':
      return
    default:
      return assertNever(change)
  }
}

export async function draftMessage(
  deps: FollowDeps,
  draft: Draft,
  message: Message,
): Promise<void> {
  const thread = draft.thread(message.conversation) ?? threadBySender(deps, message)
  if (thread === undefined) {
    deps.log.error({ seq: message.seq }, 'a message came for a conversation that is not known')
    return
  }
  if (thread.doubted === true) {
    // It is fetched when it is known which of our lines the home has: one of them may stand in its place.
    draft.putThread(withHead(thread, message.seq))
    return
  }
  const there = await draft.line(message.conversation, message.seq)
  const isTaken = there !== undefined && message.seq <= thread.haveSeq
  if (isTaken && !isSameMessage(there, message)) return
  const unsent = deps.book.unsentById(message.id)
  if (unsent !== undefined && isOurs(deps, unsent, message)) draft.removeUnsent(unsent)
  if (isTaken) return
  await placeLine(deps.store, draft, message, there)
  draft.putThread(withMessage(draft.thread(message.conversation) ?? thread, message))
  if (message.seq > thread.haveSeq + 1) draft.noteGap(message.conversation)
  const content = deps.bodies.decode(message.body)
  if (content === undefined || content.kind === 'text') return
  const { conversation, seq } = message
  draft.putInbox({ kind: 'received', value: { conversation, seq } })
}

/** A home that says something else under our id has not stored what we wrote. */
function isOurs({ self }: FollowDeps, unsent: Unsent, message: Message): boolean {
  const { conversation, sender, body } = message
  const isHere = unsent.conversation === conversation && sender === self()
  return isHere && sameBytes(unsent.body, body)
}

/** Of a home that was restored nothing is believed about the lines that we have before it is looked at. */
export function draftSnapshot(
  book: Book,
  draft: Draft,
  friends: readonly Friend[],
  { isRestored }: Readonly<{ isRestored: boolean }>,
): void {
  const known = isRestored ? book.threads() : []
  for (const thread of known) draft.putThread({ ...thread, doubted: true })
  for (const friend of friends) draftFriend(draft, friend)
}

export function draftFriend(draft: Draft, friend: Friend): void {
  const { conversation } = friend
  if (conversation === undefined) return
  const thread = draft.thread(conversation) ?? threadOf({ ...friend, conversation })
  draft.putThread(withFriend(thread, friend))
}

function draftReceipt(draft: Draft, receipt: Receipt): void {
  const thread = draft.thread(receipt.conversation)
  if (thread !== undefined) draft.putThread(withReceipt(thread, receipt))
}

/** The relation is told before its first message; a home that does not is still understood. */
function threadBySender(deps: FollowDeps, message: Message): Thread | undefined {
  if (message.sender === deps.self()) return undefined
  const none = { headSeq: 0, myReadSeq: 0, theirDeliveredSeq: 0, theirReadSeq: 0 }
  return threadOf({
    ...none,
    account: message.sender,
    conversation: message.conversation,
  })
}
