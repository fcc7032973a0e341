import assert from 'node:assert/strict'
import { truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import { identifySource, openDiskSource } from '../../../node/transfer/data/disk-source.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { offeredFile, TRANSFER, TransferDisk } from '../../support/file-transfer.ts'
import { chunkSinkContract } from './chunk-sink-contract.ts'
import { chunkSourceContract } from './chunk-source-contract.ts'

const never = { signal: new AbortController().signal }

chunkSinkContract('a file on disk', async () => {
  const disk = await TransferDisk.make()
  const deps = { chunks: disk.chunks, hasher: sha256Hasher, clock: systemClock }
  return {
    open: async (size) => {
      const manifest = { kind: 'file', name: 'film.mkv', size, mtimeMs: 0, mode: 0o644 } as const
      const target = { transferId: TRANSFER, manifest, folder: disk.folder }
      return await openDiskSink(deps, target, never)
    },
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

chunkSourceContract('a file on disk', async () => {
  const disk = await TransferDisk.make()
  const path = join(disk.folder, 'film.mkv')
  return {
    open: async (content) => {
      await offeredFile(disk, 0)
      await writeFile(path, content)
      await utimes(path, 1, 1)
      const { identity } = await identifySource(path, never)
      return await openDiskSource({ hasher: sha256Hasher }, { path, identity }, never)
    },
    touch: async () => await utimes(path, 2, 2),
    shorten: async () => await truncate(path, 10),
    [Symbol.asyncDispose]: async () => await disk[Symbol.asyncDispose](),
  }
})

test('a ledger gives back what was recorded, ascending, each once, and only its own', async () => {
  await using disk = await TransferDisk.make()
  const ledger = disk.chunks.ledger(TRANSFER)
  const digest = (byte: number) => new Uint8Array(32).fill(byte)
  for (const index of [11, 2, 1_000_000_000_000, 0]) await ledger.record(index, digest(index % 200))
  await ledger.record(2, digest(77))
  const entries = await Array.fromAsync(ledger.entries(never))
  assert.deepEqual(
    entries.map((each) => [each.index, each.leaves[0]]),
    [
      [0, 0],
      [2, 77],
      [11, 11],
      [1_000_000_000_000, 0],
    ],
  )
  const other = TRANSFER.replace('e0', 'e1') as typeof TRANSFER
  assert.deepEqual(await Array.fromAsync(disk.chunks.ledger(other).entries(never)), [])
  await disk.chunks.forget(TRANSFER)
  assert.deepEqual(await Array.fromAsync(ledger.entries(never)), [])
})
