import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import type { Added, StoredChunk } from '../ports.ts'
import { deleteChunks, type ObjectRow } from './claim-rows.ts'
import { addRelayed } from './usage-rows.ts'

/** Those that fit, each in place of its elder. The object's row must be locked. */
export async function addChunks(
  tx: Tx,
  object: ObjectRow,
  chunks: readonly StoredChunk[],
  { nowMs, expiresMs }: Readonly<{ nowMs: number; expiresMs: number }>,
): Promise<readonly Added[]> {
  const spool = object.id as SpoolId
  const elderBytes = await bytesOfThose(tx, spool, indicesOf(chunks))
  const fitting: StoredChunk[] = []
  let storedBytes = object.stored_bytes
  const added = chunks.map((chunk): Added => {
    const withIt = storedBytes - (elderBytes.get(chunk.index) ?? 0) + chunk.bytes
    if (withIt > object.bytes || chunk.index >= object.chunks) return 'too-much'
    storedBytes = withIt
    fitting.push(chunk)
    return 'added'
  })
  if (fitting.length === 0) return added
  if (elderBytes.size > 0) await deleteChunks(tx, spool, indicesOf(fitting))
  await insert(tx, spool, fitting)
  await tx
    .updateTable('spool_objects')
    .set({ stored_bytes: storedBytes, expires_ms: expiresMs })
    .where('id', '=', spool)
    .execute()
  const bytes = fitting.reduce((sum, chunk) => sum + chunk.bytes, 0)
  await addRelayed(tx, object.owner_id as AccountId, bytes, nowMs)
  return added
}

async function insert(tx: Tx, spool: SpoolId, chunks: readonly StoredChunk[]): Promise<void> {
  const rows = chunks.map(({ index, bytes, checksum }) => {
    return { object_id: spool, chunk_index: index, bytes, digest: checksum }
  })
  await tx.insertInto('spool_chunks').values(rows).execute()
}

async function bytesOfThose(
  tx: Tx,
  spool: SpoolId,
  indices: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await tx
    .selectFrom('spool_chunks')
    .select(['chunk_index', 'bytes'])
    .where('object_id', '=', spool)
    .where('chunk_index', 'in', indices)
    .execute()
  return new Map(rows.map((row) => [row.chunk_index, row.bytes]))
}

function indicesOf(chunks: readonly StoredChunk[]): readonly number[] {
  return chunks.map(({ index }) => index)
}
