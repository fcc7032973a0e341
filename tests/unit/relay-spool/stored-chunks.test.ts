import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import type { SpoolStore } from '../../../relay/spool/ports.ts'
import { chunksOf, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'

const spool = newSpoolId()

test('what comes and goes while the rows are being read counts too', async () => {
  const rows = Promise.withResolvers<readonly number[]>()
  const stored = new StoredChunks({
    store: { stored: () => rows.promise } as unknown as SpoolStore,
  })
  const watching = stored.watch(spool)
  stored.added(spool, 7)
  stored.removed({ spool, indices: [1], isWhole: false })
  rows.resolve([0, 1, 2])
  using view = await watching
  assert.deepEqual(view.set, chunksOf([0, 2, 7]))
  stored.removed({ spool, indices: [2, 5], isWhole: false })
  assert.deepEqual(view.set, chunksOf([0, 7]))
  stored.removed({ spool, indices: [], isWhole: true })
  assert.deepEqual(view.set, NO_CHUNKS)
})

test('rows are read once for all readers, and again when there was none', async () => {
  let reads = 0
  const store = { stored: async () => [reads++] } as unknown as SpoolStore
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
