import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { DiskSinkDeps } from '../../../node/transfer/data/disk-sink.ts'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
import type { FileManifest } from '../../../src/transfer/entity/manifest.ts'
import { TransferError, type TransferErrorCode } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, KEEP_FREE_BYTES } from '../../../src/transfer/limits.ts'
import type { VerifiedChunk } from '../../../src/transfer/ports.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'

const never = { signal: new AbortController().signal }
const CHUNKS = 4
const content = randomBytes(CHUNKS * CHUNK_BYTES)
const isCode = (code: TransferErrorCode) => (err: unknown) =>
  err instanceof TransferError && err.code === code

function chunk(index: number, of: Uint8Array = content): VerifiedChunk {
  const bytes = of.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
  return { index, bytes, leaves: sha256Hasher.digest(bytes) }
}

type Wish = Partial<FileManifest> & Partial<DiskSinkDeps>

async function openSink(disk: TransferDisk, { freeBytes, hasher, ...wish }: Wish = {}) {
  const manifest: FileManifest = {
    kind: 'file',
    name: 'film.mkv',
    size: content.length,
    mtimeMs: 1_600_000_000_123,
    mode: 0o644,
    ...wish,
  }
  const target = { transferId: TRANSFER, manifest, folder: disk.folder }
  const deps = { chunks: disk.chunks, hasher: hasher ?? sha256Hasher, clock: systemClock }
  return await openDiskSink({ ...deps, ...(freeBytes && { freeBytes }) }, target, never)
}

async function received(disk: TransferDisk, wish: Wish = {}, of: Uint8Array = content) {
  const sink = await openSink(disk, wish)
  await sink.prepare(never)
  for (let index = 0; index < CHUNKS; index++) await sink.write(chunk(index, of), never)
  return sink
}

const stagingOf = (disk: TransferDisk) => join(disk.folder, '.homing-incoming')
const partOf = (disk: TransferDisk) => join(stagingOf(disk), `${TRANSFER}.part`)

test('a file grows in a folder and under a mode that nobody else can read', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await openSink(disk)
  await sink.prepare(never)
  assert.equal((await stat(stagingOf(disk))).mode & 0o777, 0o700)
  assert.equal((await stat(partOf(disk))).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(disk.folder), ['.homing-incoming'])
})

test('no peer makes a file that runs, or one that others may write within our umask', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await received(disk, { mode: 0o777 })
  await sink.commit(never)
  const mode = (await stat(join(disk.folder, 'film.mkv'))).mode & 0o7777
  assert.equal(mode, (0o666 & ~process.umask()) | 0o600)
  assert.deepEqual(await readdir(disk.folder), ['film.mkv'])
})

test('a file that its sender may not read is still ours to read', async () => {
  await using disk = await TransferDisk.make()
  await using sink = await received(disk, { mode: 0 })
  await sink.commit(never)
  assert.equal((await stat(join(disk.folder, 'film.mkv'))).mode & 0o777, 0o600)
})

test('a planted link in place of the staging folder is refused, and nothing is written through it', async () => {
  await using disk = await TransferDisk.make()
  const elsewhere = join(disk.folder, 'elsewhere')
  await mkdir(elsewhere, { recursive: true })
  await symlink(elsewhere, stagingOf(disk))
  await assert.rejects(openSink(disk), isCode('STAGING_UNSAFE'))
  assert.deepEqual(await readdir(elsewhere), [])
})

test('a planted link in place of the staging file is not followed', async () => {
  await using disk = await TransferDisk.make()
  await mkdir(stagingOf(disk), { recursive: true, mode: 0o700 })
  const victim = join(disk.folder, 'victim')
  await writeFile(victim, 'mine')
  await symlink(victim, partOf(disk))
  await assert.rejects(openSink(disk), isCode('SINK_FAILED'))
  assert.equal(await readFile(victim, 'utf8'), 'mine')
})

test('a staging folder that others could read is closed to them', async () => {
  await using disk = await TransferDisk.make()
  await mkdir(stagingOf(disk), { recursive: true })
  await chmod(stagingOf(disk), 0o777)
  await using sink = await openSink(disk)
  await sink.prepare(never)
  assert.equal((await stat(stagingOf(disk))).mode & 0o777, 0o700)
})

test('a name that cannot be one here is refused before anything is made', async () => {
  await using disk = await TransferDisk.make()
  await assert.rejects(openSink(disk, { name: '../film.mkv' }), isCode('UNSAFE_NAME'))
  await assert.rejects(stat(disk.folder), { code: 'ENOENT' })
})

test('an existing file, link or folder of the name is never touched', async () => {
  for (const plant of [
    async (path: string) => await writeFile(path, 'mine'),
    async (path: string) => await symlink('/nowhere', path),
    async (path: string) => await mkdir(path),
  ]) {
    await using disk = await TransferDisk.make()
    await using sink = await received(disk)
    await plant(join(disk.folder, 'film.mkv'))
    assert.equal(await sink.commit(never), 'film (1).mkv')
    assert.deepEqual(await readFile(join(disk.folder, 'film (1).mkv')), content)
    assert.deepEqual((await readdir(disk.folder)).sort(), ['film (1).mkv', 'film.mkv'])
  }
})

