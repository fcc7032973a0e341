import type { AccountId, DeviceId, SpoolId } from '../../../src/core/ids.ts'
import {
  type ChunkSet,
  decodeChunkSet,
  encodeChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import { MAX_SET_BYTES } from '../../../src/transfer/limits.ts'
import type { Tx } from '../../data/sql.ts'
import { type Claim, goneChunks, isWhole } from '../entity/claims.ts'
import type { ChunkBlob, Freed } from '../ports.ts'

/** Indices in one statement: far below any engine's limit of parameters. */
const INDICES_PER_STATEMENT = 500
/** Runs of a set that are asked for one by one; of a more broken one all rows are looked at. */
const RUNS_BY_RANGE = 64

/** What of an object row the others need. */
export type ObjectHead = Readonly<{ id: SpoolId; owner: AccountId; chunks: number }>

/** The object, locked: everything about one object happens in one order. */
export async function lockObject(tx: Tx, spool: SpoolId) {
  return await tx
    .selectFrom('spool_objects')
    .selectAll()
    .where('id', '=', spool)
    .forUpdate()
    .executeTakeFirst()
}

export type ObjectRow = NonNullable<Awaited<ReturnType<typeof lockObject>>>

export function headOf(row: Pick<ObjectRow, 'id' | 'owner_id' | 'chunks'>): ObjectHead {
  return { id: row.id as SpoolId, owner: row.owner_id as AccountId, chunks: row.chunks }
}

export function encodeKept(kept: ChunkSet): Uint8Array {
  return encodeChunkSet(kept, MAX_SET_BYTES)
}

export const KEPT_NOTHING = encodeKept(NO_CHUNKS)

export async function readClaims(tx: Tx, { id, chunks }: ObjectHead): Promise<readonly Claim[]> {
  const receivers = await tx
    .selectFrom('spool_receivers')
    .select(['account_id', 'done'])
    .where('object_id', '=', id)
    .orderBy('account_id')
    .execute()
  const readers = await tx
    .selectFrom('spool_readers')
    .select(['account_id', 'device_id', 'kept'])
    .where('object_id', '=', id)
    .execute()
  const byAccount = Map.groupBy(readers, (reader) => reader.account_id)
  return receivers.map((receiver) => ({
    account: receiver.account_id as AccountId,
    isDone: receiver.done === 1,
    readers: (byAccount.get(receiver.account_id) ?? []).map((reader) => ({
      device: reader.device_id as DeviceId,
      kept: decodeChunkSet(reader.kept, chunks),
    })),
  }))
}

/** Whatever happened to its claims: drops what nobody needs any more. The object's row must be locked. */
export async function settleClaims(tx: Tx, object: ObjectHead): Promise<Freed> {
  const claims = await settleDone(tx, object, await readClaims(tx, object))
  const free = await storedWithin(tx, object.id, goneChunks(claims, object.chunks))
  await deleteRows(tx, object.id, free)
  return { spool: object.id, owner: object.owner, chunks: free.map(blobOf), isWhole: false }
}

/** An account that once was done stays so: its devices may be logged out. */
async function settleDone(
  tx: Tx,
  { id, chunks }: ObjectHead,
  claims: readonly Claim[],
): Promise<readonly Claim[]> {
  const settled: Claim[] = []
  for (const claim of claims) {
    const isDone = claim.readers.length === 0 ? claim.isDone : isWhole(claim, chunks)
    settled.push({ ...claim, isDone })
    if (isDone === claim.isDone) continue
    await tx
      .updateTable('spool_receivers')
      .set({ done: isDone ? 1 : 0 })
      .where('object_id', '=', id)
      .where('account_id', '=', claim.account)
      .execute()
  }
  return settled
}

export async function storedChunks(tx: Tx, spool: SpoolId): Promise<readonly ChunkBlob[]> {
  const rows = await chunksOfObject(tx, spool).orderBy('chunk_index').execute()
  return rows.map(blobOf)
}

export type ChunkRow = Readonly<{ chunk_index: number; bytes: number; blob_name: string }>

/** Before chunks had bytes under names of their own, those were called by the index. */
export function blobOf({ chunk_index, blob_name }: Omit<ChunkRow, 'bytes'>): ChunkBlob {
  return { index: chunk_index, blob: blob_name === '' ? String(chunk_index) : blob_name }
}

function chunksOfObject(tx: Tx, spool: SpoolId) {
  return tx
    .selectFrom('spool_chunks')
    .select(['chunk_index', 'bytes', 'blob_name'])
    .where('object_id', '=', spool)
}

/** Those of a set. What is gone is mostly a run of which little is still here: only that is read. */
async function storedWithin(tx: Tx, spool: SpoolId, set: ChunkSet): Promise<readonly ChunkRow[]> {
  const all = chunksOfObject(tx, spool)
  if (set.runs.length > RUNS_BY_RANGE) {
    return (await all.execute()).filter((row) => hasChunk(set, row.chunk_index))
  }
  const found: ChunkRow[] = []
  for (const { start, end } of set.runs) {
    const within = all.where('chunk_index', '>=', start).where('chunk_index', '<', end)
    found.push(...(await within.orderBy('chunk_index').execute()))
  }
  return found
}

/** Those that are there. */
export async function rowsOfChunks(
  tx: Tx,
  spool: SpoolId,
  indices: readonly number[],
): Promise<readonly ChunkRow[]> {
  const rows: ChunkRow[] = []
  for (let from = 0; from < indices.length; from += INDICES_PER_STATEMENT) {
    const some = indices.slice(from, from + INDICES_PER_STATEMENT)
    const found = await chunksOfObject(tx, spool).where('chunk_index', 'in', some).execute()
    rows.push(...found)
  }
  return rows
}

/** The object's row must be locked. */
export async function deleteRows(tx: Tx, spool: SpoolId, rows: readonly ChunkRow[]): Promise<void> {
  if (rows.length === 0) return
  for (let from = 0; from < rows.length; from += INDICES_PER_STATEMENT) {
    const indices = rows.slice(from, from + INDICES_PER_STATEMENT).map((row) => row.chunk_index)
    await tx
      .deleteFrom('spool_chunks')
      .where('object_id', '=', spool)
      .where('chunk_index', 'in', indices)
      .execute()
  }
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 0)
  await tx
    .updateTable('spool_objects')
    .set((eb) => ({ stored_bytes: eb('stored_bytes', '-', bytes) }))
    .where('id', '=', spool)
    .execute()
}

/** The object and everything about it. Its row must be locked. */
export async function deleteObject(tx: Tx, { id, owner }: ObjectHead): Promise<Freed> {
  const chunks = await storedChunks(tx, id)
  await tx.deleteFrom('spool_chunks').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_readers').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_receivers').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_objects').where('id', '=', id).execute()
  return { spool: id, owner, chunks, isWhole: true }
}

/** The account gives up, or lost, its right to the object, whose row must be locked. */
export async function deleteClaim(tx: Tx, object: ObjectHead, account: AccountId): Promise<Freed> {
  await tx
    .deleteFrom('spool_readers')
    .where('object_id', '=', object.id)
    .where('account_id', '=', account)
    .execute()
  await tx
    .deleteFrom('spool_receivers')
    .where('object_id', '=', object.id)
    .where('account_id', '=', account)
    .execute()
  return settleClaims(tx, object)
}
