import assert from 'node:assert/strict'
import { appendFile, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDiskSource } from '../../../node/transfer/data/disk-source.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { Progress, TransferChannel } from '../../../src/transfer/ports.ts'
import { smallDisk } from '../../support/small-disk.ts'
import {
  offeredFile,
  receiveFile,
  sendFile,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'

const never = { signal: new AbortController().signal }
const CHUNKS = 24

/** Remembers what kinds of messages its owner said. */
function overheard(channel: TransferChannel, said: string[]): TransferChannel {
  return {
    send: async (message: ChannelMessage, options) => {
      said.push(message.kind)
      await channel.send(message, options)
    },
    receive: (options) => channel.receive(options),
    finish: () => channel.finish(),
    reset: () => channel.reset(),
  }
}

for (const [what, change] of [
  ['is written to', async (path: string) => await writeByte(path)],
  ['grows', async (path: string) => await appendFile(path, 'x')],
  ['gets shorter', async (path: string) => await shorten(path)],
] as const) {
  test(`a source that ${what} while it is sent is never passed off as whole`, async () => {
    await using from = await TransferDisk.make()
    await using to = await TransferDisk.make()
    const offered = await offeredFile(from, CHUNKS * CHUNK_BYTES)
    const pair = transferPair()
    const said: string[] = []
    let changing: Promise<unknown> | undefined
    const onProgress = ({ verifiedBytes }: Progress) => {
      if (verifiedBytes >= 2 * CHUNK_BYTES) changing ??= change(offered.path)
    }
    const [sent, received] = await Promise.all([
      sendFile({ ...offered, disk: from, channel: overheard(pair.sender, said) }, { onProgress }),
      receiveFile({ ...offered, disk: to, channel: pair.receiver }),
    ])
    await changing
    assert.partialDeepStrictEqual(sent, { kind: 'stopped', by: 'us', code: 'source-changed' })
    assert.deepEqual(received, { kind: 'stopped', by: 'peer', code: 'source-changed' })
    assert.ok(!said.includes('done'))
    assert.deepEqual(await readdir(to.folder), ['.homing-incoming'])
  })
}

async function writeByte(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.write('x', (CHUNKS - 1) * CHUNK_BYTES)
}

async function shorten(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  await file.truncate(CHUNK_BYTES)
}

test('a source that changed between offer and resume is not even begun', async () => {
  await using from = await TransferDisk.make()
  const { path, source } = await offeredFile(from, CHUNK_BYTES)
  await rename(path, `${path}.old`)
  await writeFile(path, await readFile(`${path}.old`))
  const { identity } = source
  const isCode = (code: string) => (err: unknown) =>
    err instanceof TransferError && err.code === code
  await assert.rejects(
    openDiskSource({ hasher: sha256Hasher }, { path, identity }, never),
    isCode('SOURCE_CHANGED'),
  )
  await rm(path)
  await assert.rejects(
    openDiskSource({ hasher: sha256Hasher }, { path, identity }, never),
    isCode('SOURCE_GONE'),
  )
})

test('too little room, known beforehand, pauses both sides before the first chunk', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, 3 * CHUNK_BYTES)
  const pair = transferPair()
  const said: string[] = []
  const [sent, received] = await Promise.all([
    sendFile({ ...offered, disk: from, channel: pair.sender }),
    receiveFile({
      ...offered,
      disk: to,
      channel: overheard(pair.receiver, said),
      sinkDeps: { freeBytes: async () => CHUNK_BYTES },
    }),
  ])
  assert.deepEqual(sent, { kind: 'stopped', by: 'peer', code: 'disk-full' })
  assert.partialDeepStrictEqual(received, { kind: 'stopped', by: 'us', code: 'disk-full' })
  assert.deepEqual(said, ['stop'])
})

test('a disk that is full in the middle pauses both sides, and it goes on when there is room', async (t) => {
  await using stack = new AsyncDisposableStack()
  const disk = smallDisk(t, 16)
  if (disk === undefined) return
  stack.use(disk)
  const from = stack.use(await TransferDisk.make())
  const to = stack.use(await TransferDisk.make(disk.folder))
  await disk.fill(8)
  const offered = await offeredFile(from, 10 * CHUNK_BYTES)
  // The disk itself says that it is full, not our foresight.
  const sinkDeps = { freeBytes: async () => Number.MAX_SAFE_INTEGER }
  const move = async () => {
    const pair = transferPair()
    return await Promise.all([
      sendFile({ ...offered, disk: from, channel: pair.sender }),
      receiveFile({ ...offered, disk: to, channel: pair.receiver, sinkDeps }),
    ])
  }
  const [sent, received] = await move()
  assert.deepEqual(sent, { kind: 'stopped', by: 'peer', code: 'disk-full' })
  assert.partialDeepStrictEqual(received, { kind: 'stopped', by: 'us', code: 'disk-full' })
  await disk.free()
  const [again, arrived] = await move()
  assert.ok(again.kind === 'verified' && arrived.kind === 'verified')
  assert.ok(again.movedBytes < 10 * CHUNK_BYTES, 'what was kept is not sent again')
  assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), offered.content)
})