test('recorded chunks whose bytes a power cut took are found out and come again', async () => {
  await using disk = await TransferDisk.make()
  await using left = await openSink(disk)
  await left.prepare(never)
  for (const index of [0, 1, 2]) await left.write(chunk(index), never)
  await using file = await open(partOf(disk), 'r+')
  await file.write(new Uint8Array(4096), 0, 4096, CHUNK_BYTES)
  await using sink = await openSink(disk)
  assert.deepEqual(sink.have, chunksOf([0, 2]))
  assert.deepEqual(
    (await Array.fromAsync(sink.entries(never))).map((each) => each.index),
    [0, 2],
  )
})

test('chunks under the durable mark are not read again', async () => {
  await using disk = await TransferDisk.make()
  {
    await using left = await openSink(disk)
    await left.prepare(never)
    for (const index of [0, 1]) await left.write(chunk(index), never)
  }
  let hashedBytes = 0
  const digest = (bytes: Uint8Array) => {
    hashedBytes += bytes.length
    return sha256Hasher.digest(bytes)
  }
  await using sink = await openSink(disk, { hasher: { digest } })
  assert.deepEqual(sink.have, chunksOf([0, 1]))
  assert.equal(hashedBytes, 0)
})

test('a staged file of another size is not trusted, mark or not', async () => {
  await using disk = await TransferDisk.make()
  {
    await using left = await openSink(disk)
    await left.prepare(never)
    for (const index of [0, 3]) await left.write(chunk(index), never)
  }
  await using file = await open(partOf(disk), 'r+')
  await file.truncate(CHUNK_BYTES + 5)
  await using sink = await openSink(disk)
  assert.deepEqual(sink.have, chunksOf([0]))
})

test('a staged file that was removed begins anew', async () => {
  await using disk = await TransferDisk.make()
  {
    await using left = await openSink(disk)
    await left.prepare(never)
    await left.write(chunk(1), never)
  }
  await rm(stagingOf(disk), { recursive: true })
  await using sink = await openSink(disk)
  assert.deepEqual(sink.have, chunksOf([]))
})

for (const [moment, undo] of [
  [
    'before it had its name',
    async (disk: TransferDisk) => {
      await link(join(disk.folder, 'film.mkv'), join(disk.folder, 'kept'))
      await unlink(join(disk.folder, 'film.mkv'))
      await mkdir(stagingOf(disk), { mode: 0o700 })
      await rename(join(disk.folder, 'kept'), partOf(disk))
    },
  ],
  [
    'with both names',
    async (disk: TransferDisk) => {
      await mkdir(stagingOf(disk), { mode: 0o700 })
      await link(join(disk.folder, 'film.mkv'), partOf(disk))
    },
  ],
  ['when all was done but told', async () => undefined],
] as const) {
  test(`killed during its commit, ${moment}, the file is there once and whole`, async () => {
    await using disk = await TransferDisk.make()
    {
      await using sink = await received(disk)
      await sink.commit(never)
    }
    await undo(disk)
    await using sink = await openSink(disk)
    assert.deepEqual(sink.have, chunksOf([0, 1, 2, 3]))
    await sink.prepare(never)
    assert.equal(await sink.commit(never), 'film.mkv')
    assert.deepEqual(await readdir(disk.folder), ['film.mkv'])
    assert.deepEqual(await readFile(join(disk.folder, 'film.mkv')), content)
  })
}

test('a committed file that its owner has renamed since does not come again', async () => {
  await using disk = await TransferDisk.make()
  {
    await using sink = await received(disk)
    await sink.commit(never)
  }
  await rename(join(disk.folder, 'film.mkv'), join(disk.folder, 'holiday.mkv'))
  await using sink = await openSink(disk)
  assert.equal(sink.committed, 'film.mkv')
  assert.deepEqual(await readdir(disk.folder), ['holiday.mkv'])
})

test('zeros take no room, and are zeros also over what an ended run wrote without recording', async () => {
  await using disk = await TransferDisk.make()
  const zeros = Buffer.from(content)
  zeros.fill(0, CHUNK_BYTES, 3 * CHUNK_BYTES)
  {
    await using left = await openSink(disk)
    await left.prepare(never)
    await left.write(chunk(0, zeros), never)
  }
  {
    await using file = await open(partOf(disk), 'r+')
    await file.write(randomBytes(100), 0, 100, 2 * CHUNK_BYTES + 7)
  }
  await using sink = await received(disk, {}, zeros)
  await sink.commit(never)
  assert.deepEqual(await readFile(join(disk.folder, 'film.mkv')), zeros)
  assert.ok((await stat(join(disk.folder, 'film.mkv'))).blocks * 512 < 3 * CHUNK_BYTES)
})

test('too little room for the rest is a full disk before the first byte', async () => {
  await using disk = await TransferDisk.make()
  const room = (bytes: number) => ({ freeBytes: async () => bytes })
  await using sink = await openSink(disk, room(content.length + KEEP_FREE_BYTES - 1))
  await assert.rejects(sink.prepare(never), isCode('DISK_FULL'))
  await assert.rejects(stat(partOf(disk)), { code: 'ENOENT' })
  await using enough = await openSink(disk, room(content.length + KEEP_FREE_BYTES))
  await enough.prepare(never)
})
