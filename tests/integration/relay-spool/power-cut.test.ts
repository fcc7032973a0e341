import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Journal } from '../../../relay/data/journal.ts'
import { openSqlite } from '../../../relay/data/sqlite.ts'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { DiskBlobs } from '../../../relay/blobs/data/disk-blobs.ts'
import { SqlSpoolStore } from '../../../relay/spool/data/sql-spool-store.ts'
import { RowsTogether } from '../../../relay/spool/domain/rows-together.ts'
import { Shelf } from '../../../relay/spool/domain/shelf.ts'
import type { SpoolStore } from '../../../relay/spool/ports.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { systemRandom } from '../../../src/system/random.ts'
import { silentLog } from '../../support/home-client.ts'
import { type CutDisk, cutDisk, forgetting } from '../../support/power-cut.ts'
import { UNMOVED, newSpoolId, spoolHome } from '../../support/spool/spool-home.ts'

const CHUNKS = 12
const content = Array.from({ length: CHUNKS }, () => randomBytes(100_000))

async function openBlobs(root: string): Promise<DiskBlobs> {
  const folder = join(root, 'spool')
  mkdirSync(folder, { recursive: true })
  const blobs = new DiskBlobs(folder)
  await blobs.prepare()
  return blobs
}

/** How many of the chunks that were put are not whole after the cut. */
async function lostBlobs(disk: CutDisk): Promise<number> {
  const blobs = await openBlobs(disk.folder)
  const spool = newSpoolId()
  await Promise.all(content.map((bytes, index) => blobs.put(spool, `${index}`, bytes)))
  await blobs.settle(spool)
  const left = new DiskBlobs(join(disk.cut(), 'spool'))
  const whole = await Promise.all(
    content.map(async (bytes, index) => {
      const into = new Uint8Array(bytes.length)
      return (await left.get(spool, `${index}`, into)) && bytes.equals(into)
    }),
  )
  return whole.filter((isWhole) => !isWhole).length
}

test('a chunk whose put resolved survives a power cut, whole and under its name', async (t) => {
  using disk = cutDisk(t, 96)
  if (disk !== undefined) assert.equal(await lostBlobs(disk), 0)
})

for (const [what, kinds] of [
  ['bytes', ['datasync']],
  ['name', ['sync']],
] as const) {
  test(`the power cut would find out a spool that does not force the ${what} of a chunk to the disk`, async (t) => {
    using disk = cutDisk(t, 96)
    if (disk === undefined) return
    await forgetting(kinds, async () => assert.notEqual(await lostBlobs(disk), 0))
  })
}

function shelfDeps(store: SpoolStore) {
  return { store, checksum: spoolChecksum, random: systemRandom, log: silentLog, meter: UNMOVED }
}

/** Puts chunks as an upload does, a few of which become rows together. */
async function acknowledged(root: string): Promise<Readonly<{ spool: SpoolId; chunks: number }>> {
  await using sql = await openSqlite(join(root, 'relay.sqlite'))
  const home = await spoolHome(sql)
  const blobs = await openBlobs(root)
  const spool = newSpoolId()
  await home.put(home.alice, spool, { chunks: CHUNKS })
  const shelf = new Shelf({ ...shelfDeps(home.store), blobs })
  const rows = new RowsTogether({
    record: async (chunks) => {
      await shelf.settle(spool)
      const nowMs = systemClock.nowMs()
      return (await home.store.add(spool, chunks, { nowMs, expiresMs: nowMs + 1e9 })).added
    },
  })
  const adding = content.map((bytes, index) => rows.add(() => shelf.put(spool, index, bytes)))
  for (const added of await Promise.all(adding)) assert.equal(added, 'added')
  return { spool, chunks: CHUNKS }
}

test('what was acknowledged to an uploader is there after a power cut: its row, its bytes, its checksum', async (t) => {
  using disk = cutDisk(t, 96)
  if (disk === undefined) return
  const { spool, chunks } = await acknowledged(disk.folder)
  const root = disk.cut()
  await using sql = await openSqlite(join(root, 'relay.sqlite'))
  const journal = new Journal({ sql, clock: systemClock, onCommitted: () => undefined })
  const store = new SqlSpoolStore(journal)
  const blobs = await openBlobs(root)
  const shelf = new Shelf({ ...shelfDeps(store), blobs })
  const rows = await store.stored(spool)
  assert.equal(rows.length, chunks)
  for (const { index, blob } of rows) {
    const bytes = content[index] as Buffer
    const chunk = { index, blob, bytes: bytes.length, checksum: spoolChecksum.of(bytes) }
    const read = await shelf.read(spool, chunk)
    assert.ok(read instanceof Uint8Array && bytes.equals(read), `chunk ${index}`)
  }
})
