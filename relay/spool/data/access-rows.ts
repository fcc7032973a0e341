import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { areFriends } from '../../data/friendship.ts'
import type { Tx } from '../../data/sql.ts'
import type { ObjectRow } from './claim-rows.ts'
import { isDeviceOf } from './usage-rows.ts'

/** Who may put and get what: looked up, and nothing locked. */

export type Who = Readonly<{ spool: SpoolId; device: DeviceId; account: AccountId }>

export function objectRow(tx: Tx, spool: SpoolId): Promise<ObjectRow | undefined> {
  return tx.selectFrom('spool_objects').selectAll().where('id', '=', spool).executeTakeFirst()
}

export function readerRow(tx: Tx, spool: SpoolId, device: DeviceId) {
  return tx
    .selectFrom('spool_readers')
    .select(['account_id', 'kept'])
    .where('object_id', '=', spool)
    .where('device_id', '=', device)
    .executeTakeFirst()
}

/** For a reader, with nothing in it when there is no such chunk. */
export function chunkRow(tx: Tx, spool: SpoolId, device: DeviceId, index: number) {
  return tx
    .selectFrom('spool_readers')
    .leftJoin('spool_chunks', (join) =>
      join
        .onRef('spool_chunks.object_id', '=', 'spool_readers.object_id')
        .on('spool_chunks.chunk_index', '=', index),
    )
    .select(['spool_chunks.bytes', 'spool_chunks.digest', 'spool_chunks.blob_name'])
    .where('spool_readers.object_id', '=', spool)
    .where('spool_readers.device_id', '=', device)
    .executeTakeFirst()
}

export async function isReceiver(tx: Tx, spool: SpoolId, account: AccountId): Promise<boolean> {
  const row = await tx
    .selectFrom('spool_receivers')
    .select('done')
    .where('object_id', '=', spool)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row !== undefined
}

/** The object, as long as this device of its owner may put into it. */
export async function uploadable(
  tx: Tx,
  { spool, device, account }: Who,
  nowMs: number,
): Promise<ObjectRow | undefined> {
  const row = await objectRow(tx, spool)
  const isOurs = row?.owner_id === account && row.device_id === device
  if (row === undefined || !isOurs || row.expires_ms <= nowMs) return undefined
  return (await isDeviceOf(tx, account, device)) ? row : undefined
}

/** The object and what this device has of it, as long as it may read. */
export async function readable(tx: Tx, { spool, device, account }: Who, nowMs: number) {
  const row = await objectRow(tx, spool)
  const reader = await readerRow(tx, spool, device)
  if (row === undefined || reader?.account_id !== account) return undefined
  if (!(await mayRead(tx, row, account, nowMs))) return undefined
  return (await isDeviceOf(tx, account, device)) ? { row, kept: reader.kept } : undefined
}

/** A receiver, whose friendship still stands. */
export async function mayRead(
  tx: Tx,
  row: ObjectRow,
  account: AccountId,
  nowMs: number,
): Promise<boolean> {
  if (row.expires_ms <= nowMs || !(await isReceiver(tx, row.id as SpoolId, account))) return false
  return areFriends(tx, row.owner_id as AccountId, account)
}
