import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { Tx } from './sql.ts'

/** Is this still the session of that device? For what only reads. @throws HomeRefusal signed-out, fenced. */
export async function checkSession(tx: Tx, caller: Caller): Promise<void> {
  throwIf(fenceRefusal(caller, await deviceRow(tx, caller).executeTakeFirst()))
}

/** The same, and no other session of the device begins before this transaction ends. */
export async function lockSession(tx: Tx, caller: Caller): Promise<void> {
  throwIf(fenceRefusal(caller, await deviceRow(tx, caller).forUpdate().executeTakeFirst()))
}

function deviceRow(tx: Tx, { device }: Caller) {
  return tx
    .selectFrom('devices')
    .select(['account_id', 'epoch', 'revoked_ms'])
    .where('id', '=', device)
}

export type FenceRow = Readonly<{
  account_id: string
  epoch: number
  revoked_ms: number
}>

/** Why this is not the session of its device any more, by the device's row. */
export function fenceRefusal(caller: Caller, row: FenceRow | undefined): HomeRefusal | undefined {
  if (row === undefined || row.account_id !== caller.account || row.revoked_ms !== 0) {
    return new HomeRefusal('signed-out')
  }
  return row.epoch === caller.epoch ? undefined : new HomeRefusal('fenced')
}

function throwIf(refusal: HomeRefusal | undefined): void {
  if (refusal !== undefined) throw refusal
}
