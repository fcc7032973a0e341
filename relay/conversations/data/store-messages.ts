import { expressionBuilder } from 'kysely'
import type { AccountId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { lockSessions } from '../../data/fence.ts'
import type { Gathered } from '../../data/gather.ts'
import type { LogDraft } from '../../data/log-draft.ts'
import type { Tx } from '../../data/sql.ts'
import type { Tables } from '../../data/tables.ts'
import type { NewMessage, SendTerms, Stored } from '../ports.ts'
import { bodyKey, coldAnswers } from './cold-ids.ts'
import { beginMonthsOf, byCount, countBy, countSent } from './count-messages.ts'
import { lockFriends, membersOf, otherOf } from './membership.ts'

/** Made once: each costs as much as a query. */
const row = {
  conversations: expressionBuilder<Tables, 'conversations'>(),
  messages: expressionBuilder<Tables, 'messages'>(),
}

/** A device's message, once: the same object in all maps below. */
export type Send = Readonly<{ caller: Caller; message: NewMessage }> & SendTerms

type Outcome = Gathered<Stored>
/** `isCooled`: of a conversation with messages in segments. */
type Addressed = Readonly<{ send: Send; other: AccountId; isCooled: boolean }>
type Placed = Readonly<{ send: Send; seq: number }>

/**
 * Stores messages, each as if they came one after the other: one statement of each kind for all of them, and locks in the order of
 * SqlConversationStore. @returns what became of each, in their order.
 */
export async function storeMessages(
  tx: Tx,
  log: LogDraft,
  sends: readonly Send[],
): Promise<readonly Outcome[]> {
  const outcomes = new Map<Send, Outcome>()
  const attached = await fenced(tx, sends, outcomes)
  const addressed = await address(tx, attached, outcomes)
  const [fresh, repeated] = await unknownOf(tx, addressed, outcomes)
  const allowed = await between(tx, withinQuota(fresh, outcomes), outcomes)
  await beginMonthsOf(
    tx,
    allowed.map(({ send }) => send),
  )
  for (const { send, seq } of await place(tx, log, allowed)) {
    outcomes.set(send, { seq, storedMs: send.nowMs })
  }
  for (const [again, first] of repeated) outcomes.set(again, repetition(again, first, outcomes))
  return sends.map((send) => outcomeOf(outcomes, send))
}

type Outcomes = Map<Send, Outcome>

function outcomeOf(outcomes: Outcomes, send: Send): Outcome {
  const outcome = outcomes.get(send)
  if (outcome === undefined) throw new Error('a message without an outcome')
  return outcome
}

async function fenced(
  tx: Tx,
  sends: readonly Send[],
  outcomes: Outcomes,
): Promise<readonly Send[]> {
  const refusals = await lockSessions(
    tx,
    sends.map((send) => send.caller),
  )
  return sends.filter((send, index) => {
    const refusal = refusals[index]
    if (refusal !== undefined) outcomes.set(send, refusal)
    return refusal === undefined
  })
}

async function address(
  tx: Tx,
  sends: readonly Send[],
  outcomes: Outcomes,
): Promise<readonly Addressed[]> {
  if (sends.length === 0) return []
  const members = await membersOf(
    tx,
    sends.map((send) => send.message.conversation),
  )
  return sends.flatMap((send) => {
    const talk = members.get(send.message.conversation)
    const other = otherOf(talk, send.caller.account)
    if (other !== undefined) return [{ send, other, isCooled: talk?.cold_seq !== 0 }]
    outcomes.set(send, new HomeRefusal('unknown-conversation'))
    return []
  })
}

/**
 * An id is for life: also after the friendship ended, a retry gets the first receipt (design, messages 1).
 * @returns those that are new, and those that repeat one of the new ones, with that one.
 */
async function unknownOf(
  tx: Tx,
  addressed: readonly Addressed[],
  outcomes: Outcomes,
): Promise<readonly [readonly Addressed[], ReadonlyMap<Send, Send>]> {
  const stored = await storedBefore(tx, addressed)
  const first = new Map<string, Addressed>()
  const repeated = new Map<Send, Send>()
  for (const each of addressed) {
    const key = keyOf(each.send.caller.device, each.send.message)
    const answer = stored.get(key)
    const before = first.get(key)
    if (answer !== undefined) outcomes.set(each.send, firstAnswer(each.send, answer))
    else if (before !== undefined) repeated.set(each.send, before.send)
    else first.set(key, each)
  }
  return [[...first.values()], repeated]
}

type Answered = Stored & Readonly<{ isSame: (body: Uint8Array) => boolean }>

async function storedBefore(
  tx: Tx,
  addressed: readonly Addressed[],
): Promise<ReadonlyMap<string, Answered>> {
  if (addressed.length === 0) return new Map()
  const rows = await tx
    .selectFrom('messages')
    .select(['conversation_id', 'device_id', 'id', 'seq', 'stored_ms', 'body'])
    .where(
      row.messages.or(
        addressed.map(({ send: { caller, message } }) =>
          row.messages.and({
            conversation_id: message.conversation,
            device_id: caller.device,
            id: message.id,
          }),
        ),
      ),
    )
    .execute()
  const warm = rows.map((row): [string, Answered] => [
    keyOf(row.device_id, { ...row, conversation: row.conversation_id }),
    { seq: row.seq, storedMs: row.stored_ms, isSame: (body) => isSame(body, row.body) },
  ])
  return new Map([...warm, ...(await storedCold(tx, addressed))])
}

async function storedCold(
  tx: Tx,
  addressed: readonly Addressed[],
): Promise<readonly (readonly [string, Answered])[]> {
  const asked = addressed.filter(({ isCooled }) => isCooled)
  const answers = await coldAnswers(
    tx,
    asked.map(({ send: { caller, message } }) => ({ ...message, device: caller.device })),
  )
  return [...answers].map(([key, { seq, storedMs, bodyKey: stored }]) => [
    key,
    { seq, storedMs, isSame: (body) => bodyKey(body) === stored },
  ])
}

function keyOf(device: string, message: Readonly<{ conversation: string; id: string }>): string {
  return `${message.conversation} ${device} ${message.id}`
}

function firstAnswer({ message }: Send, { seq, storedMs, isSame }: Answered): Outcome {
  return isSame(message.body) ? { seq, storedMs } : new HomeRefusal('id-reused')
}

function repetition(again: Send, first: Send, outcomes: Outcomes): Outcome {
  const outcome = outcomeOf(outcomes, first)
  if (outcome instanceof HomeRefusal) return outcome
  return firstAnswer(again, { ...outcome, isSame: (body) => isSame(body, first.message.body) })
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** Only what is new is refused: a retry gets its first receipt also when the month is over. */
function withinQuota(fresh: readonly Addressed[], outcomes: Outcomes): readonly Addressed[] {
  return fresh.filter(({ send }) => {
    if (send.refuseNew === undefined) return true
    outcomes.set(send, send.refuseNew)
    return false
  })
}

async function between(
  tx: Tx,
  fresh: readonly Addressed[],
  outcomes: Outcomes,
): Promise<readonly Addressed[]> {
  if (fresh.length === 0) return []
  const relationOf = ({ send, other }: Addressed) => ({ me: send.caller.account, other })
  const areFriends = await lockFriends(tx, fresh.map(relationOf))
  return fresh.filter((each) => {
    if (areFriends(relationOf(each))) return true
    outcomes.set(each.send, new HomeRefusal('not-friends'))
    return false
  })
}

/** Gives each its seq, writes it, and tells both logs. */
async function place(
  tx: Tx,
  log: LogDraft,
  allowed: readonly Addressed[],
): Promise<readonly Placed[]> {
  if (allowed.length === 0) return []
  const placed = await nextSeqs(tx, allowed)
  await insert(tx, placed)
  await countSent(
    tx,
    placed.map(({ send }) => send),
  )
  for (const [index, { send, other }] of allowed.entries()) {
    const { conversation } = send.message
    const seq = placed[index]?.seq ?? 0
    for (const account of [send.caller.account, other]) {
      log.add(account, { kind: 'message', conversation, seq })
    }
  }
  return placed
}

/** The rows stay locked to the commit, so commit order is seq order (design, messages 3). */
async function nextSeqs(tx: Tx, allowed: readonly Addressed[]): Promise<readonly Placed[]> {
  const counts = countBy(allowed, ({ send }) => send.message.conversation)
  const rows = await tx
    .selectFrom('conversations')
    .select(['id', 'head_seq'])
    .where('id', 'in', [...counts.keys()])
    .orderBy('id')
    .forUpdate()
    .execute()
  const heads = new Map(rows.map((row) => [row.id, row.head_seq]))
  for (const [more, conversations] of byCount(counts)) {
    await tx
      .updateTable('conversations')
      .set({ head_seq: row.conversations('head_seq', '+', more) })
      .where('id', 'in', conversations)
      .execute()
  }
  return allowed.map(({ send }) => {
    const seq = (heads.get(send.message.conversation) ?? 0) + 1
    heads.set(send.message.conversation, seq)
    return { send, seq }
  })
}

async function insert(tx: Tx, placed: readonly Placed[]): Promise<void> {
  await tx
    .insertInto('messages')
    .values(
      placed.map(({ send: { caller, message, nowMs }, seq }) => ({
        conversation_id: message.conversation,
        seq,
        id: message.id,
        sender_id: caller.account,
        device_id: caller.device,
        stored_ms: nowMs,
        body_bytes: message.body.length,
        body: message.body,
      })),
    )
    .execute()
}
