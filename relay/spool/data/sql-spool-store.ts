import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { union } from '../../../src/transfer/entity/chunk-algebra.ts'
import { type ChunkSet, chunksOf, decodeChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { lockSession } from '../../data/fence.ts'
import { spoolUsage } from '../../data/spool-usage.ts'
import { monthOf } from '../../limits/entity/month.ts'
import type { Journal } from '../../data/journal.ts'
import { goneChunks } from '../entity/claims.ts'
import type {
  Adding,
  ChunkBlob,
  DownloadStart,
  FoundChunk,
  FoundEnd,
  Freed,
  PutAsk,
  PutResult,
  PutTerms,
  SpoolObject,
  SpoolStore,
  StoredChunk,
  UploadStart,
  Used,
} from '../ports.ts'
import {
  chunkRow,
  isReceiver,
  mayRead,
  objectRow,
  readable,
  readerRow,
  uploadable,
  type Who,
} from './access-rows.ts'
import { addChunks } from './add-chunks.ts'
import {
  blobOf,
  deleteClaim,
  deleteObject,
  deleteRows,
  encodeKept,
  headOf,
  KEPT_NOTHING,
  lockObject,
  type ObjectRow,
  readClaims,
  rowsOfChunks,
  settleClaims,
  storedChunks,
} from './claim-rows.ts'
import { putObject } from './put-object.ts'
import { forgetDevice, sweepSome, unfriend } from './spool-lifetime.ts'
import { addRelayed } from './usage-rows.ts'

export class SqlSpoolStore implements SpoolStore {
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  put(caller: Caller, ask: PutAsk, terms: PutTerms): Promise<PutResult> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      return putObject(tx, caller, ask, terms)
    })
  }

  claim(caller: Caller, spool: SpoolId, nowMs: number): Promise<SpoolObject> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      const row = await lockObject(tx, spool)
      if (row === undefined || !(await mayRead(tx, row, caller.account, nowMs))) {
        throw new HomeRefusal('unknown-spool')
      }
      if ((await readerRow(tx, spool, caller.device)) === undefined) {
        const reader = { object_id: spool, device_id: caller.device, account_id: caller.account }
        await tx
          .insertInto('spool_readers')
          .values({ ...reader, kept: KEPT_NOTHING })
          .execute()
        await settleClaims(tx, headOf(row))
      }
      return objectOf(row)
    })
  }

  drop(caller: Caller, spool: SpoolId): Promise<Freed> {
    return this.#journal.write(async (tx) => {
      await lockSession(tx, caller)
      const row = await lockObject(tx, spool)
      if (row?.owner_id === caller.account) return deleteObject(tx, headOf(row))
      if (row === undefined || !(await isReceiver(tx, spool, caller.account))) {
        throw new HomeRefusal('unknown-spool')
      }
      return deleteClaim(tx, headOf(row), caller.account)
    })
  }

  used(account: AccountId, nowMs: number): Promise<Used> {
    return this.#journal.read((tx) => spoolUsage(tx, account, monthOf(nowMs)))
  }

  openUpload(who: Who, nowMs: number): Promise<UploadStart | undefined> {
    const { spool } = who
    return this.#journal.read(async (tx) => {
      const row = await uploadable(tx, who, nowMs)
      if (row === undefined) return undefined
      const gone = goneChunks(await readClaims(tx, headOf(row)), row.chunks)
      const here = (await storedChunks(tx, spool)).map(({ index }) => index)
      return { object: objectOf(row), have: union(gone, chunksOf(here)) }
    })
  }

  openDownload(who: Who, nowMs: number): Promise<DownloadStart | undefined> {
    return this.#journal.read(async (tx) => {
      const found = await readable(tx, who, nowMs)
      if (found === undefined) return undefined
      const { row, kept } = found
      return { object: objectOf(row), kept: decodeChunkSet(kept, row.chunks) }
    })
  }

  mayMove({ op, ...who }: Who & Readonly<{ op: 'put' | 'get' }>, nowMs: number): Promise<boolean> {
    return this.#journal.read(async (tx) => {
      const find = op === 'put' ? uploadable : readable
      return (await find(tx, who, nowMs)) !== undefined
    })
  }

  add(
    spool: SpoolId,
    chunks: readonly StoredChunk[],
    when: Readonly<{ nowMs: number; expiresMs: number }>,
  ): Promise<Adding> {
    return this.#journal.write(async (tx) => {
      const row = await lockObject(tx, spool)
      if (row === undefined) return { added: chunks.map(() => 'none'), replaced: [] }
      return await addChunks(tx, row, chunks, when)
    })
  }

  setEnd(spool: SpoolId, sealed: Uint8Array, expiresMs: number): Promise<boolean> {
    return this.#journal.write(async (tx) => {
      if ((await lockObject(tx, spool)) === undefined) return false
      await tx
        .updateTable('spool_objects')
        .set({ sealed_end: sealed, expires_ms: expiresMs })
        .where('id', '=', spool)
        .execute()
      return true
    })
  }

  chunkFor(spool: SpoolId, device: DeviceId, index: number): Promise<FoundChunk> {
    return this.#journal.read(async (tx) => {
      const row = await chunkRow(tx, spool, device, index)
      if (row === undefined) return { kind: 'none' }
      const { bytes, digest, blob_name } = row
      if (bytes === null || digest === null || blob_name === null) return { kind: 'awaited' }
      const checksum = Uint8Array.from(digest)
      const chunk = { ...blobOf({ chunk_index: index, blob_name }), bytes, checksum }
      return { kind: 'stored', chunk }
    })
  }

  endFor(spool: SpoolId, device: DeviceId): Promise<FoundEnd> {
    return this.#journal.read(async (tx) => {
      const row = await objectRow(tx, spool)
      const reader = await readerRow(tx, spool, device)
      if (row === undefined || reader === undefined) return { kind: 'none' }
      if (row.sealed_end.length === 0) return { kind: 'awaited' }
      return { kind: 'stored', sealed: Uint8Array.from(row.sealed_end) }
    })
  }

  keep(spool: SpoolId, device: DeviceId, kept: ChunkSet): Promise<Freed | undefined> {
    return this.#journal.write(async (tx) => {
      const row = await lockObject(tx, spool)
      if (row === undefined || (await readerRow(tx, spool, device)) === undefined) return undefined
      await tx
        .updateTable('spool_readers')
        .set({ kept: encodeKept(kept) })
        .where('object_id', '=', spool)
        .where('device_id', '=', device)
        .execute()
      return settleClaims(tx, headOf(row))
    })
  }

  lose(spool: SpoolId, chunks: readonly ChunkBlob[]): Promise<readonly number[]> {
    return this.#journal.write(async (tx) => {
      if ((await lockObject(tx, spool)) === undefined) return []
      const blobs = new Map(chunks.map(({ index, blob }) => [index, blob]))
      const rows = await rowsOfChunks(tx, spool, [...blobs.keys()])
      const lost = rows.filter((row) => blobOf(row).blob === blobs.get(row.chunk_index))
      await deleteRows(tx, spool, lost)
      return lost.map((row) => row.chunk_index)
    })
  }

  charge(account: AccountId, bytes: number, nowMs: number): Promise<void> {
    return this.#journal.write((tx) => addRelayed(tx, account, bytes, nowMs))
  }

  unfriend(one: AccountId, other: AccountId): Promise<readonly Freed[]> {
    return this.#journal.write((tx) => unfriend(tx, one, other))
  }

  forgetDevice(device: DeviceId): Promise<readonly Freed[]> {
    return this.#journal.write((tx) => forgetDevice(tx, device))
  }

  sweep(nowMs: number, max: number): Promise<readonly Freed[]> {
    return this.#journal.write((tx) => sweepSome(tx, nowMs, max))
  }

  spools(after: string, max: number): Promise<readonly SpoolId[]> {
    return this.#journal.read(async (tx) => {
      const rows = await tx
        .selectFrom('spool_objects')
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(max)
        .execute()
      return rows.map((row) => row.id as SpoolId)
    })
  }

  stored(spool: SpoolId): Promise<readonly ChunkBlob[]> {
    return this.#journal.read((tx) => storedChunks(tx, spool))
  }
}

function objectOf(row: ObjectRow): SpoolObject {
  const { bytes, chunks } = row
  const spool = row.id as SpoolId
  return { spool, owner: row.owner_id as AccountId, bytes, chunks, expiresMs: row.expires_ms }
}
