import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { spoolParts } from '../../../relay/spool/domain/spool-parts.ts'
import { ORPHAN_AGE_MS } from '../../../relay/spool/limits.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { chunksBetween } from '../../../src/transfer/entity/chunk-set.ts'
import { silentLog } from '../../support/home-client.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import { DAY_MS, UNMOVED, newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'
import { NO_SHEDDING } from '../../support/no-shedding.ts'
import { openTempSqlite } from '../../support/temp-sqlite.ts'

const NEVER = { signal: new AbortController().signal }
const QUOTAS = { storedBytes: 1e9, monthBytes: 1e9, monthMessages: 1, openReports: 1 }

async function setUp() {
  await using stack = new AsyncDisposableStack()
  const home = await spoolHome(stack.use(await openTempSqlite()))
  const blobs = new MemoryBlobs()
  const tickets = { issue: async () => new Uint8Array(), open: async () => undefined }
  const { clock, store } = home
  const others = { words: undefined, random: systemRandom, log: silentLog, meter: UNMOVED }
  const deps = { blobs, store, tickets, checksum: spoolChecksum, clock, ...others }
  const allowed = { of: async () => QUOTAS, newest: () => QUOTAS }
  const { sweeper } = spoolParts(
    { ...deps, allowed, shedding: NO_SHEDDING },
    { minFreeBytes: 0, keepDays: 1 },
  )
  const held = stack.move()
  return { ...home, blobs, sweeper, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

const names = (blobs: MemoryBlobs, spool: ReturnType<typeof newSpoolId>) => [
  ...(blobs.all.get(spool)?.keys() ?? []),
]
/** What the rows of `spoolHome` say. */
const blobOf = (index: number, bytes = 10) => `blob ${index} of ${bytes}`

test('bytes without a row go when they are old, and at the start whatever their age', async () => {
  await using home = await setUp()
  const { blobs, sweeper } = home
  const spool = newSpoolId()
  await home.put(home.alice, spool)
  for (const index of [0, 1]) await blobs.put(spool, blobOf(index), Uint8Array.of(1))
  await home.add(spool, 0, 10)
  blobs.ageMs = ORPHAN_AGE_MS - 1
  assert.equal((await sweeper.sweep(NEVER)).orphans, 0)
  blobs.ageMs = ORPHAN_AGE_MS
  assert.equal((await sweeper.sweep(NEVER)).orphans, 1)
  assert.deepEqual(names(blobs, spool), [blobOf(0)])
  await blobs.put(spool, blobOf(2), Uint8Array.of(1))
  // Also when the clock was set back.
  blobs.ageMs = -1e15
  assert.equal((await sweeper.sweep(NEVER)).orphans, 0)
  assert.equal((await sweeper.sweep({ ...NEVER, orphans: 'all' })).orphans, 1)
})

test('bytes that another chunk of the same index left behind go, and its own stay', async () => {
  await using home = await setUp()
  const { blobs, sweeper } = home
  const spool = newSpoolId()
  await home.put(home.alice, spool)
  await blobs.put(spool, '0.elder', Uint8Array.of(1))
  await blobs.put(spool, blobOf(0), Uint8Array.of(1))
  await home.add(spool, 0, 10)
  blobs.ageMs = ORPHAN_AGE_MS
  assert.equal((await sweeper.sweep(NEVER)).orphans, 1)
  assert.deepEqual(names(blobs, spool), [blobOf(0)])
})

test('what is not called like an object is not ours, and stays', async () => {
  await using home = await setUp()
  await home.blobs.put('somebody', 'else', Uint8Array.of(1))
  assert.equal((await home.sweeper.sweep({ ...NEVER, orphans: 'all' })).orphans, 0)
  assert.deepEqual(home.blobs.all.get('somebody')?.size, 1)
})

test('bytes of an object that nobody knows go with all of it', async () => {
  await using home = await setUp()
  const spool = newSpoolId()
  await home.blobs.put(spool, blobOf(4), Uint8Array.of(1))
  assert.equal((await home.sweeper.sweep({ ...NEVER, orphans: 'all' })).orphans, 1)
  assert.equal(home.blobs.all.has(spool), false)
})

test('a row without its bytes is forgotten, so that the chunk is asked for again', async () => {
  await using home = await setUp()
  const spool = newSpoolId()
  await home.put(home.alice, spool)
  for (const index of [0, 1]) await home.add(spool, index, 10)
  await home.blobs.put(spool, blobOf(1), Uint8Array.of(1))
  assert.equal((await home.sweeper.sweep(NEVER)).lost, 1)
  assert.deepEqual(await home.store.stored(spool), [{ index: 1, blob: blobOf(1) }])
})

test('what is expired goes with its bytes, however many pages that takes', async () => {
  await using home = await setUp()
  const made = Array.from({ length: 70 }, newSpoolId)
  for (const spool of made) {
    await home.put(home.alice, spool, { chunks: 1 })
    await home.add(spool, 0, 10)
    await home.blobs.put(spool, blobOf(0), Uint8Array.of(1))
  }
  assert.equal((await home.sweeper.sweep(NEVER)).ended, 0)
  await home.clock.turn(DAY_MS)
  assert.equal((await home.sweeper.sweep(NEVER)).ended, 70)
  assert.equal(home.blobs.all.size, 0)
  assert.equal((await home.store.used(home.alice.account, 0)).storedBytes, 0)
})

test('what all have is no orphan of the sweep: it went when they said so', async () => {
  await using home = await setUp()
  const spool = newSpoolId()
  await home.put(home.alice, spool, { chunks: 2 })
  await home.store.claim(home.bob, spool, home.clock.nowMs())
  await home.add(spool, 0, 10)
  await home.store.keep(spool, home.bob.device, chunksBetween(0, 2))
  assert.deepEqual(await home.sweeper.sweep(NEVER), {
    ...{ ended: 0, orphans: 0, lost: 0, unfinished: 0 },
  })
})
