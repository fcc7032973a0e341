import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { DiskBlobs } from '../../../relay/blobs/data/disk-blobs.ts'
import { MemoryBlobs } from '../../support/memory-blobs.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { blobsContract } from './blobs-contract.ts'

const FOLDER = '0192f0c1-0000-7000-8000-0000000000ab'

async function openDisk() {
  const folder = temporaryFolder()
  const blobs = new DiskBlobs(folder.path)
  await blobs.prepare()
  return { blobs, folder: folder.path, [Symbol.asyncDispose]: async () => folder[Symbol.dispose]() }
}

blobsContract('disk', openDisk)
blobsContract('memory, of the tests', async () => ({
  blobs: new MemoryBlobs(),
  [Symbol.asyncDispose]: async () => undefined,
}))

test('blobs lie in sharded folders, and nobody else can read any of them', async () => {
  await using disk = await openDisk()
  await disk.blobs.put(FOLDER, '12', Uint8Array.of(1))
  const folder = join(disk.folder, 'ab', FOLDER)
  assert.deepEqual(readdirSync(folder), ['12'])
  if (process.platform === 'win32') return
  assert.equal(statSync(join(disk.folder, 'ab')).mode & 0o777, 0o700)
  assert.equal(statSync(folder).mode & 0o777, 0o700)
  assert.equal(statSync(join(folder, '12')).mode & 0o777, 0o600)
})

test('what a killed process was writing is no blob, and goes at the next start', async () => {
  await using disk = await openDisk()
  const folder = join(disk.folder, 'ab', FOLDER)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, '3.1.new'), 'half')
  assert.deepEqual(await disk.blobs.list(FOLDER), [])
  assert.equal(await new DiskBlobs(disk.folder).prepare(), 1)
  assert.deepEqual(readdirSync(folder), [])
})

test('a put that fails leaves nothing of itself', async () => {
  await using disk = await openDisk()
  const folder = join(disk.folder, 'ab', FOLDER)
  mkdirSync(join(folder, '5', 'in the way'), { recursive: true })
  await assert.rejects(disk.blobs.put(FOLDER, '5', Uint8Array.of(1)))
  assert.deepEqual(readdirSync(folder), ['5'])
})

test('files that are not ours do not end the listing', async () => {
  await using disk = await openDisk()
  writeFileSync(join(disk.folder, 'notes.txt'), '')
  mkdirSync(join(disk.folder, 'ab', 'not an id'), { recursive: true })
  await disk.blobs.put(FOLDER, '0', Uint8Array.of(1))
  assert.deepEqual(await Array.fromAsync(disk.blobs.folders()), [FOLDER])
})
