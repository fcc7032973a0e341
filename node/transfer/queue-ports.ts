import type { ChatContent, SealedKey } from '../../src/chat/entity/chat-body.ts'
import type {
  AccountId,
  AccountName,
  DeviceId,
  MessageId,
  SpoolId,
  TransferId,
} from '../../src/core/ids.ts'
import type { Holdup } from '../chat/entity/line.ts'
import type { Manifest, SourceIdentity } from '../../src/transfer/entity/manifest.ts'
import type {
  ChunkSink,
  ChunkSource,
  LeafLedger,
  Seal,
  TransferChannel,
  Waiting,
} from '../../src/transfer/ports.ts'
import type { FolderReport } from '../control/entity/folder-report.ts'
import type { Pick } from '../control/entity/queue-nouns.ts'
import type { AcceptRule } from './entity/accept-rule.ts'
import type { BoundOffer } from './entity/bound-offer.ts'
import type { Carry } from './entity/carried.ts'
import type { Reach } from './entity/choose-path.ts'
import type { SpoolKey } from './entity/spool-key.ts'
import type { TransferRecord } from './entity/transfer-record.ts'
import type { TransferSettings } from './entity/transfer-settings.ts'

/** What the queue of transfers needs from the rest of the node. app.ts connects it. */

/** `addresses`: those of the device's newest verified peer card, as announced; dial policy is the lines' business. */
export type PartyDevice = Readonly<{
  device: DeviceId
  reach: Reach
  addresses: readonly string[]
  /** From the same card. */
  sealingKey: Uint8Array | undefined
}>

/** A current friend, as transfers see them. */
export type Party = Readonly<{
  account: AccountId
  name: AccountName
  devices: readonly PartyDevice[]
}>

/** Who is a friend now, with which devices. Answers from memory; `undefined` for everybody who is no friend. */
export interface Parties {
  byName(name: AccountName): Party | undefined
  byAccount(account: AccountId): Party | undefined
  /** The friend to whom this unrevoked device belongs. */
  byDevice(device: DeviceId): Party | undefined
  /** Friendship, devices, cards or presence of this account changed, or our own link did (then for every friend). */
  onChange(listener: (account: AccountId) => void): () => void
}

/** The outbox of the chat. */
export interface Mail {
  /**
   * Resolves once the message would survive the end of this process; it is sent when the home is there, exactly once.
   * The same id again is the same message. A later refusal arrives at `Transfers.mailRefused`.
   */
  send(to: AccountId, id: MessageId, content: ChatContent): Promise<void>
  /** Why the home takes nothing of what waits for this friend, and until when it says so. */
  holdup(to: AccountId): Holdup | undefined
}

/** Links and streams to devices; the gate of the host has let them pass. */
export interface PeerLines {
  connected(device: DeviceId): boolean
  /** The remote multiaddr of the live link. */
  addressOf(device: DeviceId): string | undefined
  /** Of the live link's newest ping. */
  roundTripMs(device: DeviceId): number | undefined
  /** Dials what the dial policy allows of these; an existing link is used again. Rejects when none answers. */
  dial(device: DeviceId, addresses: readonly string[], options: Waiting): Promise<void>
  /** A transfer stream on the live link. */
  open(device: DeviceId, options: Waiting): Promise<TransferChannel>
  /** Resolves when there is no link to this device, at once if so. */
  lost(device: DeviceId, options: Waiting): Promise<void>
  /** A link to this device came or went. */
  onChange(listener: (device: DeviceId) => void): () => void
}

/**
 * The store of sealed chunks at our home. An opened channel has said Open, with its ticket.
 * @throws SpoolRefused for a no of the home, anything else when it cannot be reached now.
 */
export interface Spool {
  /** May it be asked now? */
  readonly isThere: boolean
  /** To the home, by the newest ping. */
  readonly roundTripMs: number | undefined
  upload(wanted: SpoolUpload, options: SpoolWaiting): Promise<TransferChannel>
  download(spool: SpoolId, options: SpoolWaiting): Promise<TransferChannel>
  /** Nothing of ours stays there. Of what is somebody else's, or gone: fine. */
  drop(spool: SpoolId, options: Waiting): Promise<void>
  /** `isThere` changed. */
  onChange(listener: () => void): () => void
}
export type SpoolWaiting = Waiting & Readonly<{ carry: Carry }>
/** Sealed bytes, and how many chunks. */
export type SpoolUpload = Readonly<{
  spool: SpoolId
  receivers: readonly AccountId[]
  bytes: number
  chunks: number
}>

/**
 * Where our home keeps sealed chunks, reached without it by URLs that it gives. Once one of them rejects, nobody touches the bytes any
 * more. @throws BucketError
 */
export interface Bucket {
  /** Resolves when it has them. */
  put(
    url: string,
    bytes: Uint8Array,
    options: Waiting & Readonly<{ md5: Uint8Array }>,
  ): Promise<void>
  /** Fills `into`. */
  get(url: string, into: Uint8Array, options: Waiting): Promise<void>
}

