import { accountId, conversationId } from '../../../src/core/ids.ts'
import {
  count,
  flag,
  type Of,
  optional,
  record,
  type Shape,
  ShapeError,
  shape,
} from '../../../src/core/shape.ts'
import type { Friend, Message, Receipt } from '../../../src/home/entity/nouns.ts'
import { above, countOf, type SeqRuns, upTo, withSeq } from './seq-runs.ts'

const seqRuns: Shape<SeqRuns> = shape('ascending runs of seqs', (value, path) => {
  if (!Array.isArray(value) || !value.every(isRun)) throw new ShapeError(path, 'runs of seqs')
  return value as SeqRuns
})

/** What this device knows of a conversation. All seqs only move forward. */
export const thread = record({
  conversation: conversationId,
  friend: accountId,
  /** The last seq that exists, as far as was told. */
  headSeq: count(),
  /** Up to here every message came to this device, or was there before it. */
  haveSeq: count(),
  /** The last message of the friend among those: what a `delivered` may claim. */
  theirLastSeq: count(),
  /** Read here or on another device of ours. */
  myReadSeq: count(),
  /** What the home knows of our receipts. */
  toldDeliveredSeq: count(),
  toldReadSeq: count(),
  theirDeliveredSeq: count(),
  theirReadSeq: count(),
  /** The friend's messages after myReadSeq. */
  unread: seqRuns,
  /** The home was restored: which of our lines it has is not known yet (domain/agreement.ts). */
  doubted: optional(flag),
  /** Messages of it were kept beside its lines, at some time (entity/kept.ts). */
  hasKept: optional(flag),
})
export type Thread = Of<typeof thread>

type Told = Pick<
  Friend,
  'account' | 'headSeq' | 'myReadSeq' | 'theirDeliveredSeq' | 'theirReadSeq'
> &
  Readonly<{ conversation: Thread['conversation'] }>

/** A conversation that this device hears of for the first time: what was read elsewhere counts as been here. */
export function threadOf(friend: Told): Thread {
  const { conversation, account, headSeq, myReadSeq, theirDeliveredSeq, theirReadSeq } = friend
  return {
    ...{ conversation, friend: account, headSeq, haveSeq: myReadSeq, theirLastSeq: 0, myReadSeq },
    ...{ toldDeliveredSeq: 0, toldReadSeq: myReadSeq, theirDeliveredSeq, theirReadSeq, unread: [] },
    ...{ doubted: undefined, hasKept: undefined },
  }
}

export function withFriend(thread: Thread, friend: Friend): Thread {
  return advanced(thread, {
    headSeq: friend.headSeq,
    myReadSeq: friend.myReadSeq,
    toldReadSeq: friend.myReadSeq,
    theirDeliveredSeq: friend.theirDeliveredSeq,
    theirReadSeq: friend.theirReadSeq,
  })
}

/** After this message was put among the lines. Which ones must be put: `isNew`. */
export function withMessage(thread: Thread, message: Message): Thread {
  const { seq } = message
  const theirs = message.sender === thread.friend
  const grown = seq === thread.haveSeq + 1
  const heard = grown && theirs ? seq : thread.theirLastSeq
  return {
    ...thread,
    headSeq: Math.max(thread.headSeq, seq),
    haveSeq: grown ? seq : thread.haveSeq,
    theirLastSeq: heard,
    unread: theirs && seq > thread.myReadSeq ? withSeq(thread.unread, seq) : thread.unread,
  }
}

/** A receipt of either side, whoever gave it. */
export function withReceipt(thread: Thread, receipt: Receipt): Thread {
  const { deliveredSeq, readSeq } = receipt
  if (receipt.account === thread.friend) {
    return advanced(thread, {
      theirDeliveredSeq: Math.max(deliveredSeq, readSeq),
      theirReadSeq: readSeq,
    })
  }
  return advanced(thread, {
    myReadSeq: readSeq,
    toldReadSeq: readSeq,
    toldDeliveredSeq: deliveredSeq,
  })
}

export function withRead(thread: Thread, seq: number): Thread {
  return advanced(thread, { myReadSeq: Math.min(seq, thread.headSeq) })
}

/** Our own message was stored as `seq`; the event of it will follow. */
export function withHead(thread: Thread, seq: number): Thread {
  return advanced(thread, { headSeq: seq })
}

export function withTold(
  thread: Thread,
  told: Readonly<{ deliveredSeq: number; readSeq: number }>,
): Thread {
  return advanced(thread, { toldDeliveredSeq: told.deliveredSeq, toldReadSeq: told.readSeq })
}

/** Behind `common` the home has other messages than we had, and `headSeq` is its head. Receipts are told anew: it may have lost them. */
export function rewound(thread: Thread, common: number, headSeq: number): Thread {
  const most = (seq: number) => Math.min(seq, common)
  return {
    ...thread,
    headSeq,
    haveSeq: most(thread.haveSeq),
    theirLastSeq: most(thread.theirLastSeq),
    myReadSeq: most(thread.myReadSeq),
    toldDeliveredSeq: 0,
    toldReadSeq: 0,
    theirDeliveredSeq: most(thread.theirDeliveredSeq),
    theirReadSeq: most(thread.theirReadSeq),
    unread: upTo(thread.unread, common),
    doubted: undefined,
  }
}

export const unreadCount = (thread: Thread): number => countOf(thread.unread)

/** What the home should be told now, or undefined. Reading implies having. */
export function dueReceipt(
  thread: Thread,
): Readonly<{ deliveredSeq: number; readSeq: number }> | undefined {
  const { theirLastSeq, toldDeliveredSeq, myReadSeq, toldReadSeq } = thread
  if (theirLastSeq <= toldDeliveredSeq && myReadSeq <= toldReadSeq) return undefined
  const deliveredSeq = Math.max(theirLastSeq, toldDeliveredSeq, myReadSeq)
  return { deliveredSeq, readSeq: Math.max(myReadSeq, toldReadSeq) }
}

type Seqs = Partial<
  Omit<Thread, 'conversation' | 'friend' | 'unread' | 'haveSeq' | 'doubted' | 'hasKept'>
>

function advanced(thread: Thread, to: Seqs): Thread {
  const next: Record<string, unknown> = { ...thread }
  for (const [key, seq] of Object.entries(to)) {
    next[key] = Math.max(thread[key as keyof Seqs], seq)
  }
  const moved = next as Thread
  return { ...moved, unread: above(moved.unread, moved.myReadSeq) }
}

function isRun(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length === 2 && value.every((seq) => Number.isSafeInteger(seq))
  )
}
