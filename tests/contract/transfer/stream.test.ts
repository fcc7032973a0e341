import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { stat, truncate, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { StreamStages } from '../../../node/transfer/data/stream-stages.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { chunkSinkContract } from './chunk-sink-contract.ts'
import { chunkSourceContract } from './chunk-source-contract.ts'

const never = { signal: new AbortController().signal }

async function openStreamSink(disk: TransferDisk, size: number | undefined) {
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock }
  const manifest = { kind: 'stream', name: 'x.tar', mtimeMs: 0, size } as const
  return await openDiskSink(deps, { transferId: TRANSFER, manifest, folder: disk.folder }, never)
}

chunkSinkContract('a stream whose end is known, on disk', async () => {
  const disk = await TransferDisk.make()
  return {
    open: async (size) => await openStreamSink(disk, size),
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

async function staged() {
  const disk = await TransferDisk.make()
  const folder = join(disk.folder, 'streams')
  const stages = new StreamStages({ hasher: sha256Hasher }, { folder })
  return { disk, folder, stages, path: join(folder, `${TRANSFER}.stream`) }
}

chunkSourceContract('a stream that has ended, on disk', async () => {
  const { disk, stages, path } = await staged()
  return {
    open: async (content) => {
      const stage = await stages.create(TRANSFER)
      const source = await stages.openSource(TRANSFER, never)
      await stage.append(content)
      await utimes(path, 1, 1)
      await stage.force()
      await stage.end()
      return source as typeof source & AsyncDisposable
    },
    touch: async () => await utimes(path, 2, 2),
    shorten: async () => await truncate(path, 10),
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

test('a stream is kept where nobody else can read it, and its folder is emptied of what nobody knows', async () => {
  const { disk, folder, stages, path } = await staged()
  await using _ = disk
  const stage = await stages.create(TRANSFER)
  if (process.platform !== 'win32') {
    assert.equal((await stat(folder)).mode & 0o777, 0o700)
    assert.equal((await stat(path)).mode & 0o777, 0o600)
  }
  await stages.keepOnly(new Set([TRANSFER]))
  await stat(path)
  await stages.keepOnly(new Set())
  await assert.rejects(stat(path), { code: 'ENOENT' })
  await stage.fail()
})

test('a chunk of a stream is waited for until it is there, and beyond the end there is none', async () => {
  const { disk, stages } = await staged()
  await using _ = disk
  const stage = await stages.create(TRANSFER)
  await using source = await stages.openSource(TRANSFER, never)
  const content = randomBytes(CHUNK_BYTES + 5)
  await stage.append(content.subarray(0, CHUNK_BYTES - 1))
  const reads = [source.read(0, never), source.growth?.reaches(1, never)]
  const beyond = source.growth?.reaches(2, never)
  await stage.append(content.subarray(CHUNK_BYTES - 1))
  assert.deepEqual(Buffer.from((await reads[0]) as Uint8Array), content.subarray(0, CHUNK_BYTES))
  assert.deepEqual([source.growth?.chunks, source.growth?.bytes], [1, CHUNK_BYTES + 5])
  await stage.force()
  await stage.end()
  assert.deepEqual([await reads[1], await beyond], [true, false])
  assert.deepEqual(Buffer.from(await source.read(1, never)), content.subarray(CHUNK_BYTES))
})

test('whoever waits for a chunk of a stream that breaks off hears so, and later callers too', async () => {
  const { disk, stages } = await staged()
  await using _ = disk
  const stage = await stages.create(TRANSFER)
  await using source = await stages.openSource(TRANSFER, never)
  const waiting = source.read(0, never)
  const isGone = (err: unknown) => err instanceof TransferError && err.code === 'SOURCE_GONE'
  await Promise.all([assert.rejects(waiting, isGone), stage.fail()])
  await assert.rejects(source.confirm(never), isGone)
  await assert.rejects(stages.openSource(TRANSFER, never), isGone)
  await assert.rejects(stage.append(new Uint8Array(1)), isGone)
})

test('a stream without a known end resumes from its whole chunks, holes too, and is as long as they say', async () => {
  await using disk = await TransferDisk.make()
  const bytes = (index: number) =>
    index === 1 ? new Uint8Array(CHUNK_BYTES) : new Uint8Array(CHUNK_BYTES).fill(index + 1)
  const chunk = (index: number, length = CHUNK_BYTES) => {
    const content = bytes(index).subarray(0, length)
    return { index, bytes: content, leaves: sha256Hasher.digest(content) }
  }
  {
    await using sink = await openStreamSink(disk, undefined)
    assert.equal(sink.plan.isOpen, true)
    await sink.prepare(never)
    for (const index of [0, 1]) await sink.write(chunk(index), never)
    ;(sink.plan as StreamPlan).close(2 * CHUNK_BYTES + 5)
    await sink.write(chunk(2, 5), never)
  }
  // Its end was not written down: what was shorter than a whole chunk comes again.
  const again = await openStreamSink(disk, undefined)
  assert.deepEqual(again.have, chunksOf([0, 1]))
  await again.prepare(never)
  ;(again.plan as StreamPlan).close(2 * CHUNK_BYTES + 5)
  await again.write(chunk(2, 5), never)
  const name = await again.commit(never)
  await again[Symbol.asyncDispose]()
  assert.equal((await stat(join(disk.folder, name))).size, 2 * CHUNK_BYTES + 5)
  await using known = await openStreamSink(disk, undefined)
  assert.deepEqual([known.committed, known.plan.isOpen], [name, false])
  assert.deepEqual([known.plan.size, known.have], [2 * CHUNK_BYTES + 5, chunksOf([0, 1, 2])])
})

test('a stream has one end, and none beyond the longest', () => {
  const plan = new StreamPlan({ chunkBytes: 10, maxChunks: 3 })
  assert.deepEqual([plan.isOpen, plan.count, plan.lengthOf(2)], [true, 3, 10])
  assert.throws(() => plan.close(31), RangeError)
  plan.close(25)
  plan.close(25)
  assert.deepEqual([plan.isOpen, plan.size, plan.count, plan.lengthOf(2)], [false, 25, 3, 5])
  assert.throws(() => plan.close(24), RangeError)
})
