import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { Tx } from './sql.ts'

/** Is this still the session of that device? For what only reads. @throws HomeRefusal signed-out, fenced. */
export async function checkSession(tx: Tx, caller: Caller): Promise<void> {
  judge(caller, await deviceRow(tx, caller).executeTakeFirst())
}

/** The same, and no other session of the device begins before this transaction ends. */
export async function lockSession(tx: Tx, caller: Caller): Promise<void> {
  judge(caller, await deviceRow(tx, caller).forUpdate().executeTakeFirst())
}

function deviceRow(tx: Tx, caller: Caller) {
  return tx
    .selectFrom('devices')
    .select(['account_id', 'epoch', 'revoked_ms'])
    .where('id', '=', caller.device)
}

type FenceRow = Readonly<{ account_id: string; epoch: number; revoked_ms: number }>

function judge(caller: Caller, row: FenceRow | undefined): void {
  if (row === undefined || row.account_id !== caller.account || row.revoked_ms !== 0) {
    throw new HomeRefusal('signed-out')
  }
  if (row.epoch !== caller.epoch) throw new HomeRefusal('fenced')
}
