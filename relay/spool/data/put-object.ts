import type { AccountId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_SPOOL_RECEIVERS } from '../../../src/home/limits.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { spoolUsage } from '../../data/spool-usage.ts'
import { monthOf } from '../../limits/entity/month.ts'
import { areFriends } from '../../data/friendship.ts'
import type { Tx } from '../../data/sql.ts'
import { mayBegin } from '../entity/quota.ts'
import { FULL_RETRY_MS, MAX_OBJECTS_PER_ACCOUNT } from '../limits.ts'
import type { PutAsk, PutResult, PutTerms } from '../ports.ts'
import { lockObject, type ObjectRow } from './claim-rows.ts'

/** Makes the object or extends it: a lost answer is had again by the same call. */
export async function putObject(
  tx: Tx,
  caller: Caller,
  ask: PutAsk,
  terms: PutTerms,
): Promise<PutResult> {
  const row = await lockObject(tx, ask.spool)
  if (row !== undefined) checkSame(row, caller, ask)
  const known = row === undefined ? [] : await receiversOf(tx, ask)
  const fresh = [...new Set(ask.receivers)].filter(
    (account) => !known.some((k) => k.id === account),
  )
  if (known.length + fresh.length > MAX_SPOOL_RECEIVERS) throw new HomeRefusal('too-large')
  await checkFriends(tx, caller, fresh)
  if ((row?.stored_bytes ?? 0) === 0) await checkRoom(tx, caller, ask, terms)
  if (row === undefined) await insertObject(tx, caller, ask, terms)
  else await prolong(tx, ask, terms)
  for (const account of fresh) await insertReceiver(tx, ask, account)
  const waiting = [...known.filter((each) => !each.done).map((each) => each.id), ...fresh]
  const { spool, bytes, chunks } = ask
  const object = { spool, owner: caller.account, bytes, chunks, expiresMs: terms.expiresMs }
  return { object, waiting }
}

function checkSame(row: ObjectRow, caller: Caller, ask: PutAsk): void {
  const isOurs = row.owner_id === caller.account && row.device_id === caller.device
  if (!isOurs) throw new HomeRefusal('unknown-spool')
  if (row.bytes !== ask.bytes || row.chunks !== ask.chunks) throw new HomeRefusal('id-reused')
}

async function receiversOf(tx: Tx, { spool }: PutAsk) {
  const rows = await tx
    .selectFrom('spool_receivers')
    .select(['account_id', 'done'])
    .where('object_id', '=', spool)
    .orderBy('account_id')
    .execute()
  return rows.map((row) => ({ id: row.account_id as AccountId, done: row.done === 1 }))
}

async function checkFriends(
  tx: Tx,
  caller: Caller,
  receivers: readonly AccountId[],
): Promise<void> {
  for (const account of receivers) {
    if (!(await areFriends(tx, caller.account, account))) throw new HomeRefusal('not-friends')
  }
}

/** What is there already need not fit again: its chunks are counted, or it slides. */
async function checkRoom(tx: Tx, caller: Caller, ask: PutAsk, terms: PutTerms): Promise<void> {
  const { storedBytes } = await spoolUsage(tx, caller.account, monthOf(terms.nowMs))
  const held = { limitBytes: terms.storedLimitBytes, heldBytes: storedBytes }
  const isOneMore = (await objectCount(tx, caller.account)) < MAX_OBJECTS_PER_ACCOUNT
  if (isOneMore && mayBegin(held, ask.bytes)) return
  const retryAfterMs = await untilNextExpiry(tx, caller.account, terms.nowMs)
  throw new HomeRefusal('spool-full', { retryAfterMs, limit: 'storedBytes' })
}

async function objectCount(tx: Tx, account: AccountId): Promise<number> {
  const row = await tx
    .selectFrom('spool_objects')
    .select((eb) => eb.fn.countAll<number>().as('objects'))
    .where('owner_id', '=', account)
    .executeTakeFirst()
  return Number(row?.objects ?? 0)
}

/** Until then a friend may fetch something, but nobody can promise that. */
async function untilNextExpiry(tx: Tx, account: AccountId, nowMs: number): Promise<number> {
  const row = await tx
    .selectFrom('spool_objects')
    .select((eb) => eb.fn.min<number | null>('expires_ms').as('first'))
    .where('owner_id', '=', account)
    .executeTakeFirst()
  return Math.max(FULL_RETRY_MS, Number(row?.first ?? 0) - nowMs)
}

async function insertObject(tx: Tx, caller: Caller, ask: PutAsk, terms: PutTerms): Promise<void> {
  if (ask.receivers.length === 0) throw new HomeRefusal('bad-request')
  await tx
    .insertInto('spool_objects')
    .values({
      id: ask.spool,
      owner_id: caller.account,
      device_id: caller.device,
      bytes: ask.bytes,
      chunks: ask.chunks,
      stored_bytes: 0,
      sealed_end: new Uint8Array(),
      created_ms: terms.nowMs,
      expires_ms: terms.expiresMs,
    })
    .execute()
}

async function prolong(tx: Tx, { spool }: PutAsk, { expiresMs }: PutTerms): Promise<void> {
  await tx
    .updateTable('spool_objects')
    .set({ expires_ms: expiresMs })
    .where('id', '=', spool)
    .execute()
}

async function insertReceiver(tx: Tx, { spool }: PutAsk, account: AccountId): Promise<void> {
  await tx
    .insertInto('spool_receivers')
    .values({ object_id: spool, account_id: account, done: 0 })
    .execute()
}