/** For one spool object. */
export type MakeSeal = (given: SpoolKey & Readonly<{ chunkCount: number }>) => Seal

/** Seals the keys of spool objects between devices, so that whoever carries an offer can neither use nor replace them. */
export interface KeySeals {
  /** Signed by this device; one for each of these that told a sealing key. Not the same twice. */
  seal(
    key: string,
    offer: BoundOffer,
    devices: readonly PartyDevice[],
  ): Promise<readonly SealedKey[]>
  /** `undefined`: not sealed by `sender`, not for this device, or not for this offer. */
  open(sealed: Uint8Array, offer: BoundOffer, sender: DeviceId): Promise<string | undefined>
}

export type OpenSource = ChunkSource & AsyncDisposable
/** `folderReport`: what of a folder did not arrive as it was, once it is committed. */
export type OpenSink = ChunkSink &
  AsyncDisposable &
  Readonly<{ folderReport?: FolderReport | undefined }>

/** Files of this machine. @throws TransferError */
export interface Disk {
  /** What a file is at the moment it is offered; it can be read. `exclude`: of a folder, see exclusions.ts. */
  identify(
    path: string,
    options: Waiting & Readonly<{ exclude?: readonly string[] }>,
  ): Promise<Identified | SourceRefused>
  openSource(wanted: SourceWanted, options: Waiting): Promise<OpenSource>
  openSink(wanted: SinkWanted, options: Waiting): Promise<OpenSink>
  /** Bytes that may still be written where `folder` is or will be. */
  freeBytes(folder: string): Promise<number>
  ledger(id: TransferId): LeafLedger
  /** Removes what is staged, and nothing that has its final name. Finding nothing is fine. */
  discard(wanted: SinkWanted, options: Waiting): Promise<void>
  /** Does it name one place, wherever this process runs? */
  isWhole(path: string): boolean
  /** Where a file with this name lies. */
  locate(folder: string, name: string): string
  /** Drops chunk set and digests, once the end of the transfer is recorded. */
  forget(id: TransferId): Promise<void>
}

/** Where streams of unknown length are kept until they are sent: files of ours alone. */
export interface Stages {
  create(id: TransferId): Promise<Stage>
  /** While it grows, in the process that feeds it. @throws TransferError SOURCE_GONE. */
  openSource(id: TransferId, options: Waiting): Promise<OpenSource>
  /** Bytes that may still be written. */
  freeBytes(): Promise<number>
  /** Finding nothing is fine. */
  remove(id: TransferId): Promise<void>
  /** Removes what crashes have left. */
  keepOnly(ids: ReadonlySet<TransferId>): Promise<void>
}

/** One stream, as it comes in. */
export interface Stage {
  readonly bytes: number
  /** Resolves when it can be read. */
  append(bytes: Uint8Array): Promise<void>
  /** Its last byte has come. Resolves when all of it would survive a power cut: what it is from then on, as a file. */
  force(): Promise<Readonly<{ size: number }> & Omit<SourceWanted, 'exclude'>>
  /** After `force`, once that is written down: its readers learn that this was the end. */
  end(): Promise<void>
  /** It broke off: its readers get SOURCE_GONE. After `end`: nothing. */
  fail(): Promise<void>
}

export type Identified = Readonly<{
  kind: 'file' | 'folder'
  manifest: Manifest
  identity: SourceIdentity
  /** Of a folder: what of it cannot be offered. */
  report?: FolderReport
}>
export type SourceRefused = Readonly<{ kind: 'refused'; why: SourceRefusal }>
export type SourceRefusal =
  | 'not-absolute'
  | 'missing'
  | 'not-a-file'
  | 'not-permitted'
  | 'too-large'
  | 'unreadable'
export type SourceWanted = Readonly<{
  path: string
  identity: SourceIdentity
  /** Of a folder: what is not offered, by patterns. */
  exclude?: readonly string[]
}>
export type SinkWanted = Readonly<{
  transferId: TransferId
  manifest: Manifest
  folder: string
  /** Of a folder: what of it was accepted; all of it, when absent. */
  pick?: Pick | undefined
}>

/** One record a transfer, one a rule, and what is set for all, kept over restarts. */
export interface TransferStore {
  transfers(): Promise<readonly TransferRecord[]>
  /** Resolves when it would survive `kill -9`, and with `sync` also a power cut. */
  put(record: TransferRecord, options: Readonly<{ sync: boolean }>): Promise<void>
  remove(id: TransferId): Promise<void>
  rules(): Promise<readonly AcceptRule[]>
  /** One a friend; one for all others, which has no friend. */
  putRule(rule: AcceptRule): Promise<void>
  removeRule(friend: AccountName | undefined): Promise<void>
  /** `undefined`: nothing was set yet. */
  settings(): Promise<TransferSettings | undefined>
  putSettings(settings: TransferSettings): Promise<void>
}
