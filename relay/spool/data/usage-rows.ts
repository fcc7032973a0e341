import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import { monthOf } from '../../limits/entity/month.ts'
import type { Used } from '../ports.ts'

export async function readUsed(tx: Tx, account: AccountId, nowMs: number): Promise<Used> {
  const stored = await tx
    .selectFrom('spool_objects')
    .select((eb) => eb.fn.sum<number | null>('stored_bytes').as('bytes'))
    .where('owner_id', '=', account)
    .executeTakeFirst()
  const month = await monthRow(tx, account, monthOf(nowMs)).executeTakeFirst()
  return { storedBytes: Number(stored?.bytes ?? 0), monthBytes: month?.bytes ?? 0 }
}

export async function addRelayed(
  tx: Tx,
  account: AccountId,
  bytes: number,
  nowMs: number,
): Promise<void> {
  const month = monthOf(nowMs)
  const { numUpdatedRows } = await tx
    .updateTable('spool_usage')
    .set((eb) => ({ bytes: eb('bytes', '+', bytes) }))
    .where('account_id', '=', account)
    .where('month', '=', month)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  await tx.insertInto('spool_usage').values({ account_id: account, month, bytes }).execute()
}

/** Months before the one before this one: nobody asks for them. */
export async function deleteOldMonths(tx: Tx, nowMs: number): Promise<void> {
  const kept = monthOf(nowMs - 40 * 24 * 3600_000)
  await tx.deleteFrom('spool_usage').where('month', '<', kept).execute()
}

export async function areFriends(tx: Tx, one: AccountId, other: AccountId): Promise<boolean> {
  const row = await tx
    .selectFrom('relations')
    .select('state')
    .where('account_id', '=', one)
    .where('other_id', '=', other)
    .executeTakeFirst()
  return row?.state === 'friend'
}

/** Of that account, not logged out, and the account may come. */
export async function isDeviceOf(tx: Tx, account: AccountId, device: DeviceId): Promise<boolean> {
  const row = await tx
    .selectFrom('devices')
    .innerJoin('accounts', 'accounts.id', 'devices.account_id')
    .select(['account_id', 'revoked_ms', 'blocked_ms'])
    .where('devices.id', '=', device)
    .executeTakeFirst()
  return row?.account_id === account && row.revoked_ms === 0 && row.blocked_ms === 0
}

function monthRow(tx: Tx, account: AccountId, month: string) {
  return tx
    .selectFrom('spool_usage')
    .select('bytes')
    .where('account_id', '=', account)
    .where('month', '=', month)
}
