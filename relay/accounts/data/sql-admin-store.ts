import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import { DELETED } from '../../data/gone-accounts.ts'
import type { Journal } from '../../data/journal.ts'
import { relayedInMonth } from '../../data/spool-usage.ts'
import type { Tx } from '../../data/sql.ts'
import { monthOf } from '../../limits/entity/month.ts'
import type {
  AdminPage,
  AdminStore,
  Blocked,
  LoggedOut,
  Paged,
  StoredAccount,
  StoredDetails,
} from '../admin-ports.ts'
import { AdminRefusal } from '../entity/admin-refusal.ts'
import type { InviteView } from '../entity/admin-views.ts'
import { chosenDevice } from '../entity/chosen-device.ts'
import { MAX_OPERATOR_INVITES } from '../limits.ts'
import type { NewInvite } from '../ports.ts'
import { accountRows, activeDevices, openInvites, openInvitesOf, withCounts } from './admin-rows.ts'
import { lockDevicesOf, releaseDevice, tellOfDevice } from './device-rows.ts'
import { forgetClosed, insertInvite, OPERATOR } from './sql-invite-store.ts'

export class SqlAdminStore implements AdminStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  accounts({ after, limit }: AdminPage): Promise<Paged<StoredAccount>> {
    return this.#journal.read(async (tx) => {
      const rows = await accountRows(tx)
        .where('name', '>', after)
        .limit(limit + 1)
        .execute()
      const items = await withCounts(tx, rows.slice(0, limit))
      return { items, more: rows.length > limit }
    }, 'operator')
  }

  find(name: AccountName): Promise<AccountId> {
    return this.#journal.read(async (tx) => {
      const row = await tx
        .selectFrom('accounts')
        .select('id')
        .where('name', '=', name)
        .where('record', '!=', DELETED)
        .executeTakeFirst()
      if (row === undefined) throw new AdminRefusal('unknown-account')
      return row.id as AccountId
    })
  }

  account(account: AccountId, nowMs: number): Promise<StoredDetails> {
    return this.#journal.read(async (tx) => {
      const rows = await accountRows(tx).where('id', '=', account).execute()
      const [found] = await withCounts(tx, rows)
      if (found === undefined) throw new AdminRefusal('unknown-account')
      return {
        ...found,
        monthBytes: await relayedInMonth(tx, account, monthOf(nowMs)),
        deviceList: await activeDevices(tx, account),
        invites: await openInvitesOf(tx, account, nowMs),
      }
    })
  }

  block(account: AccountId, online: ReadonlySet<DeviceId>, nowMs: number): Promise<Blocked> {
    return this.#journal.write(async (tx) => {
      // Devices before the account: an attach reads the account with its device locked.
      const devices = (await lockDevicesOf(tx, account)).filter(({ isActive }) => isActive)
      const ids = devices.map(({ device }) => device)
      const row = await lockAccount(tx, account)
      const blockedMs = row.blocked_ms === 0 ? Math.max(1, nowMs) : row.blocked_ms
      await setBlocked(tx, account, blockedMs)
      await fence(tx, ids)
      await wereSeen(
        tx,
        ids.filter((device) => online.has(device)),
        nowMs,
      )
      return {
        blockedMs,
        fenced: devices.map(({ device, epoch }) => ({ device, epoch: epoch + 1 })),
      }
    })
  }

  unblock(account: AccountId): Promise<void> {
    return this.#journal.write(async (tx) => {
      await lockAccount(tx, account)
      await setBlocked(tx, account, 0)
    })
  }

  logout(
    account: AccountId,
    chosen: string | undefined,
    nowMs: number,
  ): Promise<readonly LoggedOut[]> {
    return this.#journal.write(async (tx, log) => {
      const all = await lockDevicesOf(tx, account)
      const wanted = chosen === undefined ? all : [chosenDevice(all, chosen)]
      const active = wanted.filter(({ isActive }) => isActive)
      for (const { device } of active) {
        await releaseDevice(tx, device, nowMs)
        await tellOfDevice(tx, log, account, device)
      }
      return active.map(({ device, name }) => ({ device, name }))
    })
  }

  invites({ after, limit }: AdminPage, nowMs: number): Promise<Paged<InviteView>> {
    return this.#journal.read(async (tx) => {
      const found = await openInvites(tx, { after, limit: limit + 1 }, nowMs)
      return { items: found.slice(0, limit), more: found.length > limit }
    }, 'operator')
  }

  createInvite(invite: NewInvite, nowMs: number): Promise<void> {
    return this.#journal.write(async (tx) => {
      await forgetClosed(tx, OPERATOR, nowMs)
      const open = await tx
        .selectFrom('invites')
        .select((row) => row.fn.countAll<number>().as('count'))
        .where('maker_id', '=', OPERATOR)
        .executeTakeFirstOrThrow()
      if (Number(open.count) >= MAX_OPERATOR_INVITES) throw new AdminRefusal('too-many-invites')
      await insertInvite(tx, OPERATOR, invite, nowMs)
    })
  }

  closeInvite(code: string): Promise<void> {
    return this.#journal.write(async (tx) => {
      const row = await tx
        .selectFrom('invites')
        .select('code')
        .where('code', '=', code)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) throw new AdminRefusal('unknown-invite')
      await tx.updateTable('invites').set({ uses_left: 0 }).where('code', '=', code).execute()
    })
  }
}

async function lockAccount(tx: Tx, account: AccountId) {
  const row = await tx
    .selectFrom('accounts')
    .select('blocked_ms')
    .where('id', '=', account)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new AdminRefusal('unknown-account')
  return row
}

async function setBlocked(tx: Tx, account: AccountId, blockedMs: number): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ blocked_ms: blockedMs })
    .where('id', '=', account)
    .execute()
}

async function fence(tx: Tx, devices: readonly DeviceId[]): Promise<void> {
  if (devices.length === 0) return
  await tx
    .updateTable('devices')
    .set((row) => ({ epoch: row('epoch', '+', 1) }))
    .where('id', 'in', devices)
    .execute()
}

async function wereSeen(tx: Tx, devices: readonly DeviceId[], nowMs: number): Promise<void> {
  if (devices.length === 0) return
  await tx.updateTable('devices').set({ last_seen_ms: nowMs }).where('id', 'in', devices).execute()
}
