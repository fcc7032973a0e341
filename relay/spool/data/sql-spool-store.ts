import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { union } from '../../../src/transfer/entity/chunk-algebra.ts'
import { type ChunkSet, chunksOf, decodeChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import type { Caller } from '../../accounts/entity/caller.ts'
import { lockSession } from '../../data/fence.ts'
import type { Journal } from '../../data/journal.ts'
import type { Tx } from '../../data/sql.ts'
import { goneChunks } from '../entity/claims.ts'
import type {
  Added,
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
import { addChunks } from './add-chunks.ts'
import {
  deleteChunks,
  deleteClaim,
  deleteObject,
  encodeKept,
  headOf,
  KEPT_NOTHING,
  lockObject,
  type ObjectRow,
  readClaims,
  settleClaims,
  storedIndices,
} from './claim-rows.ts'
import { putObject } from './put-object.ts'
import { forgetDevice, sweepSome, unfriend } from './spool-lifetime.ts'
import { addRelayed, areFriends, isDeviceOf, readUsed } from './usage-rows.ts'

type Who = Readonly<{ spool: SpoolId; device: DeviceId; account: AccountId }>

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
    return this.#journal.read((tx) => readUsed(tx, account, nowMs))
  }

  openUpload({ spool, device, account }: Who, nowMs: number): Promise<UploadStart | undefined> {
    return this.#journal.read(async (tx) => {
      const row = await objectRow(tx, spool)
      const isOurs = row?.owner_id === account && row.device_id === device
      if (row === undefined || !isOurs || row.expires_ms <= nowMs) return undefined
      if (!(await isDeviceOf(tx, account, device))) return undefined
      const gone = goneChunks(await readClaims(tx, headOf(row)), row.chunks)
      return { object: objectOf(row), have: union(gone, chunksOf(await storedIndices(tx, spool))) }
    })
  }

  openDownload({ spool, device, account }: Who, nowMs: number): Promise<DownloadStart | undefined> {
    return this.#journal.read(async (tx) => {
      const row = await objectRow(tx, spool)
      const reader = await readerRow(tx, spool, device)
      if (row === undefined || reader?.account_id !== account) return undefined
      if (!(await mayRead(tx, row, account, nowMs))) return undefined
      if (!(await isDeviceOf(tx, account, device))) return undefined
      return { object: objectOf(row), kept: decodeChunkSet(reader.kept, row.chunks) }
    })
  }

  add(
    spool: SpoolId,
    chunks: readonly StoredChunk[],
    when: Readonly<{ nowMs: number; expiresMs: number }>,
  ): Promise<readonly Added[]> {
    return this.#journal.write(async (tx) => {
      const row = await lockObject(tx, spool)
      return row === undefined ? chunks.map(() => 'none') : addChunks(tx, row, chunks, when)
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
      const { bytes, digest } = row
      if (bytes === null || digest === null) return { kind: 'awaited' }
      return { kind: 'stored', bytes, checksum: Uint8Array.from(digest) }
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

  lose(spool: SpoolId, indices: readonly number[]): Promise<void> {
    return this.#journal.write(async (tx) => {
      if ((await lockObject(tx, spool)) !== undefined) await deleteChunks(tx, spool, indices)
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

  stored(spool: SpoolId): Promise<readonly number[]> {
    return this.#journal.read((tx) => storedIndices(tx, spool))
  }

  exists(spool: SpoolId): Promise<boolean> {
    return this.#journal.read(async (tx) => (await objectRow(tx, spool)) !== undefined)
  }
}

function objectRow(tx: Tx, spool: SpoolId): Promise<ObjectRow | undefined> {
  return tx.selectFrom('spool_objects').selectAll().where('id', '=', spool).executeTakeFirst()
}

function readerRow(tx: Tx, spool: SpoolId, device: DeviceId) {
  return tx
    .selectFrom('spool_readers')
    .select(['account_id', 'kept'])
    .where('object_id', '=', spool)
    .where('device_id', '=', device)
    .executeTakeFirst()
}

/** For a reader, with nothing in it when there is no such chunk. */
function chunkRow(tx: Tx, spool: SpoolId, device: DeviceId, index: number) {
  return tx
    .selectFrom('spool_readers')
    .leftJoin('spool_chunks', (join) =>
      join
        .onRef('spool_chunks.object_id', '=', 'spool_readers.object_id')
        .on('spool_chunks.chunk_index', '=', index),
    )
    .select(['spool_chunks.bytes', 'spool_chunks.digest'])
    .where('spool_readers.object_id', '=', spool)
    .where('spool_readers.device_id', '=', device)
    .executeTakeFirst()
}

async function isReceiver(tx: Tx, spool: SpoolId, account: AccountId): Promise<boolean> {
  const row = await tx
    .selectFrom('spool_receivers')
    .select('done')
    .where('object_id', '=', spool)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row !== undefined
}

/** A receiver, whose friendship still stands. */
async function mayRead(
  tx: Tx,
  row: ObjectRow,
  account: AccountId,
  nowMs: number,
): Promise<boolean> {
  if (row.expires_ms <= nowMs || !(await isReceiver(tx, row.id as SpoolId, account))) return false
  return areFriends(tx, row.owner_id as AccountId, account)
}

function objectOf(row: ObjectRow): SpoolObject {
  const { bytes, chunks } = row
  const spool = row.id as SpoolId
  return { spool, owner: row.owner_id as AccountId, bytes, chunks, expiresMs: row.expires_ms }
}
