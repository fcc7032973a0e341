import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import { monthOf } from '../../limits/entity/month.ts'

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
