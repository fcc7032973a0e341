import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gmacChecksum } from '../../../relay/spool/data/gmac.ts'
import { Shelf } from '../../../relay/spool/domain/shelf.ts'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/spool/memory-blobs.ts'
import { newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('a chunk that comes again waits until its elder is gone, and others do not', async () => {
  await using sql = await openTempSqlite()
  const { store, alice } = await spoolHome(sql)
  const blobs = new MemoryBlobs()
  const stored = new StoredChunks({ store })
  const shelf = new Shelf({ blobs, store, stored, checksum: gmacChecksum, log: silentLog })
  const spool = newSpoolId()
  for (const index of [0, 1]) await shelf.put(spool, index, Uint8Array.of(index))
  const go = Promise.withResolvers<void>()
  const remove = blobs.delete.bind(blobs)
  blobs.delete = async (...freed) => {
    await go.promise
    await remove(...freed)
  }
  const removing = shelf.remove({ spool, owner: alice.account, indices: [0, 1], isWhole: false })
  await shelf.put(spool, 2, Uint8Array.of(2))
  let isBack = false
  const back = shelf.put(spool, 0, Uint8Array.of(9)).then(() => (isBack = true))
  await turn()
  assert.equal(isBack, false)
  go.resolve()
  await Promise.all([removing, back])
  assert.deepEqual(blobs.all.get(spool), new Map([2, 0].map((at) => [at, Uint8Array.of(at || 9)])))
})
