import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { GONE } from '../../data/gone-accounts.ts'
import type { Tx } from '../../data/sql.ts'
import type { Freed } from '../ports.ts'
import { deleteClaim, deleteObject, headOf, lockObject, settleClaims } from './claim-rows.ts'
import { deleteOldMonths } from './usage-rows.ts'

/** What ends an object or a claim without anybody asking for it. */

export async function unfriend(
  tx: Tx,
  one: AccountId,
  other: AccountId,
): Promise<readonly Freed[]> {
  const rows = await tx
    .selectFrom('spool_receivers')
    .innerJoin('spool_objects', 'spool_objects.id', 'spool_receivers.object_id')
    .select(['object_id', 'account_id'])
    .where((eb) =>
      eb.or([
        eb.and([eb('owner_id', '=', one), eb('account_id', '=', other)]),
        eb.and([eb('owner_id', '=', other), eb('account_id', '=', one)]),
      ]),
    )
    .orderBy('object_id')
    .execute()
  return endClaims(tx, rows)
}

export async function forgetDevice(tx: Tx, device: DeviceId): Promise<readonly Freed[]> {
  const rows = await tx
    .selectFrom('spool_readers')
    .select('object_id')
    .where('device_id', '=', device)
    .orderBy('object_id')
    .execute()
  return endReaders(
    tx,
    rows.map((row) => ({ ...row, device_id: device })),
  )
}

/** Nothing is left when it returns nothing. */
export async function sweepSome(tx: Tx, nowMs: number, max: number): Promise<readonly Freed[]> {
  await deleteOldMonths(tx, nowMs)
  const over = await overObjects(tx, nowMs, max)
  if (over.length > 0) return over
  const claims = await endClaims(tx, await strayClaims(tx, max))
  return claims.length > 0 ? claims : endReaders(tx, await strayReaders(tx, max))
}

/** Expired, or of an account that is gone. */
async function overObjects(tx: Tx, nowMs: number, max: number): Promise<readonly Freed[]> {
  const rows = await tx
    .selectFrom('spool_objects')
    .leftJoin('accounts', 'accounts.id', 'spool_objects.owner_id')
    .select('spool_objects.id')
    .where((eb) =>
      eb.or([
        eb('expires_ms', '<=', nowMs),
        eb('accounts.id', 'is', null),
        eb('accounts.record', 'in', GONE),
      ]),
    )
    .orderBy('spool_objects.id')
    .limit(max)
    .execute()
  const freed: Freed[] = []
  for (const { id } of rows) {
    const row = await lockObject(tx, id as SpoolId)
    if (row !== undefined) freed.push(await deleteObject(tx, headOf(row)))
  }
  return freed
}

/** A friendship ended where no word of it reached the spool. */
function strayClaims(tx: Tx, max: number) {
  return tx
    .selectFrom('spool_receivers')
    .innerJoin('spool_objects', 'spool_objects.id', 'spool_receivers.object_id')
    .leftJoin('relations', (join) =>
      join
        .onRef('relations.account_id', '=', 'spool_objects.owner_id')
        .onRef('relations.other_id', '=', 'spool_receivers.account_id')
        .on('relations.state', '=', 'friend'),
    )
    .select(['object_id', 'spool_receivers.account_id as account_id'])
    .where('relations.state', 'is', null)
    .orderBy('object_id')
    .limit(max)
    .execute()
}

/** A device was logged out where no word of it reached the spool. */
function strayReaders(tx: Tx, max: number) {
  return tx
    .selectFrom('spool_readers')
    .leftJoin('devices', (join) =>
      join
        .onRef('devices.id', '=', 'spool_readers.device_id')
        .onRef('devices.account_id', '=', 'spool_readers.account_id')
        .on('devices.revoked_ms', '=', 0),
    )
    .select(['object_id', 'device_id'])
    .where('devices.id', 'is', null)
    .orderBy('object_id')
    .limit(max)
    .execute()
}

type ClaimRow = Readonly<{ object_id: string; account_id: string }>

async function endClaims(tx: Tx, rows: readonly ClaimRow[]): Promise<readonly Freed[]> {
  const freed: Freed[] = []
  for (const { object_id, account_id } of rows) {
    const row = await lockObject(tx, object_id as SpoolId)
    if (row !== undefined) freed.push(await deleteClaim(tx, headOf(row), account_id as AccountId))
  }
  return freed
}

type ReaderRow = Readonly<{ object_id: string; device_id: string }>

async function endReaders(tx: Tx, rows: readonly ReaderRow[]): Promise<readonly Freed[]> {
  const freed: Freed[] = []
  for (const { object_id, device_id } of rows) {
    const row = await lockObject(tx, object_id as SpoolId)
    await tx
      .deleteFrom('spool_readers')
      .where('object_id', '=', object_id)
      .where('device_id', '=', device_id)
      .execute()
    if (row !== undefined) freed.push(await settleClaims(tx, headOf(row)))
  }
  return freed
}
