import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { CHUNK_BYTES, MAX_VAIN_CHUNKS } from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import {
  offeredFile,
  receiveFile,
  sendFile,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'

const SIZE = 6 * CHUNK_BYTES + 7

/** What the receiver asks for. */
function listened(channel: TransferChannel, said: ChannelMessage[]): TransferChannel {
  return {
    send: async (message, options) => {
      said.push(message)
      await channel.send(message, options)
    },
    receive: async (options) => await channel.receive(options),
    release: (bytes) => channel.release?.(bytes),
    finish: async () => await channel.finish(),
    reset: () => channel.reset(),
  }
}

/** `older` lies at the name already. */
async function moved(older: (content: Buffer) => Buffer | undefined, size = SIZE) {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, size)
  const before = older(offered.content)
  await mkdir(to.folder, { recursive: true })
  if (before !== undefined) await writeFile(join(to.folder, 'film.mkv'), before)
  const pair = transferPair()
  const said: ChannelMessage[] = []
  const [sent, received] = await Promise.all([
    sendFile({ ...offered, disk: from, channel: pair.sender }),
    receiveFile({ ...offered, disk: to, channel: listened(pair.receiver, said) }),
  ])
  assert.ok(sent.kind === 'verified' && received.kind === 'verified')
  assert.deepEqual(await readFile(join(to.folder, received.name)), offered.content)
  if (before !== undefined) assert.deepEqual(await readFile(join(to.folder, 'film.mkv')), before)
  const wants = said.filter((message) => message.kind === 'want')
  return {
    bytes: sent.movedBytes,
    name: received.name,
    names: (await readdir(to.folder)).toSorted(),
    digestsOnly: wants.filter(({ value }) => value.digestsOnly).length,
  }
}

test('of a file that lies at the name already nothing moves, and nothing new is made', async () => {
  const { bytes, name, names } = await moved((content) => content)
  assert.deepEqual([bytes, name, names], [0, 'film.mkv', ['film.mkv']])
})

test('of a newer version only the chunks that are new move, and the older one stays', async () => {
  const { bytes, names } = await moved((content) => {
    const older = Buffer.from(content)
    older.writeUInt8(older.readUInt8(2 * CHUNK_BYTES + 5) ^ 1, 2 * CHUNK_BYTES + 5)
    return older
  })
  assert.equal(bytes, CHUNK_BYTES)
  assert.deepEqual(names, ['film (1).mkv', 'film.mkv'])
})

test('of a file that has grown only what is new moves', async () => {
  const { bytes } = await moved((content) => content.subarray(0, 4 * CHUNK_BYTES + 100))
  assert.equal(bytes, SIZE - 4 * CHUNK_BYTES)
})

test('a first transfer asks for no digests: where nothing lies, nothing is looked for', async () => {
  const { bytes, digestsOnly } = await moved(() => undefined)
  assert.deepEqual([bytes, digestsOnly], [SIZE, 0])
})

test('another file of the same name is let be after the first chunks that differ', async () => {
  const size = (MAX_VAIN_CHUNKS + 40) * CHUNK_BYTES
  const { bytes, digestsOnly } = await moved(() => randomBytes(size), size)
  assert.equal(bytes, size)
  // Those under way when that was known are asked for too.
  assert.ok(digestsOnly >= MAX_VAIN_CHUNKS && digestsOnly < MAX_VAIN_CHUNKS + 20, `${digestsOnly}`)
})
