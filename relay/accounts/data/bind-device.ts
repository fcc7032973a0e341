import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_DEVICES } from '../../../src/home/limits.ts'
import type { Tx } from '../../data/sql.ts'
import { MAX_REVOKED_DEVICES } from '../limits.ts'

type Binding = Readonly<{ account: AccountId; device: DeviceId; name: string }>

/**
 * Makes the key a device of the account; a key belongs to one account for ever. @returns whether the list of devices changed.
 * @throws HomeRefusal device-taken, too-many-devices.
 */
export async function bindDevice(tx: Tx, binding: Binding, nowMs: number): Promise<boolean> {
  const row = await tx
    .selectFrom('devices')
    .select(['account_id', 'name', 'revoked_ms'])
    .where('id', '=', binding.device)
    .forUpdate()
    .executeTakeFirst()
  if (row !== undefined && row.account_id !== binding.account) throw new HomeRefusal('device-taken')
  if (row !== undefined && row.revoked_ms === 0) return rename(tx, binding, row.name)
  await checkRoom(tx, binding.account)
  if (row === undefined) await insert(tx, binding, nowMs)
  else await revive(tx, binding, nowMs)
  return true
}

async function rename(tx: Tx, binding: Binding, name: string): Promise<boolean> {
  if (binding.name === '' || binding.name === name) return false
  await tx
    .updateTable('devices')
    .set({ name: binding.name })
    .where('id', '=', binding.device)
    .execute()
  return true
}

async function checkRoom(tx: Tx, account: AccountId): Promise<void> {
  // The account's row serialises logins of several new devices at once, where rows are locked one by one.
  await tx.selectFrom('accounts').select('id').where('id', '=', account).forUpdate().execute()
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'revoked_ms'])
    .where('account_id', '=', account)
    .execute()
  const revoked = rows.filter((row) => row.revoked_ms !== 0)
  if (rows.length - revoked.length >= MAX_DEVICES) throw new HomeRefusal('too-many-devices')
  if (revoked.length < MAX_REVOKED_DEVICES) return
  const oldest = revoked.reduce((a, b) => (b.revoked_ms < a.revoked_ms ? b : a))
  await tx.deleteFrom('devices').where('id', '=', oldest.id).execute()
}

async function insert(tx: Tx, binding: Binding, nowMs: number): Promise<void> {
  await tx
    .insertInto('devices')
    .values({
      id: binding.device,
      account_id: binding.account,
      name: binding.name,
      epoch: 0,
      since_ms: nowMs,
      last_seen_ms: 0,
      revoked_ms: 0,
      card: new Uint8Array(),
    })
    .execute()
}

async function revive(tx: Tx, binding: Binding, nowMs: number): Promise<void> {
  await tx
    .updateTable('devices')
    .set({ name: binding.name, since_ms: nowMs, revoked_ms: 0 })
    .where('id', '=', binding.device)
    .execute()
}
