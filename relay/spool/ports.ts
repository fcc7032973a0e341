import type { AccountId, DeviceId, SpoolId } from '../../src/core/ids.ts'
import type { Ticket } from '../../src/home/entity/ticket.ts'
import type { ChunkSet } from '../../src/transfer/entity/chunk-set.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { SpoolSize } from './entity/quota.ts'
import type { SpoolWord } from './entity/spool-word.ts'

/** Signs and checks what a device may do here. */
export interface Tickets {
  issue(ticket: Ticket): Promise<Uint8Array>
  /** `undefined` for what this home did not sign. */
  open(sealed: Uint8Array): Promise<Ticket | undefined>
}

export type SpoolObject = SpoolSize &
  Readonly<{ spool: SpoolId; owner: AccountId; expiresMs: number }>

export type Used = Readonly<{ storedBytes: number; monthBytes: number }>

/** Which bytes are a chunk: a chunk that comes again is written under another name. */
export type ChunkBlob = Readonly<{ index: number; blob: string }>

/** Chunks that are in the store no more, so their bytes may go; with them the object when `isWhole`. */
export type Freed = Readonly<{
  spool: SpoolId
  owner: AccountId
  chunks: readonly ChunkBlob[]
  isWhole: boolean
}>

export type PutAsk = SpoolSize & Readonly<{ spool: SpoolId; receivers: readonly AccountId[] }>
export type PutTerms = Readonly<{ storedLimitBytes: number; nowMs: number; expiresMs: number }>
export type PutResult = Readonly<{ object: SpoolObject; waiting: readonly AccountId[] }>

export type StoredChunk = ChunkBlob & Readonly<{ bytes: number; checksum: Uint8Array }>

/** `none`: there is no such object, or not for that device any more. */
export type FoundChunk =
  | Readonly<{ kind: 'stored'; chunk: StoredChunk }>
  | Readonly<{ kind: 'awaited' }>
  | Readonly<{ kind: 'none' }>
export type FoundEnd =
  | Readonly<{ kind: 'stored'; sealed: Uint8Array }>
  | Readonly<{ kind: 'awaited' }>
  | Readonly<{ kind: 'none' }>

/** Of each chunk. `too-much`: more than the object's bytes. `none`: the object is gone. */
export type Added = 'added' | 'too-much' | 'none'
/** In the same order; `replaced`: what those that were added took the place of. */
export type Adding = Readonly<{ added: readonly Added[]; replaced: readonly ChunkBlob[] }>

export type UploadStart = Readonly<{ object: SpoolObject; have: ChunkSet }>
export type DownloadStart = Readonly<{ object: SpoolObject; kept: ChunkSet }>

type Who = Readonly<{ spool: SpoolId; device: DeviceId; account: AccountId }>

/** What is in the spool, and for whom. Every method is one transaction; an expected no of a call is a thrown HomeRefusal. */
export interface SpoolStore {
  /** Makes the object or adds receivers. @throws HomeRefusal unknown-spool, id-reused, not-friends, too-large, spool-full. */
  put(caller: Caller, ask: PutAsk, terms: PutTerms): Promise<PutResult>
  /** The device is a reader from now on. @throws HomeRefusal unknown-spool. */
  claim(caller: Caller, spool: SpoolId, nowMs: number): Promise<SpoolObject>
  /** By the owner the object, by a receiver its claim. @throws HomeRefusal unknown-spool. */
  drop(caller: Caller, spool: SpoolId): Promise<Freed>
  /** Of this month. */
  used(account: AccountId, nowMs: number): Promise<Used>

  /** `undefined` unless this device of the owner may upload now. `have`: stored, or needed by nobody any more. */
  openUpload(who: Who, nowMs: number): Promise<UploadStart | undefined>
  /** `undefined` unless this device of a receiver, still a friend, may download now. */
  openDownload(who: Who, nowMs: number): Promise<DownloadStart | undefined>
  /** What openUpload (`put`) or openDownload (`get`) would say: still yes? */
  mayMove(who: Who & Readonly<{ op: 'put' | 'get' }>, nowMs: number): Promise<boolean>
  /** After the bytes of these chunks are durable. Charges the month; the object lives on until `expiresMs`. */
  add(
    spool: SpoolId,
    chunks: readonly StoredChunk[],
    when: Readonly<{ nowMs: number; expiresMs: number }>,
  ): Promise<Adding>
  /** False when the object is gone. */
  setEnd(spool: SpoolId, sealed: Uint8Array, expiresMs: number): Promise<boolean>
  chunkFor(spool: SpoolId, device: DeviceId, index: number): Promise<FoundChunk>
  endFor(spool: SpoolId, device: DeviceId): Promise<FoundEnd>
  /** What the reader has, in place of what it had. */
  keep(spool: SpoolId, device: DeviceId, kept: ChunkSet): Promise<Freed | undefined>
  /** These bytes are lost. @returns the chunks that were they until now. */
  lose(spool: SpoolId, chunks: readonly ChunkBlob[]): Promise<readonly number[]>
  /** Relayed for this account. */
  charge(account: AccountId, bytes: number, nowMs: number): Promise<void>

  /** Neither keeps anything for the other any more. */
  unfriend(one: AccountId, other: AccountId): Promise<readonly Freed[]>
  /** The device was logged out: it reads no more. */
  forgetDevice(device: DeviceId): Promise<readonly Freed[]>
  /** Some of what is expired, ownerless, or claimed by nobody's friend or device; nothing when there is no more. */
  sweep(nowMs: number, max: number): Promise<readonly Freed[]>
  /** Objects in order of their id. */
  spools(after: string, max: number): Promise<readonly SpoolId[]>
  stored(spool: SpoolId): Promise<readonly ChunkBlob[]>
}

export interface SpoolMeter {
  /** Bytes of sealed chunks came or went: through this relay, or between a node and the bucket. */
  spoolMoved(direction: 'in' | 'out', way: 'relay' | 'direct', bytes: number): void
  /** How a line ended, or the code of why it did, or did not begin. */
  spoolLineEnded(op: Ticket['op'], outcome: string): void
}

/** What the relays of a home tell each other about a spool that they share. Hints: each of them may be lost. */
export interface SpoolWords {
  /** Never waits, never fails. */
  say(word: SpoolWord): void
}
