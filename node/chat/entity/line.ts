import type { ChatContent } from '../../../src/chat/entity/chat-body.ts'
import { assertNever } from '../../../src/core/assert-never.ts'
import type { AccountName, TransferId } from '../../../src/core/ids.ts'
import type { Message } from '../../../src/home/entity/nouns.ts'
import { REFUSALS } from '../../../src/home/entity/refusal.ts'
import type { LineView, MessageState } from '../../control/entity/nouns.ts'
import type { Kept } from './kept.ts'
import type { Thread } from './thread.ts'
import type { Unsent } from './unsent.ts'

/** What a message says to a person; content undefined: of a kind that this version cannot read. */
type Said = Readonly<{ kind: LineView['kind']; text: string; transfer: TransferId | undefined }>

/** The home takes no message now, and when it is expected to. */
export type Holdup = Readonly<{ why: string; untilMs: number }>

export function lineOfMessage(
  message: Message,
  content: ChatContent | undefined,
  of: Readonly<{ thread: Thread; friend: AccountName }>,
): LineView {
  const mine = message.sender !== of.thread.friend
  return {
    id: message.id,
    friend: of.friend,
    mine,
    seq: message.seq,
    atMs: message.storedMs,
    state: mine ? stateOfOurs(message.seq, of.thread) : stateOfTheirs(message.seq, of.thread),
    why: undefined,
    retryAtMs: undefined,
    ...saidBy(content),
  }
}

/** What the home lost, of whoever else: it has no seq any more. */
export function lineOfKept(
  { message }: Kept,
  content: ChatContent | undefined,
  of: Readonly<{ thread: Thread; friend: AccountName }>,
): LineView {
  return {
    id: message.id,
    friend: of.friend,
    mine: message.sender !== of.thread.friend,
    seq: undefined,
    atMs: message.storedMs,
    state: 'kept',
    why: 'the home does not have this message any more; this device keeps it',
    retryAtMs: undefined,
    ...saidBy(content),
  }
}

export function lineOfUnsent(
  unsent: Unsent,
  content: ChatContent | undefined,
  of: Readonly<{ friend: AccountName; holdup: Holdup | undefined }>,
): LineView {
  const { id, writtenMs, refused } = unsent
  const { friend, holdup } = of
  return {
    ...{ id, friend, mine: true, seq: undefined, atMs: writtenMs },
    state: refused === undefined ? 'queued' : 'refused',
    why: refused === undefined ? holdup?.why : REFUSALS[refused],
    retryAtMs: refused === undefined ? holdup?.untilMs : undefined,
    ...saidBy(content),
  }
}

function stateOfOurs(seq: number, thread: Thread): MessageState {
  if (seq <= thread.theirReadSeq) return 'read'
  return seq <= thread.theirDeliveredSeq ? 'delivered' : 'stored'
}

function stateOfTheirs(seq: number, thread: Thread): MessageState {
  return seq <= thread.myReadSeq ? 'read' : 'delivered'
}

function saidBy(content: ChatContent | undefined): Said {
  if (content === undefined) {
    const text = 'a message that this version of Homing cannot read'
    return { kind: 'unreadable', text, transfer: undefined }
  }
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text: content.value.text, transfer: undefined }
    case 'offer': {
      const offered = content.value.content
      const size = offered.kind === 'stream' ? 'a stream' : sizeText(offered.value.size)
      return {
        kind: 'offer',
        text: `${offered.value.name} (${size})`,
        transfer: content.value.transfer,
      }
    }
    case 'offerAnswer': {
      const { answer, transfer } = content.value
      return { kind: 'offer-answer', text: answer, transfer }
    }
    case 'transferEnded': {
      const { outcome, transfer } = content.value
      return { kind: 'transfer-ended', text: ENDED[outcome], transfer }
    }
    default:
      return assertNever(content)
  }
}

const ENDED = {
  verified: 'arrived and verified',
  cancelled: 'cancelled',
  failed: 'failed',
} as const

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** Decimal units, as disks and networks count: 1500000 is `1.5 MB`. */
function sizeText(bytes: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1)
  if (power === 0) return `${bytes} bytes`
  return `${(bytes / 1000 ** power).toFixed(1)} ${UNITS[power]}`
}
