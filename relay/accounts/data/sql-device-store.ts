import type { AccountId, AccountName, DeviceId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Caller, Session, SignedIn } from '../entity/caller.ts'
import type { DeviceStore, KnownDevice, StoredDevice } from '../ports.ts'
import { bindDevice } from './bind-device.ts'
import { lockDevices, releaseDevice, tellOfDevice } from './device-rows.ts'

export class SqlDeviceStore implements DeviceStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  add(account: AccountId, device: DeviceId, name: string, nowMs: number): Promise<SignedIn> {
    return this.#journal.write(async (tx, log) => {
      const owner = await checkOwner(tx, account)
      const isNew = await bindDevice(tx, { account, device, name }, nowMs)
      if (isNew) await tellOfDevice(tx, log, account, device)
      return { account, name: owner }
    })
  }

  openSession(device: DeviceId, nowMs: number): Promise<Session> {
    return this.#journal.write(async (tx) => {
      // First, for it locks the device's row: a block fences the device before or after this, never in between.
      await tx
        .updateTable('devices')
        .set(({ eb }) => ({ epoch: eb('epoch', '+', 1), last_seen_ms: nowMs }))
        .where('id', '=', device)
        .where('revoked_ms', '=', 0)
        .execute()
      const row = await tx
        .selectFrom('devices')
        .innerJoin('accounts', 'accounts.id', 'devices.account_id')
        .select(['devices.account_id', 'devices.epoch', 'accounts.name', 'accounts.blocked_ms'])
        .where('devices.id', '=', device)
        .where('devices.revoked_ms', '=', 0)
        .executeTakeFirst()
      if (row === undefined) throw new HomeRefusal('signed-out')
      if (row.blocked_ms !== 0) throw new HomeRefusal('account-blocked')
      const { epoch } = row
      return { account: row.account_id as AccountId, device, epoch, name: row.name as AccountName }
    })
  }

  closeSession(caller: Caller, nowMs: number): Promise<boolean> {
    return this.#journal.write(async (tx) => {
      if (!(await isNewest(tx, caller))) return false
      await tx
        .updateTable('devices')
        .set({ last_seen_ms: nowMs })
        .where('id', '=', caller.device)
        .execute()
      return true
    })
  }

  logout(caller: Caller, nowMs: number): Promise<boolean> {
    return this.#journal.write(async (tx, log) => {
      if (!(await isNewest(tx, caller))) return false
      await releaseDevice(tx, caller.device, nowMs)
      await tellOfDevice(tx, log, caller.account, caller.device)
      return true
    })
  }

  revoke(caller: Caller, device: DeviceId, nowMs: number): Promise<void> {
    return this.#journal.write(async (tx, log) => {
      await lockDevices(tx, [caller.device, device])
      await lockSession(tx, caller)
      const row = await tx
        .selectFrom('devices')
        .select(['account_id', 'revoked_ms'])
        .where('id', '=', device)
        .executeTakeFirst()
      if (row === undefined || row.account_id !== caller.account || row.revoked_ms !== 0) {
        throw new HomeRefusal('unknown-device')
      }
      await releaseDevice(tx, device, nowMs)
      await tellOfDevice(tx, log, caller.account, device)
    })
  }

  list(caller: Caller): Promise<readonly StoredDevice[]> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      const rows = await storedDevices(tx, caller.account).where('revoked_ms', '=', 0).execute()
      return rows.map(storedDevice)
    })
  }

  named(account: AccountId, devices: readonly DeviceId[]): Promise<readonly StoredDevice[]> {
    if (devices.length === 0) return Promise.resolve([])
    return this.#journal.read(async (tx) => {
      const rows = await storedDevices(tx, account).where('id', 'in', devices).execute()
      return rows.map(storedDevice)
    })
  }

  setCard(caller: Caller, card: Uint8Array): Promise<void> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      await tx.updateTable('devices').set({ card }).where('id', '=', caller.device).execute()
    })
  }

  devicesOf(
    accounts: readonly AccountId[],
  ): Promise<ReadonlyMap<AccountId, readonly KnownDevice[]>> {
    if (accounts.length === 0) return Promise.resolve(new Map())
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('devices')
        .select(['account_id', 'id', 'last_seen_ms', 'card'])
        .where('account_id', 'in', accounts)
        .where('revoked_ms', '=', 0)
        .orderBy('account_id')
        .orderBy('id')
        .execute()
      const byAccount = Map.groupBy(rows, (row) => row.account_id as AccountId)
      return new Map([...byAccount].map(([account, found]) => [account, found.map(knownDevice)]))
    }, 'devices')
  }

  seen(device: DeviceId, atMs: number): Promise<void> {
    return this.#journal.write(async (tx) => {
      await tx
        .updateTable('devices')
        .set({ last_seen_ms: atMs })
        .where('id', '=', device)
        .where('last_seen_ms', '<', atMs)
        .execute()
    })
  }
}

/** @returns its name. @throws HomeRefusal account-blocked. */
async function checkOwner(tx: Tx, account: AccountId): Promise<AccountName> {
  const row = await tx
    .selectFrom('accounts')
    .select(['name', 'blocked_ms'])
    .where('id', '=', account)
    .executeTakeFirst()
  if (row === undefined) throw new HomeRefusal('unknown-account')
  if (row.blocked_ms !== 0) throw new HomeRefusal('account-blocked')
  return row.name as AccountName
}

/** A late goodbye of an older session must not end a newer one (design, messages 5). */
async function isNewest(tx: Tx, caller: Caller): Promise<boolean> {
  try {
    await lockSession(tx, caller)
    return true
  } catch (err) {
    if (err instanceof HomeRefusal) return false
    throw err
  }
}

function storedDevices(tx: Tx, account: AccountId) {
  return tx
    .selectFrom('devices')
    .select(['id', 'name', 'since_ms', 'last_seen_ms'])
    .where('account_id', '=', account)
    .orderBy('since_ms')
    .orderBy('id')
}

type DeviceColumns = Readonly<{ id: string; name: string; since_ms: number; last_seen_ms: number }>

function storedDevice(row: DeviceColumns): StoredDevice {
  return {
    device: row.id as DeviceId,
    name: row.name,
    sinceMs: row.since_ms,
    lastSeenMs: row.last_seen_ms,
  }
}

function knownDevice(row: Readonly<{ id: string; last_seen_ms: number; card: Uint8Array }>) {
  return { device: row.id as DeviceId, lastSeenMs: row.last_seen_ms, card: row.card }
}
