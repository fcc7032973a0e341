import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import type { ChunkBlob, SpoolStore } from '../../../relay/spool/ports.ts'
import { chunksOf, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'

const spool = newSpoolId()
const rowOf = (index: number): ChunkBlob => ({ index, blob: '' })

test('what comes and goes while the rows are being read counts too', async () => {
  const rows = Promise.withResolvers<readonly ChunkBlob[]>()
  const stored = new StoredChunks({
    store: { stored: () => rows.promise } as unknown as SpoolStore,
  })
  const watching = stored.watch(spool)
  stored.added(spool, 7)
  stored.removed({ spool, indices: [1], isWhole: false })
  rows.resolve([0, 1, 2].map(rowOf))
  using view = await watching
  assert.deepEqual(view.set, chunksOf([0, 2, 7]))
  stored.removed({ spool, indices: [2, 5], isWhole: false })
  assert.deepEqual(view.set, chunksOf([0, 7]))
  stored.removed({ spool, indices: [], isWhole: true })
  assert.deepEqual(view.set, NO_CHUNKS)
})

test('rows are read once for all readers, and again when there was none', async () => {
  let reads = 0
  const store = { stored: async () => [rowOf(reads++)] } as unknown as SpoolStore
  const stored = new StoredChunks({ store })
  {
    using one = await stored.watch(spool)
    using other = await stored.watch(spool)
    assert.deepEqual([one.set, other.set, reads], [chunksOf([0]), chunksOf([0]), 1])
  }
  stored.added(spool, 9)
  using later = await stored.watch(spool)
  assert.deepEqual(later.set, chunksOf([1]))
})

test('what no word was heard of is found by reading the rows again', async () => {
  let rows = [0, 1].map(rowOf)
  const store = { stored: async () => rows } as unknown as SpoolStore
  const stored = new StoredChunks({ store })
  using view = await stored.watch(spool)
  assert.deepEqual(await stored.reload(), [])
  rows = [1, 2].map(rowOf)
  assert.deepEqual(await stored.reload(), [spool])
  assert.deepEqual(view.set, chunksOf([1, 2]))
})

test('what comes while the rows are being read again is not forgotten', async () => {
  const first = Promise.withResolvers<readonly ChunkBlob[]>()
  let reading = Promise.resolve<readonly ChunkBlob[]>([0, 1].map(rowOf))
  const stored = new StoredChunks({ store: { stored: () => reading } as unknown as SpoolStore })
  using view = await stored.watch(spool)
  reading = first.promise
  const again = stored.reload()
  await new Promise((resolve) => setImmediate(resolve))
  stored.added(spool, 5)
  stored.removed({ spool, indices: [0], isWhole: false })
  first.resolve([0, 1].map(rowOf))
  await again
  assert.deepEqual(view.set, chunksOf([1, 5]))
})
