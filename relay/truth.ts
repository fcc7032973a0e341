import type { DeviceId } from '../src/core/ids.ts'
import { openPeerCard, PeerCardError } from '../src/identity/data/sealed-peer-card.ts'
import { eventBytes } from '../src/wire/home-codec.ts'
import { WireError } from '../src/wire/wire-error.ts'
import { SqlAccountStore } from './accounts/data/sql-account-store.ts'
import { SqlDeviceStore } from './accounts/data/sql-device-store.ts'
import { SqlInviteStore } from './accounts/data/sql-invite-store.ts'
import { Accounts } from './accounts/domain/accounts.ts'
import { Devices } from './accounts/domain/devices.ts'
import { Invites } from './accounts/domain/invites.ts'
import { SqlConversationStore } from './conversations/data/sql-conversation-store.ts'
import { SqlLogStore } from './conversations/data/sql-log-store.ts'
import { SqlWholeHistory } from './conversations/data/sql-whole-history.ts'
import { Conversations } from './conversations/domain/conversations.ts'
import { EventLog } from './conversations/domain/event-log.ts'
import { LogSweeper } from './conversations/domain/log-sweeper.ts'
import type { LogHead } from './conversations/entity/log-head.ts'
import type { Segments } from './conversations/ports.ts'
import { Journal } from './data/journal.ts'
import type { Sql } from './data/sql.ts'
import type { Foundation } from './foundation.ts'
import { SqlFriendStore } from './friends/data/sql-friend-store.ts'
import { Friends } from './friends/domain/friends.ts'
import { SqlQuotaStore } from './limits/data/sql-quota-store.ts'
import { AccountQuotas } from './limits/domain/account-quotas.ts'
import { MonthMessages } from './limits/domain/month-messages.ts'
import { Cards } from './presence/domain/cards.ts'
import { Presence } from './presence/domain/presence.ts'
import type { Doorbell } from './presence/ports.ts'
import { SqlReportStore } from './reports/data/sql-report-store.ts'
import { Reports } from './reports/domain/reports.ts'

export type Truth = ReturnType<typeof openTruth>

/** What is stored, and the hints about who is there. */
export function openTruth(
  { live, clock, random, background, hints }: Foundation,
  sql: Sql,
  segments: Segments,
) {
  const { routes, doorbell } = hints
  const journal = new Journal({ sql, clock, onCommitted: (heads) => ringFor(doorbell, heads) })
  const accountStore = new SqlAccountStore(journal)
  const deviceStore = new SqlDeviceStore(journal)
  const inviteStore = new SqlInviteStore(journal)
  const friendStore = new SqlFriendStore(journal)
  const logStore = new SqlLogStore(journal, segments)
  const presence = new Presence(
    {
      routes,
      doorbell,
      devices: deviceStore,
      friends: friendStore,
      clock,
      background,
    },
    { isAlone: hints.shared === undefined },
  )
  const accounts = new Accounts({ store: accountStore, invites: inviteStore, clock, random }, live)
  const devices = new Devices({ store: deviceStore, online: presence, clock })
  const friends = new Friends({ store: friendStore, presence, clock, random })
  const quotaStore = new SqlQuotaStore(journal)
  const reportStore = new SqlReportStore(journal)
  const quotas = new AccountQuotas({ store: quotaStore, clock }, live.limits)
  return {
    journal,
    doorbell,
    presence,
    accounts,
    devices,
    friends,
    invites: new Invites({ store: inviteStore, clock, random }, live),
    quotaStore,
    quotas,
    reportStore,
    reports: new Reports({ store: reportStore, quotas, clock, random }),
    conversations: new Conversations({
      store: new SqlConversationStore(journal, segments),
      quota: new MonthMessages({ store: quotaStore, quotas, clock }),
      clock,
    }),
    eventLog: new EventLog({
      store: logStore,
      sizeOf: eventBytes,
      materials: { accounts, devices, friends },
    }),
    sweeper: new LogSweeper({ store: logStore, clock }),
    wholeHistory: new SqlWholeHistory(journal, segments),
    cards: new Cards({ reader: { open: readCard }, store: deviceStore, devices: deviceStore }),
  }
}

function ringFor(doorbell: Doorbell, heads: readonly LogHead[]): void {
  const grown = heads.map((head) => head.account)
  doorbell.ring(grown, { kind: 'events' })
}

/** Undefined for what this device did not sign. */
async function readCard(device: DeviceId, card: Uint8Array) {
  try {
    return await openPeerCard(card, device)
  } catch (err) {
    if (err instanceof WireError || err instanceof PeerCardError) return undefined
    throw err
  }
}
