import { expressionBuilder } from 'kysely'
import type { AccountId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { fenceRefusal } from '../../data/fence.ts'
import type { Gathered } from '../../data/gather.ts'
import type { LogDraft } from '../../data/log-draft.ts'
import { padded } from '../../data/padded.ts'
import type { Tx } from '../../data/sql.ts'
import { StoreError } from '../../data/store-error.ts'
import type { Tables } from '../../data/tables.ts'
import type { NewMessage, SendTerms, Stored } from '../ports.ts'
import { beginMonthsOf, byCount, countBy, countSent } from './count-messages.ts'
import {
  answerTo,
  type FirstAnswer,
  firstAnswer,
  keyOf,
  type MessageName,
  storedBefore,
  storedCold,
} from './first-answers.ts'
import type { KnownMembers } from './known-members.ts'
import { type LockedRows, lockSendRows } from './lock-sends.ts'
import { otherOf } from './membership.ts'

/** Made once: it costs as much as a query. */
const row = expressionBuilder<Tables, 'conversations'>()

/** A device's message, once: the same object in all maps below. */
export type Send = Readonly<{ caller: Caller; message: NewMessage }> & SendTerms

type Outcome = Gathered<Stored>
/** `stored`: first answers to what was stored before, by `keyOf`, as far as anybody looked. */
type Outcomes = Readonly<{ of: Map<Send, Outcome>; stored: Map<string, FirstAnswer> }>
type Addressed = Readonly<{ send: Send; other: AccountId }>
type Placed = Addressed & Readonly<{ seq: number }>
type Deps = Readonly<{ log: LogDraft; members: KnownMembers }>

/**
 * Stores messages, each as if they came one after the other: one statement of each kind for all of them, and locks in the order of
 * SqlConversationStore. @returns what became of each, in their order.
 */
export async function storeMessages(
  tx: Tx,
  { log, members }: Deps,
  sends: readonly Send[],
): Promise<readonly Outcome[]> {
  const outcomes: Outcomes = { of: new Map(), stored: new Map() }
  const addressed = await address(tx, members, sends)
  const rows = await lockSendRows(tx, rowsOf(sends, addressed))
  const [first, repeated] = firstOf(permitted(rows, sends, addressed, outcomes))
  const allowed = await allow(tx, rows, first, outcomes)
  await beginMonthsOf(
    tx,
    allowed.map(({ send }) => send),
  )
  for (const placed of await place(tx, rows, allowed, outcomes)) {
    const { send, seq } = placed
    outcomes.of.set(send, { seq, storedMs: send.nowMs })
    tell(log, placed)
  }
  log.locked(rows.logHeads)
  for (const [again, before] of repeated)
    outcomes.of.set(again, repetition(again, before, outcomes))
  return sends.map((send) => outcomeOf(outcomes, send))
}

function outcomeOf(outcomes: Outcomes, send: Send): Outcome {
  const outcome = outcomes.of.get(send)
  if (outcome === undefined) throw new Error('a message without an outcome')
  return outcome
}

/** Those whose sender is one of the two, with the other one. */
async function address(
  tx: Tx,
  known: KnownMembers,
  sends: readonly Send[],
): Promise<ReadonlyMap<Send, AccountId>> {
  const conversations = new Set(sends.map(({ message }) => message.conversation))
  const members = await known.of(tx, [...conversations])
  return new Map(
    sends.flatMap((send) => {
      const other = otherOf(members.get(send.message.conversation), send.caller.account)
      return other === undefined ? [] : [[send, other] as const]
    }),
  )
}

function rowsOf(sends: readonly Send[], addressed: ReadonlyMap<Send, AccountId>) {
  const pairs = new Map(
    [...addressed].map(([{ caller }, other]) => [
      `${caller.account} ${other}`,
      { me: caller.account, other },
    ]),
  )
  const relations = [...pairs.values()]
  const unique = (ids: readonly string[]) => [...new Set(ids)]
  return {
    devices: unique(sends.map(({ caller }) => caller.device)),
    relations,
    conversations: unique([...addressed.keys()].map(({ message }) => message.conversation)),
    accounts: unique(relations.flatMap(({ me, other }) => [me, other])),
  }
}

/** Of sessions that are their device's newest, in conversations that are there and theirs. */
function permitted(
  rows: LockedRows,
  sends: readonly Send[],
  addressed: ReadonlyMap<Send, AccountId>,
  outcomes: Outcomes,
): readonly Addressed[] {
  return sends.flatMap((send) => {
    const fenced = fenceRefusal(send.caller, rows.devices.get(send.caller.device))
    const other = addressed.get(send)
    const isThere = rows.conversations.has(send.message.conversation)
    if (fenced === undefined && other !== undefined && isThere) return [{ send, other }]
    outcomes.of.set(send, fenced ?? new HomeRefusal('unknown-conversation'))
    return []
  })
}

function nameOf({ caller, message }: Send): MessageName {
  return { conversation: message.conversation, device: caller.device, id: message.id }
}

function namesOf(addressed: readonly Addressed[]): readonly MessageName[] {
  return addressed.map(({ send }) => nameOf(send))
}

/** @returns those that are the first with their id, and those that repeat one of these, with that one. */
function firstOf(
  permitted: readonly Addressed[],
): readonly [readonly Addressed[], ReadonlyMap<Send, Send>] {
  const first = new Map<string, Addressed>()
  const repeated = new Map<Send, Send>()
  for (const each of permitted) {
    const key = keyOf(nameOf(each.send))
    const before = first.get(key)
    if (before === undefined) first.set(key, each)
    else repeated.set(each.send, before.send)
  }
  return [[...first.values()], repeated]
}

/**
 * An id is for life: also after the friendship ended, or when the month is over, a retry gets the first receipt (design, messages 1).
 * So what would be refused is looked for before it is; what is not is found when it is written a second time.
 */
async function allow(
  tx: Tx,
  rows: LockedRows,
  first: readonly Addressed[],
  outcomes: Outcomes,
): Promise<readonly Addressed[]> {
  const refusals = new Map(first.map((each) => [each, termsRefusal(rows, each)]))
  const isRefused = (each: Addressed) => refusals.get(each) !== undefined
  const isCooled = ({ send }: Addressed) =>
    rows.conversations.get(send.message.conversation)?.coldSeq !== 0
  remember(outcomes, await storedBefore(tx, namesOf(first.filter(isRefused))))
  remember(outcomes, await storedCold(tx, namesOf(first.filter(isCooled))))
  for (const [{ send }, refusal] of refusals)
    if (refusal !== undefined) outcomes.of.set(send, refusal)
  return unanswered(first, outcomes).filter((each) => !isRefused(each))
}

function termsRefusal(rows: LockedRows, { send, other }: Addressed): HomeRefusal | undefined {
  if (send.refuseNew !== undefined) return send.refuseNew
  return rows.areFriends(send.caller.account, other) ? undefined : new HomeRefusal('not-friends')
}

function remember({ stored }: Outcomes, found: ReadonlyMap<string, FirstAnswer>): void {
  for (const [key, answer] of found) stored.set(key, answer)
}

/** Answers what was stored before. @returns the others. */
function unanswered(sends: readonly Addressed[], outcomes: Outcomes): readonly Addressed[] {
  return sends.filter(({ send }) => {
    const answer = outcomes.stored.get(keyOf(nameOf(send)))
    if (answer !== undefined) outcomes.of.set(send, firstAnswer(send.message, answer))
    return answer === undefined
  })
}

function repetition(again: Send, first: Send, outcomes: Outcomes): Outcome {
  const before = outcomes.stored.get(keyOf(nameOf(again)))
  if (before !== undefined) return firstAnswer(again.message, before)
  const outcome = outcomeOf(outcomes, first)
  if (outcome instanceof HomeRefusal) return outcome
  return firstAnswer(again.message, answerTo(first.message, outcome))
}

/** Gives each its seq and writes it; the rows stay locked to the commit, so commit order is seq order (design, messages 3). */
async function place(
  tx: Tx,
  rows: LockedRows,
  allowed: readonly Addressed[],
  outcomes: Outcomes,
): Promise<readonly Placed[]> {
  const placed = await insertNew(tx, rows, allowed, outcomes)
  const sends = placed.map(({ send }) => send)
  const counts = countBy(sends, ({ message }) => message.conversation)
  for (const [more, conversations] of byCount(counts)) {
    await tx
      .updateTable('conversations')
      .set({ head_seq: row('head_seq', '+', more) })
      .where('id', 'in', padded(conversations))
      .execute()
  }
  await countSent(tx, sends)
  return placed
}

/** The key of a message tells whether it was stored before, so nobody has to look for what was hardly ever. */
async function insertNew(
  tx: Tx,
  rows: LockedRows,
  allowed: readonly Addressed[],
  outcomes: Outcomes,
): Promise<readonly Placed[]> {
  const placed = placesOf(rows, allowed)
  try {
    await insert(tx, placed)
    return placed
  } catch (err) {
    if (!(err instanceof StoreError) || err.code !== 'duplicate') throw err
    remember(outcomes, await storedBefore(tx, namesOf(allowed)))
    const fresh = unanswered(allowed, outcomes)
    // Then it is not an id that was there.
    if (fresh.length === allowed.length) throw err
    const again = placesOf(rows, fresh)
    await insert(tx, again)
    return again
  }
}

function placesOf(rows: LockedRows, allowed: readonly Addressed[]): readonly Placed[] {
  const heads = new Map<string, number>()
  return allowed.map(({ send, other }) => {
    const { conversation } = send.message
    const before = heads.get(conversation) ?? rows.conversations.get(conversation)?.headSeq ?? 0
    heads.set(conversation, before + 1)
    return { send, other, seq: before + 1 }
  })
}

async function insert(tx: Tx, placed: readonly Placed[]): Promise<void> {
  if (placed.length === 0) return
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

function tell(log: LogDraft, { send: { caller, message }, other, seq }: Placed): void {
  const { conversation } = message
  for (const account of [caller.account, other]) {
    log.add(account, { kind: 'message', conversation, seq })
  }
}
