import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gmacChecksum } from '../../../relay/spool/data/gmac.ts'
import { Shelf } from '../../../relay/spool/domain/shelf.ts'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import { MAX_FRESH_CHUNKS } from '../../../relay/spool/limits.ts'
import type { SpoolStore, StoredChunk } from '../../../relay/spool/ports.ts'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/spool/memory-blobs.ts'
import { newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

function shelfOver(store: SpoolStore) {
  const blobs = new MemoryBlobs()
  const stored = new StoredChunks({ store })
  const shelf = new Shelf({ blobs, store, stored, checksum: gmacChecksum, log: silentLog })
  return { blobs, shelf }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('a chunk that comes again waits until its elder is gone, and others do not', async () => {
  await using sql = await openTempSqlite()
  const { store, alice } = await spoolHome(sql)
  const { blobs, shelf } = shelfOver(store)
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

test('the last MAX_FRESH_CHUNKS are read from memory, each to him who stored it, and older ones from where they lie', async () => {
  await using sql = await openTempSqlite()
  const { store } = await spoolHome(sql)
  const { blobs, shelf } = shelfOver(store)
  const spool = newSpoolId()
  const chunks: StoredChunk[] = []
  for (let index = 0; index <= MAX_FRESH_CHUNKS; index++) {
    const bytes = takeChunkMemory(3).fill(index)
    chunks.push(await shelf.put(spool, index, bytes))
    giveBackChunkMemory(bytes)
  }
  const read: number[] = []
  const get = blobs.get.bind(blobs)
  blobs.get = async (from, index, into) => {
    read.push(index)
    return await get(from, index, into)
  }
  for (const chunk of chunks) {
    const bytes = await shelf.read(spool, chunk)
    assert.deepEqual(bytes, new Uint8Array(3).fill(chunk.index))
    shelf.release(bytes)
  }
  assert.deepEqual(read, [0])
})

test('bytes in memory are not given for a chunk that has become another', async () => {
  await using sql = await openTempSqlite()
  const { store } = await spoolHome(sql)
  const { shelf } = shelfOver(store)
  const spool = newSpoolId()
  const put = async (fill: number) => await shelf.put(spool, 0, takeChunkMemory(3).fill(fill))
  const [old, young] = [await put(1), await put(2)]
  assert.deepEqual(await shelf.read(spool, young), new Uint8Array(3).fill(2))
  assert.deepEqual(await shelf.read(spool, old), new Uint8Array(3).fill(1))
})
