import type { AccountId, SpoolId } from '../../../src/core/ids.ts'
import type { Tx } from '../../data/sql.ts'
import type { Added, Adding, StoredChunk } from '../ports.ts'
import { blobOf, deleteRows, type ObjectRow, rowsOfChunks } from './claim-rows.ts'
import { addRelayed } from './usage-rows.ts'

/** Those that fit, each in place of its elder. The object's row must be locked. */
export async function addChunks(
  tx: Tx,
  object: ObjectRow,
  chunks: readonly StoredChunk[],
  { nowMs, expiresMs }: Readonly<{ nowMs: number; expiresMs: number }>,
): Promise<Adding> {
  const spool = object.id as SpoolId
  const elders = await rowsOfChunks(
    tx,
    spool,
    chunks.map(({ index }) => index),
  )
  const elderBytes = new Map(elders.map((row) => [row.chunk_index, row.bytes]))
  const fitting: StoredChunk[] = []
  let storedBytes = object.stored_bytes
  const added = chunks.map((chunk): Added => {
    const withIt = storedBytes - (elderBytes.get(chunk.index) ?? 0) + chunk.bytes
    if (withIt > object.bytes || chunk.index >= object.chunks) return 'too-much'
    storedBytes = withIt
    fitting.push(chunk)
    return 'added'
  })
  if (fitting.length === 0) return { added, replaced: [] }
  const going = new Set(fitting.map(({ index }) => index))
  const replaced = elders.filter((row) => going.has(row.chunk_index))
  await deleteRows(tx, spool, replaced)
  await insert(tx, spool, fitting)
  await tx
    .updateTable('spool_objects')
    .set({ stored_bytes: storedBytes, expires_ms: expiresMs })
    .where('id', '=', spool)
    .execute()
  const bytes = fitting.reduce((sum, chunk) => sum + chunk.bytes, 0)
  await addRelayed(tx, object.owner_id as AccountId, bytes, nowMs)
  return { added, replaced: replaced.map(blobOf) }
}

async function insert(tx: Tx, spool: SpoolId, chunks: readonly StoredChunk[]): Promise<void> {
  const rows = chunks.map(({ index, blob, bytes, checksum }) => {
    return { object_id: spool, chunk_index: index, blob_name: blob, bytes, digest: checksum }
  })
  await tx.insertInto('spool_chunks').values(rows).execute()
}
