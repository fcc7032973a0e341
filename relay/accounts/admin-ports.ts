import type { AccountId, AccountName, ConversationId, DeviceId } from '../../src/core/ids.ts'
import type { Message } from '../../src/home/entity/nouns.ts'
import type { AccountDetails, AccountView, DeviceView, InviteView } from './entity/admin-views.ts'
import type { FencedDevice } from './entity/caller.ts'
import type { NewInvite } from './ports.ts'

/** What the operator does to accounts. Every method is one transaction; an expected no is a thrown AdminRefusal. */
export interface AdminStore {
  /** By name, those after it. */
  accounts(page: AdminPage): Promise<Paged<StoredAccount>>
  /** @throws AdminRefusal unknown-account. */
  find(name: AccountName): Promise<AccountId>
  account(account: AccountId, nowMs: number): Promise<StoredDetails>
  /**
   * Nobody logs in or attaches any more, and what its sessions still write is fenced. Those of its devices that are online were last
   * seen now. A repeated block ends again what there is, and keeps its first moment.
   */
  block(account: AccountId, online: ReadonlySet<DeviceId>, nowMs: number): Promise<Blocked>
  unblock(account: AccountId): Promise<void>
  /**
   * @param chosen a device (see chosenDevice), or undefined: all of them. @returns those that were not logged out before.
   * @throws AdminRefusal unknown-device, ambiguous-device.
   */
  logout(
    account: AccountId,
    chosen: string | undefined,
    nowMs: number,
  ): Promise<readonly LoggedOut[]>
  /** By code, those after it that somebody could use now. */
  invites(page: AdminPage, nowMs: number): Promise<Paged<InviteView>>
  /** @throws AdminRefusal too-many-invites. */
  createInvite(invite: NewInvite, nowMs: number): Promise<void>
  /** Whoever made it; a closed one stays closed. @throws AdminRefusal unknown-invite. */
  closeInvite(code: string): Promise<void>
}

export type AdminPage = Readonly<{ after: string; limit: number }>
export type Paged<T> = Readonly<{ items: readonly T[]; more: boolean }>
export type Blocked = Readonly<{ blockedMs: number; fenced: readonly FencedDevice[] }>
export type LoggedOut = Readonly<{ device: DeviceId; name: string }>

export type StoredAccount = Omit<AccountView, 'online'>
type StoredDevice = Omit<DeviceView, 'online'>
export type StoredDetails = Omit<AccountDetails, 'online' | 'deviceList'> &
  Readonly<{ deviceList: readonly StoredDevice[] }>

/** Who is there now. The edge knows. */
export interface WhoIsThere {
  presenceOf(accounts: readonly AccountId[]): Promise<ReadonlyMap<AccountId, There>>
}
type There = Readonly<{
  online: boolean
  devices: readonly Readonly<{ device: DeviceId; online: boolean }>[]
}>

/** What runs for devices, wherever it runs. */
export interface RunningSessions {
  /** Sessions up to these epochs; after `away` the device keeps its key. */
  endAll(
    account: AccountId,
    fenced: readonly FencedDevice[],
    reason: 'revoked' | 'away',
  ): Promise<void>
}

export interface SpoolOfAccounts {
  deviceGone(device: DeviceId): Promise<void>
  accountBlocked(account: AccountId): Promise<void>
  accountDeleted(account: AccountId): Promise<void>
}

export interface AvatarsOfAccounts {
  /** Nothing of it stays. */
  accountDeleted(account: AccountId): Promise<void>
  /** The picture, if there is one. */
  exported(account: AccountId): AsyncIterable<ExportLine>
}

/** A deletion, step by step; each is one transaction, and may be repeated. */
export interface DeletionStore {
  /**
   * Its name is free, and nobody can come as it any more: profile, password, devices and invites are gone. @returns those devices.
   * @throws AdminRefusal unknown-account.
   */
  begin(account: AccountId, goneName: AccountName, nowMs: number): Promise<readonly DeviceId[]>
  /** One relation (the other one gets the event), or some events or messages that nobody is left to read. False: there is no more. */
  deleteSome(account: AccountId, nowMs: number): Promise<boolean>
  finish(account: AccountId): Promise<void>
  /** Begun, not finished. */
  unfinished(): Promise<readonly AccountId[]>
}

/** One fact of what the home holds of a person: `kind`, and what that kind has. */
export type ExportLine = Readonly<{ kind: string } & Record<string, unknown>>
/** A page of lines, and where the next one begins; undefined: there is none. */
export type ExportPage<After> = Readonly<{ lines: readonly ExportLine[]; next: After | undefined }>

/** Conversations, whole, wherever they lie. */
export interface WholeHistory {
  /** The next messages, ascending; none: there are no more. */
  after(conversation: ConversationId, seq: number, most: number): Promise<readonly Message[]>
  /** What of it lies outside of the tables goes: its rows are gone, and nobody is left to read it. */
  forget(conversation: ConversationId): Promise<void>
}

/** All that the home holds of a person, page by page: each is one transaction, so whoever is exported may go on writing. */
export interface ExportStore {
  /** What limits keep short: profile, devices, invites, relayed bytes. */
  personal(account: AccountId): Promise<readonly ExportLine[]>
  /** Friends, requests and blocks, and of each conversation what was received and read. */
  relations(account: AccountId, after: string): Promise<ExportPage<string>>
  /** Conversations of these relations. */
  conversations(account: AccountId, after: string): Promise<readonly ConversationId[]>
  /** Made by the person. What others said of them is not theirs to read: it would tell who did. */
  reports(account: AccountId, after: string): Promise<ExportPage<string>>
  /** Objects that the person put into the spool, and those that wait there for them. */
  spool(account: AccountId, after: string): Promise<ExportPage<string>>
  waiting(account: AccountId, after: string): Promise<ExportPage<string>>
}
