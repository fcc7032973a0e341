import type { AccountId, ConversationId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import { type Pair, type Side, STRANGER } from '../entity/pair.ts'

/** The two rows of a pair, under lock, and what stands beside the relation in them. */
export type PairRows = Readonly<{
  pair: Pair
  conversation: ConversationId | undefined
  mine: OwnRow
  theirs: OwnRow
}>
type OwnRow = Readonly<{ exists: boolean; remark: string }>

/** Locks in ascending order of account id, whoever of the two asks. */
export async function lockPair(tx: Tx, me: AccountId, other: AccountId): Promise<PairRows> {
  const [low, high] = me < other ? [me, other] : [other, me]
  const lowRow = await sideRow(tx, low, high)
  const highRow = await sideRow(tx, high, low)
  const [mine, theirs] = me === low ? [lowRow, highRow] : [highRow, lowRow]
  return {
    pair: { mine: sideOf(mine), theirs: sideOf(theirs) },
    conversation: (mine?.conversation_id || undefined) as ConversationId | undefined,
    mine: { exists: mine !== undefined, remark: mine?.remark ?? '' },
    theirs: { exists: theirs !== undefined, remark: theirs?.remark ?? '' },
  }
}

export async function writeSide(
  tx: Tx,
  ids: Readonly<{ account: AccountId; other: AccountId }>,
  side: Side,
  kept: OwnRow & Readonly<{ conversation: string }>,
): Promise<void> {
  const columns = {
    state: side.state,
    blocked: side.blocked ? 1 : 0,
    note: side.note,
    since_ms: side.sinceMs,
    conversation_id: kept.conversation,
  }
  if (!kept.exists) {
    const fresh = { account_id: ids.account, other_id: ids.other, remark: '', ...columns }
    await tx.insertInto('relations').values(fresh).execute()
    return
  }
  await tx
    .updateTable('relations')
    .set(columns)
    .where('account_id', '=', ids.account)
    .where('other_id', '=', ids.other)
    .execute()
}

/** Two who never were friends leave nothing behind: requests made and cancelled do not grow the table. */
export async function forgetPair(tx: Tx, a: AccountId, b: AccountId): Promise<void> {
  for (const [account, other] of [
    [a, b],
    [b, a],
  ] as const) {
    await tx
      .deleteFrom('relations')
      .where('account_id', '=', account)
      .where('other_id', '=', other)
      .execute()
  }
}

type SideRow = Readonly<{
  state: string
  blocked: number
  note: string
  since_ms: number
  remark: string
  conversation_id: string
}>

async function sideRow(tx: Tx, account: string, other: string): Promise<SideRow | undefined> {
  return tx
    .selectFrom('relations')
    .select(['state', 'blocked', 'note', 'since_ms', 'remark', 'conversation_id'])
    .where('account_id', '=', account)
    .where('other_id', '=', other)
    .forUpdate()
    .executeTakeFirst()
}

function sideOf(row: SideRow | undefined): Side {
  if (row === undefined) return STRANGER
  return {
    state: row.state as Side['state'],
    blocked: row.blocked !== 0,
    note: row.note,
    sinceMs: row.since_ms,
  }
}
