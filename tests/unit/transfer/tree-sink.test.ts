import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, sep } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TreeSink } from '../../../node/transfer/data/tree-sink.ts'
import { openTreeSink, type TreeSinkDeps } from '../../../node/transfer/data/tree-sink-open.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { hashLeaves } from '../../../src/transfer/entity/leaves.ts'
import type { Listing } from '../../../src/transfer/entity/listing.ts'
import type { FolderManifest } from '../../../src/transfer/entity/manifest.ts'
import { chunkCountOf } from '../../../src/transfer/entity/tree-plan.ts'
import { TransferError, type TransferErrorCode } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import { encodeListing } from '../../../src/wire/listing-codec.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { hostileTrees } from '../../support/hostile-names.ts'
import { finished, listingOf, type Tree } from '../../support/listings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { fill, offerTree, readTree, sinkFor, writeTree } from '../../support/tree-transfer.ts'

const never = { signal: new AbortController().signal }
const MIB = CHUNK_BYTES
const isCode = (code: TransferErrorCode) => (err: unknown) =>
  err instanceof TransferError && err.code === code

/** What a sender could offer who writes listings by hand. */
function offered(listing: Listing, name = 'gift') {
  const bytes = finished(encodeListing(listing))
  const manifest: FolderManifest = {
    kind: 'folder',
    name,
    size: listing.contentBytes,
    entries: listing.count,
    chunkCount: chunkCountOf(listing, bytes.length),
    listingBytes: bytes.length,
    listing: sha256Hasher.digest(bytes).toHex(),
  }
  return { manifest, bytes }
}

async function opened(
  disk: TransferDisk,
  manifest: FolderManifest,
  more: Partial<TreeSinkDeps> = {},
) {
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock, ...more }
  return await openTreeSink(deps, { transferId: TRANSFER, manifest, folder: disk.folder }, never)
}

/** Everything of a listing written by hand; every byte is an `x`. */
async function receive(disk: TransferDisk, listing: Listing, name?: string): Promise<TreeSink> {
  const { manifest, bytes } = offered(listing, name)
  const sink = await opened(disk, manifest, { syncFileSystem: async () => true })
  await sink.prepare(never)
  for (let index = 0; index < sink.plan.count; index++) {
    const offset = index * MIB
    const isListing = offset < bytes.length
    const content = isListing
      ? bytes.subarray(offset, offset + MIB)
      : new Uint8Array(sink.plan.lengthOf(index)).fill(120)
    const leaves = hashLeaves(sha256Hasher, content, sink.plan.leavesOf(index))
    await sink.write({ index, bytes: content, leaves }, never)
  }
  return sink
}

function* everythingIn(place: string): Generator<string, void> {
  for (const name of readdirSync(place)) {
    const path = join(place, name)
    yield path
    if (lstatSync(path).isDirectory()) yield* everythingIn(path)
  }
}

const X = new TextEncoder().encode('xxx')

test('an entry that tries to leave is refused alone, with all that is in it; the rest arrives', async () => {
  await using disk = await TransferDisk.make()
  const listing = listingOf({
    '..': { 'evil.txt': 3 },
    'C:': 3,
    fine: { '../../../evil.txt': 3, 'good.txt': 3, '\0': 3, 'aa:b': 3 },
    '/etc': { passwd: 3 },
  })
  await using sink = await receive(disk, listing)
  await sink.commit(never)
  assert.deepEqual(readTree(disk.folder), { gift: { fine: { 'good.txt': X, 'aa%3Ab': X } } })
  assert.deepEqual(
    sink.report?.refused.map((each) => [each.path, each.why]),
    [
      ['..', 'dots'],
      ['/etc', 'path'],
      ['C:', 'drive'],
      ['fine/\0', 'nul'],
      ['fine/../../../evil.txt', 'path'],
    ],
  )
  assert.deepEqual(sink.report?.mapped, [{ path: 'fine/aa:b', as: 'fine/aa%3Ab' }])
})

test('names that differ in case or Unicode form only lie beside each other', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await receive(
    disk,
    listingOf({ 'A.txt': 3, 'a.txt': 3, é: { x: 3 }, 'e\u0301': { y: 3 } }),
  )
  await sink.commit(never)
  const names = readdirSync(join(disk.folder, 'gift'))
  assert.deepEqual(names.toSorted(), ['A.txt', 'a (1).txt', 'é', 'é (1)'])
})

