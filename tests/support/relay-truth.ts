import type {
  AvatarsOfAccounts,
  RunningSessions,
  SpoolOfAccounts,
} from '../../relay/accounts/admin-ports.ts'
import { SqlAccountStore } from '../../relay/accounts/data/sql-account-store.ts'
import { SqlAdminStore } from '../../relay/accounts/data/sql-admin-store.ts'
import { SqlDeviceStore } from '../../relay/accounts/data/sql-device-store.ts'
import { SqlDeletionStore } from '../../relay/accounts/data/sql-deletion-store.ts'
import { SqlExportStore } from '../../relay/accounts/data/sql-export-store.ts'
import { SqlInviteStore } from '../../relay/accounts/data/sql-invite-store.ts'
import { AccountAdmin } from '../../relay/accounts/domain/account-admin.ts'
import { AccountDeletion } from '../../relay/accounts/domain/account-deletion.ts'
import { AccountExport } from '../../relay/accounts/domain/account-export.ts'
import { Accounts, type RegistrationMode } from '../../relay/accounts/domain/accounts.ts'
import { Devices } from '../../relay/accounts/domain/devices.ts'
import { type InviteMakers, Invites } from '../../relay/accounts/domain/invites.ts'
import type { FencedDevice, Session } from '../../relay/accounts/entity/caller.ts'
import { SegmentFiles } from '../../relay/conversations/data/segment-files.ts'
import { SqlColdStore } from '../../relay/conversations/data/sql-cold-store.ts'
import { SqlConversationStore } from '../../relay/conversations/data/sql-conversation-store.ts'
import { SqlLogStore } from '../../relay/conversations/data/sql-log-store.ts'
import { SqlWholeHistory } from '../../relay/conversations/data/sql-whole-history.ts'
import { Conversations } from '../../relay/conversations/domain/conversations.ts'
import { EventLog } from '../../relay/conversations/domain/event-log.ts'
import {
  type CoolingSettings,
  HistoryCooler,
} from '../../relay/conversations/domain/history-cooler.ts'
import { type LogRetention, LogSweeper } from '../../relay/conversations/domain/log-sweeper.ts'
import type { Blobs } from '../../relay/blobs/ports.ts'
import type { SegmentMeter } from '../../relay/conversations/ports.ts'
import type { LogHead } from '../../relay/conversations/entity/log-head.ts'
import { Journal } from '../../relay/data/journal.ts'
import type { Sql } from '../../relay/data/sql.ts'
import { SqlFriendStore } from '../../relay/friends/data/sql-friend-store.ts'
import { Friends } from '../../relay/friends/domain/friends.ts'
import { relayConfig } from '../../relay/config.ts'
import { SqlQuotaStore } from '../../relay/limits/data/sql-quota-store.ts'
import { AccountQuotas } from '../../relay/limits/domain/account-quotas.ts'
import { MonthMessages } from '../../relay/limits/domain/month-messages.ts'
import { QuotaAdmin } from '../../relay/limits/domain/quota-admin.ts'
import type { Limits } from '../../relay/limits/entity/limit-table.ts'
import { SqlReportStore } from '../../relay/reports/data/sql-report-store.ts'
import { Reports } from '../../relay/reports/domain/reports.ts'
import {
  type AccountId,
  type ConversationId,
  type DeviceId,
  type MessageId,
  parseAccountName,
} from '../../src/core/ids.ts'
import { mintUuid } from '../../src/core/uuid.ts'
import type { Presence } from '../../src/home/entity/nouns.ts'
import { systemRandom } from '../../src/system/random.ts'
import { eventBytes } from '../../src/wire/home-codec.ts'
import { silentLog } from './home-client.ts'
import { MemoryBlobs } from './memory-blobs.ts'
import { TurnedClock } from './turned-clock.ts'

export type RelayTruth = ReturnType<typeof relayTruth>
export type TruthSettings = Readonly<{
  clock?: TurnedClock
  registration?: RegistrationMode
  invites?: InviteMakers
  retention?: LogRetention
  cooling?: CoolingSettings
  blobs?: Blobs
  meter?: SegmentMeter
  limits?: Pick<Limits, 'account' | 'spool'>
}>

const UNCOUNTED = { segmentFailed: () => undefined }

