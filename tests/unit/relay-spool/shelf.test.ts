import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { Shelf } from '../../../relay/spool/domain/shelf.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import { DAY_MS, UNMOVED, newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const WHEN = { nowMs: 0, expiresMs: DAY_MS }

async function setUp() {
  await using stack = new AsyncDisposableStack()
  const home = await spoolHome(stack.use(await openTempSqlite()))
  const blobs = new MemoryBlobs()
  const others = { checksum: spoolChecksum, random: systemRandom, log: silentLog, meter: UNMOVED }
  const shelf = new Shelf({ blobs, store: home.store, ...others })
  const spool = newSpoolId()
  await home.put(home.alice, spool)
  const held = stack.move()
  return { ...home, blobs, shelf, spool, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

test('a chunk that comes again is not lost with its elder, however late that is removed', async () => {
  await using home = await setUp()
  const { shelf, store, spool, blobs } = home
  const elder = await shelf.put(spool, 0, Uint8Array.of(1))
  await store.add(spool, [elder], WHEN)
  await store.lose(spool, [elder])
  const go = Promise.withResolvers<void>()
  blobs.onDelete = () => go.promise
  const removing = shelf.remove(spool, [elder])
  const young = await shelf.put(spool, 0, Uint8Array.of(1))
  assert.notEqual(young.blob, elder.blob)
  await store.add(spool, [young], WHEN)
  go.resolve()
  await removing
  assert.deepEqual(await shelf.read(spool, young), Uint8Array.of(1))
})

test('bytes that are not what the row says are missing, once', async () => {
  await using home = await setUp()
  const { shelf, store, spool, blobs } = home
  const chunk = await shelf.put(spool, 0, Uint8Array.of(1, 2))
  await store.add(spool, [chunk], WHEN)
  blobs.all.get(spool)?.set(chunk.blob, Uint8Array.of(1, 3))
  assert.equal(await shelf.read(spool, chunk), 'missing')
  assert.deepEqual([await store.stored(spool), blobs.all.has(spool)], [[], false])
  assert.equal(await shelf.read(spool, chunk), 'changed')
})

test('a chunk that came again while its elder was being read is no loss', async () => {
  await using home = await setUp()
  const { shelf, store, spool, blobs } = home
  const elder = await shelf.put(spool, 0, Uint8Array.of(1))
  await store.add(spool, [elder], WHEN)
  const young = await shelf.put(spool, 0, Uint8Array.of(1))
  const { replaced } = await store.add(spool, [young], WHEN)
  await shelf.remove(spool, replaced)
  assert.equal(await shelf.read(spool, elder), 'changed')
  assert.deepEqual(await shelf.read(spool, young), Uint8Array.of(1))
  assert.equal(blobs.all.get(spool)?.size, 1)
})

test('a store of bytes that fails says so, and nothing counts as missing', async () => {
  await using home = await setUp()
  const { shelf, store, spool, blobs } = home
  const chunk = await shelf.put(spool, 0, Uint8Array.of(1))
  await store.add(spool, [chunk], WHEN)
  blobs.get = async () => {
    throw new Error('away')
  }
  await assert.rejects(shelf.read(spool, chunk), /away/)
  assert.equal((await store.stored(spool)).length, 1)
})
