import type { AccountId, DeviceId, SpoolId } from '../../src/core/ids.ts'
import type { Ticket } from '../../src/home/entity/ticket.ts'
import type { ChunkSet } from '../../src/transfer/entity/chunk-set.ts'
import type { Caller } from '../accounts/entity/caller.ts'
import type { SpoolSize } from './entity/quota.ts'

/** Where the bytes of sealed chunks are. It knows nothing of them: what counts is what the store says (SpoolStore). */
export interface ChunkBlobs {
  /** Replaces what is there. Resolves when its bytes are durable. */
  put(spool: SpoolId, index: number, bytes: Uint8Array): Promise<void>
  /** Resolves when whatever was put of this object until now would survive a power cut, under its name. */
  settle(spool: SpoolId): Promise<void>
  /** Fills `into` with its first bytes. False when there are fewer. */
  get(spool: SpoolId, index: number, into: Uint8Array): Promise<boolean>
  /** Those that are there; the others are no error. */
  delete(spool: SpoolId, indices: readonly number[]): Promise<void>
  deleteAll(spool: SpoolId): Promise<void>
  /** Of which anything is here, in no order. */
  spools(): AsyncIterable<SpoolId>
  list(spool: SpoolId): Promise<readonly BlobEntry[]>
  /** Bytes that may still be put; where nobody can know, many. */
  freeBytes(): Promise<number>
}
export type BlobEntry = Readonly<{ index: number; storedMs: number }>

/**
 * Finds out what a disk has spoiled. No proof against anybody: whether a chunk is what its sender sealed only its receiver can
 * tell, and on the way here and from here the link's own cipher vouches for every byte.
 */
export interface Checksum {
  of(bytes: Uint8Array): Uint8Array
}

/** Signs and checks what a device may do here. */
export interface Tickets {
  issue(ticket: Ticket): Promise<Uint8Array>
  /** `undefined` for what this home did not sign. */
  open(sealed: Uint8Array): Promise<Ticket | undefined>
}

export type SpoolObject = SpoolSize &
  Readonly<{ spool: SpoolId; owner: AccountId; expiresMs: number }>

export type Used = Readonly<{ storedBytes: number; monthBytes: number }>

/** Chunks that are in the store no more, so their bytes may go; all of them when `isWhole`. */
export type Freed = Readonly<{
  spool: SpoolId
  owner: AccountId
  indices: readonly number[]
  isWhole: boolean
}>

export type PutAsk = SpoolSize & Readonly<{ spool: SpoolId; receivers: readonly AccountId[] }>
export type PutTerms = Readonly<{ storedLimitBytes: number; nowMs: number; expiresMs: number }>
export type PutResult = Readonly<{ object: SpoolObject; waiting: readonly AccountId[] }>

export type StoredChunk = Readonly<{ index: number; bytes: number; checksum: Uint8Array }>

/** `none`: there is no such object, or not for that device any more. */
export type FoundChunk =
  | Readonly<{ kind: 'stored'; bytes: number; checksum: Uint8Array }>
  | Readonly<{ kind: 'awaited' }>
  | Readonly<{ kind: 'none' }>
export type FoundEnd =
  | Readonly<{ kind: 'stored'; sealed: Uint8Array }>
  | Readonly<{ kind: 'awaited' }>
  | Readonly<{ kind: 'none' }>

/** Of each chunk. `too-much`: more than the object's bytes. `none`: the object is gone. */
export type Added = 'added' | 'too-much' | 'none'

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
  /** After the bytes of these chunks are durable. Charges the month; the object lives on until `expiresMs`. */
  add(
    spool: SpoolId,
    chunks: readonly StoredChunk[],
    when: Readonly<{ nowMs: number; expiresMs: number }>,
  ): Promise<readonly Added[]>
  /** False when the object is gone. */
  setEnd(spool: SpoolId, sealed: Uint8Array, expiresMs: number): Promise<boolean>
  chunkFor(spool: SpoolId, device: DeviceId, index: number): Promise<FoundChunk>
  endFor(spool: SpoolId, device: DeviceId): Promise<FoundEnd>
  /** What the reader has, in place of what it had. */
  keep(spool: SpoolId, device: DeviceId, kept: ChunkSet): Promise<Freed | undefined>
  /** The bytes of these chunks are lost. */
  lose(spool: SpoolId, indices: readonly number[]): Promise<void>
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
  stored(spool: SpoolId): Promise<readonly number[]>
  exists(spool: SpoolId): Promise<boolean>
}