/** The relay's truth over one store, with nobody online, as app.ts puts it together. */
export function relayTruth(sql: Sql, settings: TruthSettings = {}) {
  const clock = settings.clock ?? new TurnedClock()
  const random = systemRandom
  const rung: LogHead[] = []
  const journal = new Journal({ sql, clock, onCommitted: (heads) => rung.push(...heads) })
  const blobs = settings.blobs ?? new MemoryBlobs(clock)
  const segments = new SegmentFiles({
    ...{ blobs, random, log: silentLog },
    meter: settings.meter ?? UNCOUNTED,
  })
  const wholeHistory = new SqlWholeHistory(journal, segments)
  const inviteStore = new SqlInviteStore(journal)
  const deviceStore = new SqlDeviceStore(journal)
  const logStore = new SqlLogStore(journal, segments)
  const accounts = new Accounts(
    { store: new SqlAccountStore(journal), invites: inviteStore, clock, random },
    { registration: settings.registration ?? 'open' },
  )
  const presence = { presenceOf: (ids: readonly AccountId[]) => offline(deviceStore, ids) }
  const online = { onlineDevices: async () => new Set<DeviceId>() }
  const devices = new Devices({ store: deviceStore, online, clock })
  const friends = new Friends({ store: new SqlFriendStore(journal), presence, clock, random })
  const ended = new EndedThings()
  const adminStore = new SqlAdminStore(journal)
  const quotaStore = new SqlQuotaStore(journal)
  const limits = settings.limits ?? relayConfig({ data: '/nowhere' })
  const quotas = new AccountQuotas({ store: quotaStore, clock }, limits)
  const reportStore = new SqlReportStore(journal)
  const materials = { accounts, devices, friends }
  return {
    sql,
    clock,
    /** Every ring of the doorbell, in order. */
    rung,
    /** What the operator's acts ended outside of the truth, in order. */
    ended,
    deletion: new AccountDeletion({
      accounts: adminStore,
      store: new SqlDeletionStore(journal, wholeHistory),
      avatars: NO_AVATARS,
      running: ended,
      spool: ended,
      clock,
      random,
    }),
    exporter: new AccountExport({
      accounts: adminStore,
      store: new SqlExportStore(journal),
      history: wholeHistory,
      avatars: NO_AVATARS,
      clock,
    }),
    admin: new AccountAdmin({
      store: adminStore,
      there: presence,
      running: ended,
      spool: ended,
      clock,
      random,
    }),
    accounts,
    devices,
    friends,
    invites: new Invites(
      { store: inviteStore, clock, random },
      { invites: settings.invites ?? 'members' },
    ),
    quotaStore,
    reportStore,
    reports: new Reports({ store: reportStore, quotas, clock, random }),
    quotas,
    quotaAdmin: new QuotaAdmin({ accounts: adminStore, quotas, store: quotaStore, clock }),
    conversations: new Conversations({
      store: new SqlConversationStore(journal, segments),
      quota: new MonthMessages({ store: quotaStore, quotas, clock }),
      clock,
    }),
    log: new EventLog({ store: logStore, sizeOf: eventBytes, materials }),
    segments,
    wholeHistory,
    cooler: new HistoryCooler(
      { store: new SqlColdStore(journal), segments, blobs, clock, log: silentLog },
      settings.cooling ?? { coldAfterDays: undefined, keepNewest: 0 },
    ),
    sweeper: new LogSweeper({ store: logStore, clock }, settings.retention),
  }
}

/** Pictures are not the truth's. */
const NO_AVATARS: AvatarsOfAccounts = {
  accountDeleted: async () => undefined,
  async *exported() {},
}

/** Sessions and lines of the spool that an operator's act ended. */
class EndedThings implements RunningSessions, SpoolOfAccounts {
  readonly sessions: { device: DeviceId; epoch: number; reason: string }[] = []
  readonly spool: string[] = []

  async endAll(_account: AccountId, fenced: readonly FencedDevice[], reason: string) {
    this.sessions.push(...fenced.map((each) => ({ ...each, reason })))
  }

  async deviceGone(device: DeviceId): Promise<void> {
    this.spool.push(device)
  }

  async accountBlocked(account: AccountId): Promise<void> {
    this.spool.push(account)
  }

  async accountDeleted(account: AccountId): Promise<void> {
    this.spool.push(account)
  }
}

async function offline(
  devices: SqlDeviceStore,
  accounts: readonly AccountId[],
): Promise<ReadonlyMap<AccountId, Presence>> {
  const known = await devices.devicesOf(accounts)
  const presences = accounts.map((account): Presence => {
    const found = known.get(account) ?? []
    return {
      account,
      online: false,
      lastSeenMs: Math.max(0, ...found.map((device) => device.lastSeenMs)),
      devices: found.map(({ device, card }) => ({ device, card, online: false })),
    }
  })
  return new Map(presences.map((presence) => [presence.account, presence]))
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** A device id of its own for every number; no key stands behind it. */
export function testDevice(number: number): DeviceId {
  let text = ''
  for (let rest = number; text.length < 8; rest = Math.floor(rest / 58)) text += BASE58[rest % 58]
  return `12D3KooW${'1'.repeat(36)}${text}` as DeviceId
}

/** Registers an account of this name with one device and opens its session. */
export async function join(truth: RelayTruth, name: string, device: DeviceId): Promise<Session> {
  await truth.accounts.register({
    name: parseAccountName(name),
    record: `record-of-${name}`,
    displayName: '',
    invite: '',
    device,
    deviceName: `${name}'s machine`,
  })
  return truth.devices.openSession(device)
}

/** @returns their conversation. */
export async function befriend(truth: RelayTruth, a: Session, b: Session): Promise<ConversationId> {
  await truth.friends.request(a, { name: b.name, note: '' })
  const friend = await truth.friends.accept(b, a.account)
  if (friend.conversation === undefined) throw new Error('friends without a conversation')
  return friend.conversation
}

export function newMessageId(truth: RelayTruth): MessageId {
  return mintUuid({ clock: truth.clock, random: systemRandom }) as MessageId
}

export function bodyOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
