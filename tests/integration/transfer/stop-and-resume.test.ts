import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Outcome, StopReason } from '../../../src/transfer/domain/outcome.ts'
import { TransferError } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { Progress, TransferChannel } from '../../../src/transfer/ports.ts'
import {
  offeredFile,
  receiveFile,
  sendFile,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'

type Offered = Awaited<ReturnType<typeof offeredFile>>
type Disks = Readonly<{ from: TransferDisk; to: TransferDisk; offered: Offered }>
const CHUNKS = 24

async function goOn({ from, to, offered }: Disks): Promise<readonly [Outcome, Outcome]> {
  const pair = transferPair()
  return await Promise.all([
    sendFile({ ...offered, disk: from, channel: pair.sender }),
    receiveFile({ ...offered, disk: to, channel: pair.receiver }),
  ])
}

async function assertArrived({ to, offered }: Disks): Promise<void> {
  assert.deepEqual(await readdir(to.folder), ['film.mkv'])
  assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), offered.content)
}

/** Aborts when this many bytes are verified. */
function stopAt(bytes: number, reason: Error) {
  const controller = new AbortController()
  const onProgress = ({ verifiedBytes }: Progress) => {
    if (verifiedBytes >= bytes) controller.abort(reason)
  }
  return { signal: controller.signal, onProgress }
}

for (const code of ['paused', 'cancelled'] as const) {
  for (const side of ['sender', 'receiver'] as const) {
    test(`${code} by the ${side}: both know, nothing has the final name, and it can go on`, async () => {
      await using from = await TransferDisk.make()
      await using to = await TransferDisk.make()
      const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES) }
      const stop = stopAt(5 * CHUNK_BYTES, new StopReason(code))
      const pair = transferPair()
      const { offered } = disks
      const outcomes = await Promise.all([
        sendFile({ ...offered, disk: from, channel: pair.sender }, side === 'sender' ? stop : {}),
        receiveFile(
          { ...offered, disk: to, channel: pair.receiver },
          side === 'receiver' ? stop : {},
        ),
      ])
      const [mine, theirs] = side === 'sender' ? outcomes : outcomes.toReversed()
      assert.partialDeepStrictEqual(mine, { kind: 'stopped', by: 'us', code })
      assert.deepEqual(theirs, { kind: 'stopped', by: 'peer', code })
      assert.deepEqual(await readdir(to.folder), ['.homing-incoming'])

      const [sent] = await goOn(disks)
      assert.ok(sent.kind === 'verified')
      assert.ok(sent.movedBytes <= (CHUNKS - 5) * CHUNK_BYTES, `${sent.movedBytes} sent again`)
      await assertArrived(disks)
    })
  }
}

test('a process that ends drops the line without a word, and both sides can go on', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES) }
  const pair = transferPair()
  const outcomes = await Promise.all([
    sendFile(
      { ...disks.offered, disk: from, channel: pair.sender },
      stopAt(3 * CHUNK_BYTES, new Error('stopping')),
    ),
    receiveFile({ ...disks.offered, disk: to, channel: pair.receiver }),
  ])
  assert.deepEqual(
    outcomes.map((each) => each.kind),
    ['lost', 'lost'],
  )
  await goOn(disks)
  await assertArrived(disks)
})

test('cut at any byte, and again, it goes on and sends at most the window twice', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES + 5) }
  let cuts = 0
  let onTheWire = 0
  for (;;) {
    const pair = transferPair()
    if (cuts < 10 && randomInt(3) > 0) pair.aStream.cutAtBytes = randomInt(8 * CHUNK_BYTES)
    else if (cuts < 10) pair.bStream.cutAtBytes = randomInt(200)
    const [sent, received] = await Promise.all([
      sendFile({ ...disks.offered, disk: from, channel: pair.sender }),
      receiveFile({ ...disks.offered, disk: to, channel: pair.receiver }),
    ])
    onTheWire += pair.aStream.sentBytes
    if (sent.kind === 'verified' && received.kind === 'verified') break
    cuts++
    assert.equal(sent.kind, 'lost')
    // The last word may have been said just before the cut; then only the sender has to ask again.
    assert.ok(received.kind === 'lost' || received.kind === 'verified')
  }
  await assertArrived(disks)
  // Beside the bytes of the file: frames of at most 200 bytes, on the last line too, also when no cut came in time.
  const frames = (cuts + 1) * (CHUNKS + 4) * 200
  const most = disks.offered.content.length + frames + cuts * (WINDOW_CHUNKS + 1) * CHUNK_BYTES
  assert.ok(onTheWire <= most, `${onTheWire} bytes were sent`)
})

