import type { AccountId, DeviceId } from '../../../src/core/ids.ts'
import { friendIds } from '../../data/friendship.ts'
import type { LogDraft } from '../../data/log-draft.ts'
import type { Tx } from '../../data/sql.ts'

/** Two devices that log each other out lock in the same order. */
export async function lockDevices(tx: Tx, devices: readonly DeviceId[]): Promise<void> {
  await tx
    .selectFrom('devices')
    .select('id')
    .where('id', 'in', devices)
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Takes its rights, keeps its row: the epoch goes on rising, so nothing it still sends is obeyed. */
export async function releaseDevice(tx: Tx, device: DeviceId, nowMs: number): Promise<void> {
  await tx
    .updateTable('devices')
    .set((row) => ({
      epoch: row('epoch', '+', 1),
      revoked_ms: Math.max(1, nowMs),
      card: new Uint8Array(),
    }))
    .where('id', '=', device)
    .execute()
}

/** The account and its friends: one of its devices came or went. */
export async function tellOfDevice(
  tx: Tx,
  log: LogDraft,
  account: AccountId,
  device: DeviceId,
): Promise<void> {
  log.add(account, { kind: 'device', device })
  for (const friend of await friendIds(tx, account)) log.add(friend, { kind: 'friend', account })
}

/** Also those that are logged out. None is added before this transaction ends. */
export async function lockDevicesOf(tx: Tx, account: AccountId) {
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'name', 'epoch', 'revoked_ms'])
    .where('account_id', '=', account)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(({ id, name, epoch, revoked_ms }) => ({
    device: id as DeviceId,
    name,
    epoch,
    isActive: revoked_ms === 0,
  }))
}
