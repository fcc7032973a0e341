import { HomeRefusal } from '../../src/home/entity/refusal.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { Tx } from './sql.ts'

/** Is this still the session of that device? For what only reads. @throws HomeRefusal signed-out, fenced. */
export async function checkSession(tx: Tx, caller: Caller): Promise<void> {
  const rows = await deviceRows(tx, [caller]).execute()
  throwIf(refusalOf(caller, rows))
}

/** The same, and no other session of the device begins before this transaction ends. */
export async function lockSession(tx: Tx, caller: Caller): Promise<void> {
  const [refusal] = await lockSessions(tx, [caller])
  throwIf(refusal)
}

/** The same for several at once. @returns the refusal of each, in their order. */
export async function lockSessions(
  tx: Tx,
  callers: readonly Caller[],
): Promise<readonly (HomeRefusal | undefined)[]> {
  const rows = await deviceRows(tx, callers).orderBy('id').forUpdate().execute()
  return callers.map((caller) => refusalOf(caller, rows))
}

function deviceRows(tx: Tx, callers: readonly Caller[]) {
  return tx
    .selectFrom('devices')
    .select(['id', 'account_id', 'epoch', 'revoked_ms'])
    .where('id', 'in', [...new Set(callers.map((caller) => caller.device))])
}

type FenceRow = Readonly<{ id: string; account_id: string; epoch: number; revoked_ms: number }>

function refusalOf(caller: Caller, rows: readonly FenceRow[]): HomeRefusal | undefined {
  const row = rows.find(({ id }) => id === caller.device)
  if (row === undefined || row.account_id !== caller.account || row.revoked_ms !== 0) {
    return new HomeRefusal('signed-out')
  }
  return row.epoch === caller.epoch ? undefined : new HomeRefusal('fenced')
}

function throwIf(refusal: HomeRefusal | undefined): void {
  if (refusal !== undefined) throw refusal
}