test('the file is whole although its last word got lost: the sender learns it on the next line', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, 2 * CHUNK_BYTES) }
  const pair = transferPair()
  const [sent, received] = await Promise.all([
    sendFile({ ...disks.offered, disk: from, channel: pair.sender }),
    receiveFile({ ...disks.offered, disk: to, channel: withoutLastWord(pair) }),
  ])
  assert.equal(sent.kind, 'lost')
  assert.equal(received.kind, 'verified')
  await assertArrived(disks)
  const [again, still] = await goOn(disks)
  assert.ok(again.kind === 'verified' && still.kind === 'verified')
  assert.equal(again.movedBytes, 0)
  assert.equal(still.name, 'film.mkv')
  await assertArrived(disks)
})

/** Cut in the moment in which the receiver says that it is there. */
function withoutLastWord({ receiver, bStream }: ReturnType<typeof transferPair>): TransferChannel {
  return {
    send: async (message, options) => {
      if (message.kind === 'verified') bStream.cut()
      await receiver.send(message, options)
    },
    receive: (options) => receiver.receive(options),
    finish: () => receiver.finish(),
    reset: () => receiver.reset(),
  }
}

test('a sender that lost its digests reads the file again and finds the same root', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  await using other = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES) }
  const pair = transferPair()
  await Promise.all([
    sendFile(
      { ...disks.offered, disk: from, channel: pair.sender },
      stopAt(6 * CHUNK_BYTES, new StopReason('paused')),
    ),
    receiveFile({ ...disks.offered, disk: to, channel: pair.receiver }),
  ])
  const [sent] = await goOn({ ...disks, from: other })
  assert.equal(sent.kind, 'verified')
  await assertArrived(disks)
})

test('a sender whose disk keeps no digests sends all the same, and reads the file once more for the root', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES) }
  from.chunks.record = async () => {
    throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
  }
  const [sent] = await goOn(disks)
  assert.equal(sent.kind, 'verified')
  await assertArrived(disks)
})

test('a byte that flips in the partial file while nobody runs comes again, before anything has its name', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const disks = { from, to, offered: await offeredFile(from, CHUNKS * CHUNK_BYTES) }
  const { offered } = disks
  const stop = stopAt(8 * CHUNK_BYTES, new StopReason('paused'))
  const pair = transferPair()
  await Promise.all([
    sendFile({ ...offered, disk: from, channel: pair.sender }),
    receiveFile({ ...offered, disk: to, channel: pair.receiver }, stop),
  ])
  await flipFirstByte(join(to.folder, '.homing-incoming'))
  const [, found] = await goOn(disks)
  assert.ok(found.kind === 'lost' && found.cause instanceof TransferError)
  assert.equal(found.cause.code, 'SINK_SPOILED')
  assert.ok(!(await readdir(to.folder)).includes('film.mkv'))
  const [sent] = await goOn(disks)
  assert.ok(sent.kind === 'verified')
  assert.equal(sent.movedBytes, CHUNK_BYTES, 'only the chunk that was changed')
  await assertArrived(disks)
})

async function flipFirstByte(staging: string): Promise<void> {
  const [name] = await readdir(staging)
  await using file = await open(join(staging, name ?? ''), 'r+')
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, 0)
  buffer[0] = (buffer[0] ?? 0) ^ 1
  await file.write(buffer, 0, 1, 0)
}
