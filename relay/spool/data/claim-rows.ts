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
import type { Freed } from '../ports.ts'

/** Indices in one statement: far below any engine's limit of parameters. */
const INDICES_PER_STATEMENT = 500

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
  const gone = goneChunks(claims, object.chunks)
  const indices = gone.count === 0 ? [] : await storedIndices(tx, object.id)
  const free = indices.filter((index) => hasChunk(gone, index))
  await deleteChunks(tx, object.id, free)
  return { spool: object.id, owner: object.owner, indices: free, isWhole: false }
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

export async function storedIndices(tx: Tx, spool: SpoolId): Promise<readonly number[]> {
  const rows = await tx
    .selectFrom('spool_chunks')
    .select('chunk_index')
    .where('object_id', '=', spool)
    .orderBy('chunk_index')
    .execute()
  return rows.map((row) => row.chunk_index)
}

/** The object's row must be locked. */
export async function deleteChunks(
  tx: Tx,
  spool: SpoolId,
  indices: readonly number[],
): Promise<void> {
  for (let from = 0; from < indices.length; from += INDICES_PER_STATEMENT) {
    await tx
      .deleteFrom('spool_chunks')
      .where('object_id', '=', spool)
      .where('chunk_index', 'in', indices.slice(from, from + INDICES_PER_STATEMENT))
      .execute()
  }
  if (indices.length > 0) await countStored(tx, spool)
}

async function countStored(tx: Tx, spool: SpoolId): Promise<void> {
  const row = await tx
    .selectFrom('spool_chunks')
    .select((eb) => eb.fn.sum<number | null>('bytes').as('stored'))
    .where('object_id', '=', spool)
    .executeTakeFirst()
  await tx
    .updateTable('spool_objects')
    .set({ stored_bytes: Number(row?.stored ?? 0) })
    .where('id', '=', spool)
    .execute()
}

/** The object and everything about it. Its row must be locked. */
export async function deleteObject(tx: Tx, { id, owner }: ObjectHead): Promise<Freed> {
  await tx.deleteFrom('spool_chunks').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_readers').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_receivers').where('object_id', '=', id).execute()
  await tx.deleteFrom('spool_objects').where('id', '=', id).execute()
  return { spool: id, owner, indices: [], isWhole: true }
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
