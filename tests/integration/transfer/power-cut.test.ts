import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { ChunkSink } from '../../../src/transfer/ports.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { type CutDisk, cutDisk, forgetting } from '../../support/power-cut.ts'

const never = { signal: new AbortController().signal }
const CHUNKS = 5
const content = randomBytes(CHUNKS * CHUNK_BYTES)
const manifest = {
  kind: 'file',
  name: 'film.mkv',
  size: content.length,
  mtimeMs: 0,
  mode: 0o644,
} as const

async function openSink(root: string, disk: TransferDisk) {
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock }
  const target = { transferId: TRANSFER, manifest, folder: join(root, 'side/files') }
  return await openDiskSink({ ...deps, freeBytes: async () => 2 ** 40 }, target, never)
}

async function write(sink: ChunkSink, ...indices: readonly number[]): Promise<void> {
  for (const index of indices) {
    const bytes = content.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
    await sink.write({ index, bytes, leaves: sha256Hasher.digest(bytes) }, never)
  }
}

/** What a sink at the other side of a power cut trusts, and whether it may. */
async function afterCut(disk: CutDisk) {
  const root = disk.cut()
  await using side = await TransferDisk.at(join(root, 'side'))
  await using sink = await openSink(root, side)
  const path = join(root, 'side/files/.homing-incoming', `${TRANSFER}.part`)
  const staged = await readFile(path).catch(() => Buffer.alloc(0))
  const trusted = sink.have.runs.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, at) => start + at),
  )
  const range = (index: number) => [index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES] as const
  const isTrue = trusted.every((index) =>
    staged.subarray(...range(index)).equals(content.subarray(...range(index))),
  )
  return { trusted, isTrue }
}

/** Three chunks under a durable mark, two only recorded, and then no power. */
async function cutWhileReceiving(disk: CutDisk, root: string) {
  await using side = await TransferDisk.at(join(root, 'side'))
  {
    await using sink = await openSink(root, side)
    await sink.prepare(never)
    await write(sink, 0, 1, 2)
  }
  await using sink = await openSink(root, side)
  await sink.prepare(never)
  await write(sink, 3, 4)
  return await afterCut(disk)
}

test('after a power cut what counts is on the disk, and what was marked durable counts', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  const { trusted, isTrue } = await cutWhileReceiving(disk, disk.folder)
  assert.ok(isTrue)
  assert.deepEqual(trusted.slice(0, 3), [0, 1, 2])
})

test('the power cut would find out a sink that marks without forcing its data to the disk', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  await forgetting(['datasync', 'sync'], async () => {
    const { trusted, isTrue } = await cutWhileReceiving(disk, disk.folder)
    assert.ok(!isTrue || trusted.length < 3, 'the cut lost nothing')
  })
})

async function cutAfterCommit(disk: CutDisk): Promise<Buffer> {
  {
    await using side = await TransferDisk.at(join(disk.folder, 'side'))
    await using sink = await openSink(disk.folder, side)
    await sink.prepare(never)
    await write(sink, 0, 1, 2, 3, 4)
    await sink.commit(never)
  }
  return await readFile(join(disk.cut(), 'side/files/film.mkv')).catch(() => Buffer.alloc(0))
}

test('a committed file survives a power cut whole, under its name', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  assert.ok((await cutAfterCommit(disk)).equals(content))
})

test('the power cut would find out a commit without fsync', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  await forgetting(['datasync', 'sync'], async () => {
    assert.ok(!(await cutAfterCommit(disk)).equals(content), 'the cut lost nothing')
  })
})

/** Ended between the new name and the forcing of its folder; the next run finds the name. */
async function cutAfterFoundCommit(disk: CutDisk): Promise<Buffer> {
  {
    await using side = await TransferDisk.at(join(disk.folder, 'side'))
    {
      await using sink = await openSink(disk.folder, side)
      await sink.prepare(never)
      await write(sink, 0, 1, 2, 3, 4)
      await forgetting(['sync'], async () => void (await sink.commit(never)))
    }
    await using found = await openSink(disk.folder, side)
    assert.equal(found.committed, 'film.mkv')
    return await readFile(join(disk.cut(), 'side/files/film.mkv')).catch(() => Buffer.alloc(0))
  }
}

test('a commit that a kill left unforced is forced when it is found', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  assert.ok((await cutAfterFoundCommit(disk)).equals(content))
})

test('the power cut would find out one that is found and not forced', async (t) => {
  using disk = cutDisk(t, 192)
  if (disk === undefined) return
  await forgetting(['sync'], async () => {
    assert.ok(!(await cutAfterFoundCommit(disk)).equals(content), 'the cut lost nothing')
  })
})
