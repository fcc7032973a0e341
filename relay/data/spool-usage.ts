import type { AccountId } from '../../src/core/ids.ts'
import type { Tx } from './sql.ts'

/** Bytes of an account: what of its objects lies in the spool now, and what it relayed in that month (UTC, `2026-11`). */
export async function spoolUsage(
  tx: Tx,
  account: AccountId,
  month: string,
): Promise<Readonly<{ storedBytes: number; monthBytes: number }>> {
  const stored = await tx
    .selectFrom('spool_objects')
    .select((eb) => eb.fn.sum<number | null>('stored_bytes').as('bytes'))
    .where('owner_id', '=', account)
    .executeTakeFirst()
  const monthBytes = await relayedInMonth(tx, account, month)
  return { storedBytes: Number(stored?.bytes ?? 0), monthBytes }
}

export async function relayedInMonth(tx: Tx, account: AccountId, month: string): Promise<number> {
  const row = await tx
    .selectFrom('spool_usage')
    .select('bytes')
    .where('account_id', '=', account)
    .where('month', '=', month)
    .executeTakeFirst()
  return row?.bytes ?? 0
}
