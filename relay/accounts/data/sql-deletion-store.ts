import type { AccountId, AccountName, ConversationId, DeviceId } from '../../../src/core/ids.ts'
import { BEING_DELETED, DELETED, GONE } from '../../data/gone-accounts.ts'
import type { Journal } from '../../data/journal.ts'
import type { LogDraft } from '../../data/log-draft.ts'
import type { Tx } from '../../data/sql.ts'
import type { DeletionStore, WholeHistory } from '../admin-ports.ts'
import { AdminRefusal } from '../entity/admin-refusal.ts'
import { MAX_DELETED_EVENTS, MAX_DELETED_MESSAGES } from '../limits.ts'
import { lockDevicesOf } from './device-rows.ts'

/** Locks as everybody does: devices, relations in ascending order of account id, account logs by the journal, last. */
export class SqlDeletionStore implements DeletionStore {
  readonly #journal: Journal
  readonly #history: Pick<WholeHistory, 'forget'>

  constructor(journal: Journal, history: Pick<WholeHistory, 'forget'>) {
    this.#journal = journal
    this.#history = history
  }

  begin(account: AccountId, goneName: AccountName, nowMs: number): Promise<readonly DeviceId[]> {
    return this.#journal.write(async (tx) => {
      const devices = await lockDevicesOf(tx, account)
      const row = await tx
        .selectFrom('accounts')
        .select(['record', 'blocked_ms'])
        .where('id', '=', account)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined || row.record === DELETED) throw new AdminRefusal('unknown-account')
      await tx
        .updateTable('accounts')
        .set({
          ...{ record: BEING_DELETED, display_name: '', signature: '', region: '' },
          ...{ phone: '', phone_shared: 0, avatar: '' },
          ...(row.record === BEING_DELETED ? {} : { name: goneName }),
          blocked_ms: Math.max(1, nowMs),
        })
        .where('id', '=', account)
        .execute()
      await tx.deleteFrom('devices').where('account_id', '=', account).execute()
      await tx.deleteFrom('invites').where('maker_id', '=', account).execute()
      await tx.deleteFrom('spool_usage').where('account_id', '=', account).execute()
      await tx.deleteFrom('account_quotas').where('account_id', '=', account).execute()
      await tx.deleteFrom('message_months').where('account_id', '=', account).execute()
      // What others said of it goes; what it said itself stays with the operator, as a message does with who received it.
      await tx.deleteFrom('reports').where('accused_id', '=', account).execute()
      return devices.map(({ device }) => device)
    })
  }

  async deleteSome(account: AccountId, nowMs: number): Promise<boolean> {
    const { more, emptied } = await this.#deleteSome(account, nowMs)
    // Rows first: what a death leaves here the next sweep of the segments finds.
    if (emptied !== undefined) await this.#history.forget(emptied)
    return more
  }

  #deleteSome(account: AccountId, nowMs: number): Promise<Deleted> {
    return this.#journal.write(async (tx, log) => {
      const relation = await tx
        .selectFrom('relations')
        .select('other_id')
        .where('account_id', '=', account)
        .orderBy('other_id')
        .limit(1)
        .executeTakeFirst()
      if (relation === undefined) return { more: await deleteEvents(tx, account) }
      const other = relation.other_id as AccountId
      return { more: true, emptied: await endRelation(tx, log, { account, other, nowMs }) }
    })
  }

  finish(account: AccountId): Promise<void> {
    return this.#journal.write(async (tx) => {
      await tx
        .updateTable('accounts')
        .set({ record: DELETED })
        .where('id', '=', account)
        .where('record', '=', BEING_DELETED)
        .execute()
    })
  }

  unfinished(): Promise<readonly AccountId[]> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('accounts')
        .select('id')
        .where('record', '=', BEING_DELETED)
        .execute()
      return rows.map(({ id }) => id as AccountId)
    })
  }
}

