import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import {
  identifySource,
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
    await mkdir(from.folder)
    const path = join(from.folder, 'film.mkv')
    const content = randomBytes(size)
    await writeFile(path, content, { mode: 0o640 })
    await utimes(path, 1_600_000_000, 1_600_000_000)
    const source = await identifySource(path, { signal })
    const pair = transferPair()
    const [sent, received] = await Promise.all([
      sendFile({ path, source, disk: from, channel: pair.sender }),
      receiveFile({ source, disk: to, channel: pair.receiver }),
    ])
    assert.equal(sent.kind, 'verified', JSON.stringify(sent))
    assert.equal(received.kind, 'verified', JSON.stringify(received))
    assert.deepEqual(await readdir(to.folder), ['film.mkv'])
    assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), content)
    const stats = await stat(join(to.folder, 'film.mkv'))
    assert.equal(stats.mtimeMs, 1_600_000_000_000)
    assert.equal(stats.mode & 0o777, 0o640)
  })
}
