import assert from 'node:assert/strict'
import { chmod, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { identifySource } from '../../../node/transfer/data/disk-source.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import {
  offeredFile,
  receiveFile,
  sendFile,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'

const signal = new AbortController().signal

for (const size of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 20 * CHUNK_BYTES + 7]) {
  test(`a file of ${size} bytes arrives byte for byte, with its time and mode`, async () => {
    await using from = await TransferDisk.make()
    await using to = await TransferDisk.make()
    const { path, content } = await offeredFile(from, size)
    await chmod(path, 0o640)
    await utimes(path, 1_600_000_000, 1_600_000_000)
    const source = await identifySource(path, { signal })
    const pair = transferPair()
    const [sent, received] = await Promise.all([
      sendFile({ path, source, disk: from, channel: pair.sender }),
      receiveFile({ source, disk: to, channel: pair.receiver }),
    ])
    assert.ok(sent.kind === 'verified' && received.kind === 'verified')
    assert.equal(sent.root, received.root)
    assert.equal(sent.movedBytes, size)
    assert.deepEqual(await readdir(to.folder), ['film.mkv'])
    assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), content)
    const stats = await stat(join(to.folder, 'film.mkv'))
    assert.equal(stats.mtimeMs, 1_600_000_000_000)
    assert.equal(stats.mode & 0o777, 0o640)
  })
}

test('progress is what is verified on the receiver’s disk, and never goes back', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, 8 * CHUNK_BYTES)
  const pair = transferPair()
  const told: number[] = []
  const kept: number[] = []
  let verifying = 0
  const onVerifying = () => verifying++
  await Promise.all([
    sendFile(
      { ...offered, disk: from, channel: pair.sender },
      { onProgress: (each) => told.push(each.verifiedBytes), onVerifying },
    ),
    receiveFile(
      { ...offered, disk: to, channel: pair.receiver },
      { onProgress: (each) => kept.push(each.verifiedBytes), onVerifying },
    ),
  ])
  assert.equal(told.at(-1), 8 * CHUNK_BYTES)
  for (const marks of [told, kept]) {
    assert.equal(marks[0], 0)
    assert.deepEqual(
      marks,
      [...marks].sort((a, b) => a - b),
    )
  }
  assert.equal(verifying, 2)
})

test('a name that exists gets a number, also when it differs in case only', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, 10)
  await offeredFile(to, 5, 'FILM.mkv')
  await writeFile(join(to.folder, 'film (1).mkv'), 'mine')
  const pair = transferPair()
  const [, received] = await Promise.all([
    sendFile({ ...offered, disk: from, channel: pair.sender }),
    receiveFile({ ...offered, disk: to, channel: pair.receiver }),
  ])
  assert.ok(received.kind === 'verified')
  assert.equal(received.name, 'film (2).mkv')
  assert.equal(await readFile(join(to.folder, 'film (1).mkv'), 'utf8'), 'mine')
  assert.deepEqual(await readFile(join(to.folder, 'film (2).mkv')), offered.content)
})