/** The log's row stays, empty: others may still be about to write to it. @returns whether there may be more. */
async function deleteEvents(tx: Tx, account: AccountId): Promise<boolean> {
  const rows = await tx
    .selectFrom('events')
    .select('usn')
    .where('account_id', '=', account)
    .orderBy('usn')
    .limit(MAX_DELETED_EVENTS)
    .execute()
  const last = rows.at(-1)
  if (last === undefined) return false
  await tx
    .updateTable('account_logs')
    .set({ floor_usn: last.usn })
    .where('account_id', '=', account)
    .execute()
  await tx
    .deleteFrom('events')
    .where('account_id', '=', account)
    .where('usn', '<=', last.usn)
    .execute()
  return true
}

/** `emptied`: a conversation that was the last thing to go of. */
type Deleted = Readonly<{ more: boolean; emptied?: ConversationId | undefined }>

type Ending = Readonly<{ account: AccountId; other: AccountId; nowMs: number }>

/** @returns the conversation, when it went too. */
async function endRelation(
  tx: Tx,
  log: LogDraft,
  ending: Ending,
): Promise<ConversationId | undefined> {
  const { account, other, nowMs } = ending
  const [low, high] = account < other ? [account, other] : [other, account]
  const lowRow = await lockSide(tx, low, high)
  const highRow = await lockSide(tx, high, low)
  const [mine, theirs] = account === low ? [lowRow, highRow] : [highRow, lowRow]
  const conversation = mine?.conversation_id || theirs?.conversation_id || ''
  const isLast = await isGone(tx, other)
  if (isLast) {
    // The last one of the two: nobody is left who could read it.
    if (conversation !== '' && (await deleteMessages(tx, conversation))) return undefined
    await deleteSide(tx, other, account)
  } else {
    if (conversation === '') await deleteSide(tx, other, account)
    else if (theirs !== undefined) await part(tx, { account: other, other: account, nowMs })
    if (theirs !== undefined) log.add(other, { kind: 'friend', account })
  }
  await deleteSide(tx, account, other)
  return isLast && conversation !== '' ? (conversation as ConversationId) : undefined
}

function lockSide(tx: Tx, account: string, other: string) {
  return tx
    .selectFrom('relations')
    .select('conversation_id')
    .where('account_id', '=', account)
    .where('other_id', '=', other)
    .forUpdate()
    .executeTakeFirst()
}

async function isGone(tx: Tx, account: AccountId): Promise<boolean> {
  const row = await tx
    .selectFrom('accounts')
    .select('record')
    .where('id', '=', account)
    .executeTakeFirst()
  return row === undefined || GONE.includes(row.record)
}

/** Some messages; or, when there are none, the conversation. @returns whether there may be more. */
async function deleteMessages(tx: Tx, conversation: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('messages')
    .select('seq')
    .where('conversation_id', '=', conversation)
    .orderBy('seq')
    .limit(MAX_DELETED_MESSAGES)
    .execute()
  const last = rows.at(-1)
  if (last !== undefined) {
    await tx
      .deleteFrom('messages')
      .where('conversation_id', '=', conversation)
      .where('seq', '<=', last.seq)
      .execute()
    return true
  }
  if (await deleteColdIds(tx, conversation)) return true
  await tx.deleteFrom('cold_segments').where('conversation_id', '=', conversation).execute()
  await tx.deleteFrom('conversation_members').where('conversation_id', '=', conversation).execute()
  await tx.deleteFrom('conversations').where('id', '=', conversation).execute()
  return false
}

async function deleteColdIds(tx: Tx, conversation: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('cold_ids')
    .select('id_key')
    .where('conversation_id', '=', conversation)
    .orderBy('id_key')
    .limit(MAX_DELETED_EVENTS)
    .execute()
  const last = rows.at(-1)
  if (last === undefined) return false
  await tx
    .deleteFrom('cold_ids')
    .where('conversation_id', '=', conversation)
    .where('id_key', '<=', last.id_key)
    .execute()
  return true
}

/** Their side stays, so that what was sent to them can be read again. */
async function part(tx: Tx, { account, other, nowMs }: Ending): Promise<void> {
  await tx
    .updateTable('relations')
    .set({ state: 'none', blocked: 0, note: '', since_ms: nowMs })
    .where('account_id', '=', account)
    .where('other_id', '=', other)
    .execute()
}

async function deleteSide(tx: Tx, account: AccountId, other: AccountId): Promise<void> {
  await tx
    .deleteFrom('relations')
    .where('account_id', '=', account)
    .where('other_id', '=', other)
    .execute()
}
