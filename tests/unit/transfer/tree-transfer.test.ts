import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmodSync, lstatSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import type { Tree } from '../../support/listings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import {
  fill,
  offerTree,
  readTree,
  rootOf,
  rootOfSource,
  sinkFor,
  writeTree,
} from '../../support/tree-transfer.ts'

const never = { signal: new AbortController().signal }
const MIB = CHUNK_BYTES
const bytes = (length: number): Uint8Array => new Uint8Array(randomBytes(length))

const TREE: Tree = {
  'a photo.jpg': bytes(2 * MIB + 77),
  exact: bytes(MIB),
  empty: {},
  nothing: bytes(0),
  letters: Object.fromEntries(Array.from({ length: 700 }, (_, at) => [`${at}.txt`, bytes(at)])),
  deep: { deeper: { deepest: { 'été.txt': bytes(5) }, middle: bytes(300 * 1024) } },
  up: { 'to the photo': { link: '../a photo.jpg' }, 'to the folder': { link: '../deep/deeper' } },
  z: bytes(3 * MIB + 1),
}

test('a folder arrives as it was: structure, empty ones, contents, links, times and modes', async () => {
  using there = temporaryFolder()
  await using disk = await TransferDisk.make()
  const path = join(there.path, 'holidays')
  writeTree(path, TREE)
  chmodSync(join(path, 'exact'), 0o755)
  utimesSync(join(path, 'exact'), 1_000_000, 1_000_000)
  utimesSync(join(path, 'empty'), 2_000_000, 2_000_000)
  utimesSync(join(path, 'z'), 3_000_000, 3_000_000)
  utimesSync(join(path, 'letters/5.txt'), 4_000_000, 4_000_000)
  utimesSync(path, 5_000_000, 5_000_000)
  await using source = await offerTree({ path })
  await using sink = await sinkFor(source, disk)
  await fill(source, sink)
  assert.equal(await rootOf(sink), await rootOfSource(source))
  assert.equal(await sink.commit(never), 'holidays')
  const arrived = join(disk.folder, 'holidays')
  assert.deepEqual(readTree(arrived), TREE)
  const stats = (name: string) => lstatSync(join(arrived, name))
  assert.equal(stats('exact').mode & 0o777, 0o644 & ~process.umask(), 'nothing becomes a program')
  assert.equal(stats('exact').mtimeMs, 1_000_000_000)
  assert.equal(stats('empty').mtimeMs, 2_000_000_000)
  assert.equal(stats('z').mtimeMs, 3_000_000_000)
  assert.equal(stats('letters/5.txt').mtimeMs, 4_000_000_000)
  assert.equal(stats('').mtimeMs, 5_000_000_000)
  assert.deepEqual(readdirSync(disk.folder), ['holidays'], 'nothing else is left')
})

for (const until of [1, 2, 5, 8]) {
  test(`what has arrived counts at resume, after ${until} chunks`, async () => {
    using there = temporaryFolder()
    await using disk = await TransferDisk.make()
    const path = join(there.path, 'holidays')
    writeTree(path, TREE)
    await using source = await offerTree({ path })
    {
      await using left = await sinkFor(source, disk)
      await fill(source, left, until)
    }
    await using sink = await sinkFor(source, disk)
    assert.equal(sink.have.count, until)
    assert.equal(sink.durable.count, until)
    await fill(source, sink)
    await sink.commit(never)
    assert.deepEqual(readTree(join(disk.folder, 'holidays')), TREE)
  })
}

test('what was recorded and not made durable is read again, and what is not what it was is asked for again', async () => {
  using there = temporaryFolder()
  await using disk = await TransferDisk.make()
  const path = join(there.path, 'holidays')
  writeTree(path, TREE)
  await using source = await offerTree({ path })
  // Left open, as a killed process leaves it.
  await using killed = await sinkFor(source, disk)
  await fill(source, killed, 7)
  const staged = join(disk.folder, '.homing-incoming')
  const content = join(staged, readdirSync(staged)[0] as string, 'content')
  writeFileSync(join(content, 'exact'), bytes(MIB))
  await using sink = await sinkFor(source, disk)
  assert.equal(sink.have.count, 6)
  await fill(source, sink)
  await sink.commit(never)
  assert.deepEqual(readTree(join(disk.folder, 'holidays')), TREE)
})

test('a second folder of the same name gets a number, and one that is there already nothing new', async () => {
  using there = temporaryFolder()
  await using disk = await TransferDisk.make()
  const path = join(there.path, 'holidays')
  writeTree(path, TREE)
  await using source = await offerTree({ path })
  writeTree(join(disk.folder, 'holidays'), { ...TREE, more: bytes(7) })
  {
    await using sink = await sinkFor(source, disk)
    await fill(source, sink)
    assert.equal(await sink.commit(never), 'holidays')
    assert.deepEqual(readdirSync(disk.folder), ['holidays'])
  }
  await disk.chunks.forget(TRANSFER)
  writeFileSync(join(disk.folder, 'holidays', 'exact'), bytes(MIB))
  await using sink = await sinkFor(source, disk)
  await fill(source, sink)
  assert.equal(await sink.commit(never), 'holidays (1)')
  assert.deepEqual(readTree(join(disk.folder, 'holidays (1)')), TREE)
})
