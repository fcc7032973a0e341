import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import { DELETED } from '../../data/gone-accounts.ts'
import type { Tx } from '../../data/sql.ts'
import type { AdminPage, StoredAccount } from '../admin-ports.ts'
import type { InviteView } from '../entity/admin-views.ts'
import { MAX_OPEN_INVITES } from '../limits.ts'
import { OPERATOR } from './sql-invite-store.ts'

/** What the operator reads of accounts, by table. */

export function accountRows(tx: Tx) {
  return tx
    .selectFrom('accounts')
    .select(['id', 'name', 'display_name', 'created_ms', 'blocked_ms'])
    .where('record', '!=', DELETED)
    .orderBy('name')
}

type AccountColumns = Awaited<ReturnType<ReturnType<typeof accountRows>['execute']>>[number]

/** The rows with what other tables count of them: a query a table, however many rows. */
export async function withCounts(
  tx: Tx,
  rows: readonly AccountColumns[],
): Promise<readonly StoredAccount[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const [devices, friends, stored] = [
    await devicesOf(tx, ids),
    await friendsOf(tx, ids),
    await storedBytesOf(tx, ids),
  ]
  return rows.map((row) => ({
    account: row.id as AccountId,
    name: row.name as AccountName,
    displayName: row.display_name,
    sinceMs: row.created_ms,
    lastSeenMs: devices.get(row.id)?.lastSeenMs ?? 0,
    devices: devices.get(row.id)?.count ?? 0,
    friends: friends.get(row.id) ?? 0,
    storedBytes: stored.get(row.id) ?? 0,
    blockedMs: row.blocked_ms,
  }))
}

/** Also of those logged out it is known when they were here. */
async function devicesOf(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('devices')
    .select(['account_id', 'last_seen_ms', 'revoked_ms'])
    .where('account_id', 'in', ids)
    .execute()
  const result = new Map<string, { count: number; lastSeenMs: number }>()
  for (const { account_id, last_seen_ms, revoked_ms } of rows) {
    const { count, lastSeenMs } = result.get(account_id) ?? { count: 0, lastSeenMs: 0 }
    result.set(account_id, {
      count: count + (revoked_ms === 0 ? 1 : 0),
      lastSeenMs: Math.max(lastSeenMs, last_seen_ms),
    })
  }
  return result
}

async function friendsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('relations')
    .select((row) => ['account_id', row.fn.countAll<number>().as('count')])
    .where('account_id', 'in', ids)
    .where('state', '=', 'friend')
    .groupBy('account_id')
    .execute()
  return new Map(rows.map((row) => [row.account_id, Number(row.count)]))
}

async function storedBytesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('spool_objects')
    .select((row) => ['owner_id', row.fn.sum<number>('stored_bytes').as('bytes')])
    .where('owner_id', 'in', ids)
    .groupBy('owner_id')
    .execute()
  return new Map(rows.map((row) => [row.owner_id, Number(row.bytes)]))
}

/** Those that are not logged out. */
export async function activeDevices(tx: Tx, account: AccountId) {
  const rows = await tx
    .selectFrom('devices')
    .select(['id', 'name', 'since_ms', 'last_seen_ms'])
    .where('account_id', '=', account)
    .where('revoked_ms', '=', 0)
    .orderBy('since_ms')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    device: row.id as DeviceId,
    name: row.name,
    sinceMs: row.since_ms,
    lastSeenMs: row.last_seen_ms,
  }))
}

/** That somebody could use now. */
export async function openInvites(
  tx: Tx,
  { after, limit }: AdminPage,
  nowMs: number,
): Promise<readonly InviteView[]> {
  const rows = await openInviteRows(tx, nowMs).where('code', '>', after).limit(limit).execute()
  return rows.map(inviteOf)
}

export async function openInvitesOf(
  tx: Tx,
  account: AccountId,
  nowMs: number,
): Promise<readonly InviteView[]> {
  const rows = await openInviteRows(tx, nowMs)
    .where('maker_id', '=', account)
    .limit(MAX_OPEN_INVITES)
    .execute()
  return rows.map(inviteOf)
}

function openInviteRows(tx: Tx, nowMs: number) {
  return tx
    .selectFrom('invites')
    .leftJoin('accounts', 'accounts.id', 'invites.maker_id')
    .select(['code', 'accounts.name as maker', 'uses', 'uses_left'])
    .select(['invites.created_ms as since_ms', 'expires_ms'])
    .where('uses_left', '>', 0)
    .where('expires_ms', '>', nowMs)
    .where((row) => row.or([row('maker_id', '=', OPERATOR), row('blocked_ms', '=', 0)]))
    .orderBy('code')
}

type InviteColumns = Awaited<ReturnType<ReturnType<typeof openInviteRows>['execute']>>[number]

function inviteOf(row: InviteColumns): InviteView {
  return {
    code: row.code,
    maker: row.maker === null ? undefined : (row.maker as AccountName),
    uses: row.uses,
    usesLeft: row.uses_left,
    sinceMs: row.since_ms,
    expiresMs: row.expires_ms,
  }
}
