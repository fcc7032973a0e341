import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { AwaitedChunks } from '../../../relay/spool/domain/awaited.ts'
import { Bell } from '../../../relay/spool/domain/bell.ts'
import { Freeing } from '../../../relay/spool/domain/freeing.ts'
import { Lines } from '../../../relay/spool/domain/lines.ts'
import { News } from '../../../relay/spool/domain/news.ts'
import { Quotas } from '../../../relay/spool/domain/quotas.ts'
import { Shelf } from '../../../relay/spool/domain/shelf.ts'
import { Placements } from '../../../relay/spool/domain/placements.ts'
import { SpoolSink } from '../../../relay/spool/domain/spool-sink.ts'
import { StoredChunks } from '../../../relay/spool/domain/stored-chunks.ts'
import { FREE_CHECK_MS, FULL_DISK_MS } from '../../../relay/spool/limits.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { chunksBetween, chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import { UNMOVED, newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const NEVER = { signal: new AbortController().signal }
const failed = (code: string) => ({ name: 'TransferError', code })

/** An upload of 30 chunks by Alice for Bob, who reads, into an account for 20 of them. */
async function setUp() {
  await using stack = new AsyncDisposableStack()
  const home = await spoolHome(stack.use(await openTempSqlite()))
  const { store, clock, alice, bob } = home
  const blobs = new MemoryBlobs()
  const bell = new Bell({ clock })
  const awaited = new AwaitedChunks({ clock })
  const limits = { storedBytes: 20 * CHUNK, monthBytes: 25 * CHUNK, minFreeBytes: 1_000 }
  const all = { ...limits, monthMessages: 1, openReports: 1 }
  const allowed = { of: async () => all, newest: () => all }
  const quotas = new Quotas({ store, blobs, awaited, bell, allowed, clock }, limits)
  const stored = new StoredChunks({ store })
  const words = { say: () => undefined }
  const lines = new Lines({ clock })
  const news = new News({
    store,
    bell,
    stored,
    awaited,
    lines,
    quotas,
    words,
    clock,
    log: silentLog,
  })
  const others = { checksum: spoolChecksum, random: systemRandom, log: silentLog, meter: UNMOVED }
  const shelf = new Shelf({ blobs, store, ...others })
  const freeing = new Freeing({ shelf, news })
  const spool = newSpoolId()
  await home.put(alice, spool, { chunks: 30 })
  await store.claim(bob, spool, clock.nowMs())
  const { account, device } = alice
  const start = await store.openUpload({ spool, account, device }, clock.nowMs())
  assert.ok(start !== undefined)
  const quota = stack.use(await quotas.enter(account))
  const settings = { keepMs: 1e9, maxBytes: 30 * CHUNK }
  const placements = new Placements({ store, shelf, quota, clock, log: silentLog }, spool)
  const deps = { store, shelf, news, quota, bell, clock, placements }
  const sink = stack.use(new SpoolSink(deps, start, settings))
  const write = (index: number, bytes: Uint8Array = new Uint8Array(CHUNK).fill(index)) =>
    sink.write({ index, leaves: sha256Hasher.digest(bytes), bytes }, NEVER)
  const keep = async (end: number) => {
    const freed = await store.keep(spool, bob.device, chunksBetween(0, end))
    if (freed !== undefined) await freeing.free([freed])
  }
  const held = stack.move()
  return {
    ...{ ...home, blobs, awaited, bell, sink, spool, write, keep },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}

test('a chunk counts when its bytes and its row are there, and not before', async () => {
  await using home = await setUp()
  const { sink, blobs, write } = home
  const slow = Promise.withResolvers<void>()
  blobs.onPut = () => slow.promise
  let durable = 0
  sink.onDurable = () => (durable += 1)
  const writing = write(4)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([sink.have.count, durable], [0, 0])
  slow.resolve()
  await writing
  assert.deepEqual([sink.have, sink.durable, durable], [chunksOf([4]), chunksOf([4]), 1])
  const rows = await home.store.stored(home.spool)
  assert.deepEqual(
    rows.map((row) => [row.index, home.blobs.all.get(home.spool)?.has(row.blob)]),
    [[4, true]],
  )
})

test('a full account makes a write wait, until a reader has taken something', async () => {
  await using home = await setUp()
  const { sink, write, keep } = home
  for (let index = 0; index < 20; index++) await write(index)
  assert.equal(sink.room(), 0)
  let rooms = 0
  sink.onRoom = () => (rooms += 1)
  let isWritten = false
  const waiting = write(20).then(() => (isWritten = true))
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(isWritten, false)
  await keep(2)
  await waiting
  assert.equal(sink.room(), 1)
  assert.ok(rooms > 0)
  assert.equal(sink.have.count, 21)
})

test('a chunk that a reader waits for has room above the quota, and is asked for', async () => {
  await using home = await setUp()
  const { sink, awaited, spool, write } = home
  for (let index = 1; index < 21; index++) await write(index)
  assert.equal(sink.room(), 0)
  using _awaited = awaited.await(spool, 0)
  assert.equal(sink.room(), 1)
  await write(0)
  assert.equal(sink.have.count, 21)
})

test('a write that waits for room ends with its line', async () => {
  await using home = await setUp()
  for (let index = 0; index < 20; index++) await home.write(index)
  const line = new AbortController()
  const bytes = new Uint8Array(CHUNK)
  const chunk = { index: 20, leaves: sha256Hasher.digest(bytes), bytes }
  const waiting = home.sink.write(chunk, { signal: line.signal })
  line.abort(new Error('cut'))
  await assert.rejects(waiting, /cut/)
  await home.keep(1)
  await home.write(20)
})

test('a disk that fills up stops the line, and nothing of the chunk is left', async () => {
  await using home = await setUp()
  const { blobs, clock, write, sink } = home
  await write(0)
  blobs.free = 999
  await clock.turn(FREE_CHECK_MS)
  await assert.rejects(write(1), failed('DISK_FULL'))
  blobs.free = 1_000
  await clock.turn(FREE_CHECK_MS)
  blobs.onPut = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  await assert.rejects(write(1), failed('DISK_FULL'))
  blobs.onPut = async () => undefined
  // It said so itself, so for a while it is believed to be.
  await assert.rejects(write(1), failed('DISK_FULL'))
  await clock.turn(FULL_DISK_MS)
  blobs.onPut = async () => {
    throw new Error('broken')
  }
  await assert.rejects(write(1), failed('SINK_FAILED'))
  blobs.onPut = async () => undefined
  await write(1)
  assert.equal(sink.have.count, 2)
})

test('a used-up month pauses the line', async () => {
  await using home = await setUp()
  for (let index = 0; index < 20; index++) await home.write(index)
  await home.keep(20)
  for (let index = 20; index < 25; index++) await home.write(index)
  await assert.rejects(home.write(25), { name: 'StopReason', code: 'paused' })
  await assert.rejects(home.sink.prepare(), { name: 'StopReason', code: 'paused' })
})

test('a chunk that is here or on its way is not taken twice', async () => {
  await using home = await setUp()
  const first = home.write(3)
  await assert.rejects(home.write(3), failed('PROTOCOL'))
  await first
  await assert.rejects(home.write(3), failed('PROTOCOL'))
})

test('an object that was dropped meanwhile takes nothing, and leaves no bytes', async () => {
  await using home = await setUp()
  await home.store.drop(home.alice, home.spool)
  await assert.rejects(home.write(0), failed('SINK_FAILED'))
  assert.deepEqual([...(home.blobs.all.get(home.spool)?.keys() ?? [])], [])
})

test('the last word is stored once it is sealed, and nothing else is one', async () => {
  await using home = await setUp()
  const sealed = Uint8Array.of(1, 2, 3)
  const finished = await home.sink.finish({ kind: 'sealedDone', value: { sealed } })
  assert.deepEqual(finished, { reply: { kind: 'stored', value: {} }, name: '' })
  const found = await home.store.endFor(home.spool, home.bob.device)
  assert.deepEqual(found, { kind: 'stored', sealed })
  const done = { kind: 'done', value: { root: 'x' as never, size: 0, chunkCount: 0 } } as const
  await assert.rejects(home.sink.finish(done), failed('PROTOCOL'))
})