test('of hostile names on a real disk none leaves the folder', async () => {
  await fc.assert(
    fc.asyncProperty(hostileTrees(60), async (listing) => {
      await using disk = await TransferDisk.make()
      await using sink = await receive(disk, listing)
      await sink.commit(never)
      assert.deepEqual(readdirSync(disk.folder), ['gift'])
      const root = realpathSync(join(disk.folder, 'gift'))
      for (const path of everythingIn(root)) {
        const stats = lstatSync(path)
        assert.equal(
          stats.mode & (stats.isFile() ? 0o7111 : 0o7000),
          stats.isSymbolicLink() ? 0 : 0,
        )
        if (stats.isSymbolicLink() && existsSync(path)) {
          const real = realpathSync(path)
          assert.ok(real === root || real.startsWith(root + sep), `${path} leads to ${real}`)
        }
      }
    }),
    { numRuns: process.env['HOMING_NIGHTLY'] === '1' ? 2000 : 100 },
  )
})

const LINKS: Readonly<Record<string, readonly [Tree, Tree]>> = {
  'an absolute link': [{ a: { link: '/etc/passwd' } }, {}],
  'a link to a drive': [{ a: { link: 'C:\\Windows' } }, {}],
  'a link up and out': [{ d: { a: { link: '../../x' } } }, { d: {} }],
  'a link that leaves and comes back': [
    { a: { link: '../gift/b' }, b: 1 },
    { b: X.subarray(0, 1) },
  ],
  'a link through a link': [
    { deep: { er: { up: { link: '../..' } } }, evil: { link: 'deep/er/up/../x' } },
    { deep: { er: { up: { link: '../..' } } } },
  ],
  'a link up from what is not there': [{ a: { link: 'nowhere/../../x' } }, {}],
  'a link up from a file': [{ a: { link: 'b/../../x' }, b: 1 }, { b: X.subarray(0, 1) }],
  'a link to a refused name': [{ a: { link: 'C:' }, 'C:': 1, b: { link: './C:/x' } }, {}],
  'links in a ring': [
    { a: { link: 'b' }, b: { link: 'a' } },
    { a: { link: 'b' }, b: { link: 'a' } },
  ],
  'a link to the folder itself': [{ d: { a: { link: '..' } } }, { d: { a: { link: '..' } } }],
  'a link to a mapped name': [
    { a: { link: './bb:c' }, 'bb:c': 1 },
    { a: { link: 'bb%3Ac' }, 'bb%3Ac': X.subarray(0, 1) },
  ],
  'a link to what is not there': [{ a: { link: 'later' } }, { a: { link: 'later' } }],
}
for (const [what, [tree, arrives]] of Object.entries(LINKS)) {
  test(`${what} is made only if it stays inside, whatever other links do`, async () => {
    await using disk = await TransferDisk.make()
    await using sink = await receive(disk, listingOf(tree))
    await sink.commit(never)
    assert.deepEqual(readTree(join(disk.folder, 'gift')), arrives)
  })
}

test('no file is written through a link: those come last, also at resume', async () => {
  await using disk = await TransferDisk.make()
  const listing = listingOf({ a: { link: 'b' }, b: { 'file.txt': 3 }, c: { deep: 3 } })
  const { manifest, bytes } = offered(listing)
  await using left = await opened(disk, manifest)
  await left.prepare(never)
  await left.write({ index: 0, bytes, leaves: sha256Hasher.digest(bytes) }, never)
  const content = join(disk.folder, '.homing-incoming', `${TRANSFER}.tree`, 'content')
  assert.deepEqual(readdirSync(content), [])
  await using sink = await receive(disk, listing)
  await sink.commit(never)
  assert.equal(readlinkSync(join(disk.folder, 'gift', 'a')), 'b')
})

test('a link in the place of the staging folder is not followed', async () => {
  await using disk = await TransferDisk.make()
  using trap = temporaryFolder()
  mkdirSync(disk.folder, { recursive: true })
  symlinkSync(trap.path, join(disk.folder, '.homing-incoming'))
  await assert.rejects(receive(disk, listingOf({ a: 3 })), isCode('STAGING_UNSAFE'))
  assert.deepEqual(readdirSync(trap.path), [])
})

test('nobody else can look into what is on its way', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await receive(disk, listingOf({ a: 3 }))
  const staging = join(disk.folder, '.homing-incoming')
  chmodSync(staging, 0o755)
  for (const place of [join(staging, `${TRANSFER}.tree`)]) {
    assert.equal(statSync(place).mode & 0o777, 0o700)
  }
  await sink.commit(never)
})

