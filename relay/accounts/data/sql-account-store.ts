import type { AccountId, AccountName } from '../../../src/core/ids.ts'
import type { Profile } from '../../../src/home/entity/nouns.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { checkSession, lockSession } from '../../data/fence.ts'
import { GONE } from '../../data/gone-accounts.ts'
import { friendIds } from '../../data/friendship.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import type { Caller, SignedIn } from '../entity/caller.ts'
import type { AccountStore, Credentials, NewAccount, ProfileChange } from '../ports.ts'
import { takeInvite } from './sql-invite-store.ts'

export class SqlAccountStore implements AccountStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  register(account: NewAccount, nowMs: number): Promise<SignedIn> {
    return this.#journal.write(async (tx) => {
      const claims = await claimsOn(tx, account)
      const earlier = earlierAnswer(claims, account)
      if (earlier !== undefined) return earlier
      // The invite first: who has none learns nothing about names.
      if (account.invite !== undefined) await takeInvite(tx, account.invite, nowMs)
      if (claims.named !== undefined) throw new HomeRefusal('name-taken')
      if (claims.owner !== undefined) throw new HomeRefusal('device-taken')
      await insertAccount(tx, account, nowMs)
      return { account: account.id, name: account.name }
    })
  }

  credentialsOf(name: AccountName): Promise<Credentials | undefined> {
    return this.#journal.read(async (tx) => {
      const row = await tx
        .selectFrom('accounts')
        .select(['id', 'record'])
        .where('name', '=', name)
        .where('record', 'not in', GONE)
        .executeTakeFirst()
      return row && { account: row.id as AccountId, record: row.record }
    })
  }

  profile(account: AccountId): Promise<Profile> {
    return this.#journal.read((tx) => profileOf(tx, account))
  }

  ownProfile(caller: Caller): Promise<Profile> {
    return this.#journal.read(async (tx) => {
      await checkSession(tx, caller)
      return profileOf(tx, caller.account)
    })
  }

  setProfile(caller: Caller, change: ProfileChange): Promise<Profile> {
    return this.#journal.write(async (tx, log) => {
      await lockSession(tx, caller)
      const before = await profileOf(tx, caller.account)
      const after = changed(before, change)
      if (isSame(before, after)) return before
      await tx
        .updateTable('accounts')
        .set(columnsOf(after))
        .where('id', '=', caller.account)
        .execute()
      log.add(caller.account, { kind: 'profile' })
      if (isSame(shownOf(before), shownOf(after))) return after
      for (const friend of await friendIds(tx, caller.account)) {
        log.add(friend, { kind: 'friend', account: caller.account })
      }
      return after
    })
  }
}

type Claims = Readonly<{
  named: Readonly<{ id: string; record: string }> | undefined
  owner: Readonly<{ account_id: string }> | undefined
}>

/** Who has the name, and who has the device. */
async function claimsOn(tx: Tx, account: NewAccount): Promise<Claims> {
  const named = await tx
    .selectFrom('accounts')
    .select(['id', 'record'])
    .where('name', '=', account.name)
    .executeTakeFirst()
  const owner = await tx
    .selectFrom('devices')
    .select('account_id')
    .where('id', '=', account.device)
    .executeTakeFirst()
  return { named, owner }
}

/** The answer of a registration that was cut off: the node asks again. */
function earlierAnswer({ named, owner }: Claims, account: NewAccount): SignedIn | undefined {
  if (named === undefined || named.id !== owner?.account_id || named.record !== account.record) {
    return undefined
  }
  return { account: named.id as AccountId, name: account.name }
}

async function insertAccount(tx: Tx, account: NewAccount, nowMs: number): Promise<void> {
  await tx
    .insertInto('accounts')
    .values({
      id: account.id,
      name: account.name,
      record: account.record,
      display_name: account.displayName,
      signature: '',
      region: '',
      phone: '',
      phone_shared: 0,
      avatar: '',
      created_ms: nowMs,
      blocked_ms: 0,
    })
    .execute()
  await tx
    .insertInto('account_logs')
    .values({ account_id: account.id, head_usn: 0, floor_usn: 0 })
    .execute()
  await tx
    .insertInto('devices')
    .values({
      id: account.device,
      account_id: account.id,
      name: account.deviceName,
      epoch: 0,
      since_ms: nowMs,
      last_seen_ms: nowMs,
      revoked_ms: 0,
      card: new Uint8Array(),
    })
    .execute()
}

async function profileOf(tx: Tx, account: AccountId): Promise<Profile> {
  const row = await tx
    .selectFrom('accounts')
    .select(['id', 'name', 'display_name', 'signature', 'region'])
    .select(['phone', 'phone_shared', 'avatar'])
    .where('id', '=', account)
    .executeTakeFirst()
  if (row === undefined) throw new HomeRefusal('unknown-account')
  return {
    account,
    name: row.name as AccountName,
    displayName: row.display_name,
    signature: row.signature,
    region: row.region,
    phone: row.phone || undefined,
    sharePhone: row.phone_shared === 1 ? true : undefined,
    avatar: row.avatar || undefined,
  }
}

function changed(before: Profile, change: ProfileChange): Profile {
  return {
    ...before,
    displayName: change.displayName ?? before.displayName,
    signature: change.signature ?? before.signature,
    region: change.region ?? before.region,
    phone: (change.phone ?? before.phone) || undefined,
    sharePhone: (change.sharePhone ?? before.sharePhone) || undefined,
    avatar: (change.avatar ?? before.avatar) || undefined,
  }
}

function columnsOf(profile: Profile) {
  const { displayName, signature, region, phone = '', avatar = '' } = profile
  const shared = profile.sharePhone === true ? 1 : 0
  return { display_name: displayName, signature, region, phone, phone_shared: shared, avatar }
}

/** As friends see it: what only the owner sees is no news for them. */
function shownOf(profile: Profile): Profile {
  const phone = profile.sharePhone === true ? profile.phone : undefined
  return { ...profile, phone, sharePhone: undefined }
}

function isSame(a: Profile, b: Profile): boolean {
  return JSON.stringify(columnsOf(a)) === JSON.stringify(columnsOf(b))
}