for (const [what, change] of Object.entries({
  'another size': (manifest: FolderManifest) => ({ ...manifest, size: manifest.size + 1 }),
  'another number of entries': (manifest: FolderManifest) => ({ ...manifest, entries: 2 }),
  'more entries than are there': (manifest: FolderManifest) => ({ ...manifest, entries: 4 }),
  'another number of chunks': (manifest: FolderManifest) => ({ ...manifest, chunkCount: 3 }),
  'another digest': (manifest: FolderManifest) => ({ ...manifest, listing: 'ab'.repeat(32) }),
})) {
  test(`a listing that does not keep what the offer said, ${what}, is refused`, async () => {
    await using disk = await TransferDisk.make()
    const { manifest, bytes } = offered(listingOf({ a: 3, b: 4, c: 5 }))
    await using sink = await opened(disk, change(manifest))
    await sink.prepare(never)
    const writing = sink.write({ index: 0, bytes, leaves: sha256Hasher.digest(bytes) }, never)
    await assert.rejects(writing, isCode('PROTOCOL'))
    assert.equal(sink.plan.known, 1, 'no other chunk is known')
  })
}

test('without room for everything nothing is begun, small files counted as what they take', async () => {
  await using disk = await TransferDisk.make()
  const { manifest } = offered(listingOf({ a: 1, b: 1, c: MIB }))
  const need = MIB + 2 + manifest.listingBytes + 3 * 4096 + KEEP_FREE_BYTES
  await using poor = await opened(disk, manifest, { freeBytes: async () => need - 1 })
  await assert.rejects(poor.prepare(never), isCode('DISK_FULL'))
  assert.equal(existsSync(disk.folder), false)
  await using rich = await opened(disk, manifest, { freeBytes: async () => need })
  await rich.prepare(never)
})

test('a disk that fills up meanwhile stops it at the next checkpoint', async () => {
  await using disk = await TransferDisk.make()
  const listing = listingOf({ a: 40 * MIB, b: 40 * MIB })
  const { manifest, bytes } = offered(listing)
  let freeBytes = 2 ** 40
  await using sink = await opened(disk, manifest, { freeBytes: async () => freeBytes })
  await sink.prepare(never)
  await sink.write({ index: 0, bytes, leaves: sha256Hasher.digest(bytes) }, never)
  freeBytes = KEEP_FREE_BYTES - 1
  const content = new Uint8Array(MIB)
  const leaves = sha256Hasher.digest(content)
  const all = async () => {
    for (let index = 1; index < sink.plan.count; index++)
      await sink.write({ index, bytes: content, leaves }, never)
    await sink.commit(never)
  }
  await assert.rejects(all(), isCode('DISK_FULL'))
})

test('holes stay holes, also at resume, where an ended run may have left something', async () => {
  using there = temporaryFolder()
  await using disk = await TransferDisk.make()
  const head = new Uint8Array(randomBytes(MIB))
  const film = new Uint8Array(24 * MIB + 5)
  film.set(head)
  writeTree(join(there.path, 'gift'), { film })
  await using source = await offerTree({ path: join(there.path, 'gift') })
  {
    await using sink = await sinkFor(source, disk)
    await fill(source, sink, 3)
  }
  const place = join(disk.folder, '.homing-incoming', `${TRANSFER}.tree`, 'content', 'film')
  const junk = Buffer.from(new Uint8Array(film).fill(7, 10 * MIB, 11 * MIB))
  writeFileSync(place, junk)
  await using sink = await sinkFor(source, disk)
  await fill(source, sink)
  await sink.commit(never)
  const arrived = join(disk.folder, 'gift', 'film')
  assert.deepEqual(readTree(join(disk.folder, 'gift')), { film })
  assert.ok(statSync(arrived).blocks * 512 < 4 * MIB, `${statSync(arrived).blocks} blocks`)
})

test('where the file system cannot be forced as a whole, each file and folder is', async () => {
  using there = temporaryFolder()
  await using disk = await TransferDisk.make()
  const tree = {
    a: { b: { c: X } },
    d: new Uint8Array(randomBytes(MIB + 1)),
    e: {},
    f: new Uint8Array(),
  }
  writeTree(join(there.path, 'gift'), tree)
  await using source = await offerTree({ path: join(there.path, 'gift') })
  await using sink = await sinkFor(source, disk, { syncFileSystem: async () => false })
  await fill(source, sink)
  await sink.commit(never)
  assert.deepEqual(readTree(join(disk.folder, 'gift')), tree)
  assert.equal(sink.durable.count, sink.plan.count)
})

test('after discard nothing is left', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await receive(disk, listingOf({ a: { b: 3 }, c: 4 }))
  await sink.discard()
  assert.deepEqual(readdirSync(disk.folder), [])
  assert.deepEqual(await Array.fromAsync(sink.entries(never)), [])
})
