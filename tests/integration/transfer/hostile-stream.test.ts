import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { systemClock } from '../../../src/system/clock.ts'
import { sha256Hasher } from '../../../src/system/hasher.ts'
import { openDiskSink } from '../../../node/transfer/data/disk-sink-open.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { StreamPlan } from '../../../src/transfer/entity/stream-plan.ts'
import { CHUNK_BYTES, MAX_FILE_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import {
  offeredFile,
  receiveFile,
  receiveOn,
  TRANSFER,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'
import { chunkOf, OTHER_ROOT, type Scene, scene, settled } from '../../support/hostile-scene.ts'
import { receiveStream, STREAM, StreamSide } from '../../support/stream-transfer.ts'

const never = { signal: new AbortController().signal }
const content = randomBytes(4 * CHUNK_BYTES)
const BEGIN: ChannelMessage = {
  kind: 'begin',
  value: {
    ...{ size: 0, chunkCount: 0, mtimeMs: STREAM.mtimeMs, mode: 0 },
    ...{ listing: new Uint8Array(), open: true },
  },
}
const extent = (size: number, chunkCount = Math.ceil(size / CHUNK_BYTES)): ChannelMessage => ({
  kind: 'extent',
  value: { size, chunkCount },
})
const chunk = (index: number) => chunkOf(content, index)

/** A sender of a stream that follows no rules but those of `act`, against a real receiver. */
async function againstReceiver(act: (scene: Scene) => Promise<void>): Promise<string> {
  await using to = await TransferDisk.make()
  const pair = transferPair()
  const hostile = scene(pair.sender, content, BEGIN)
  const received = receiveStream({ disk: to, channel: pair.receiver })
  await hostile.say(BEGIN)
  await hostile.hear('want')
  await act(hostile)
  const code = await settled(hostile, received)
  assert.ok(!(await readdir(to.folder)).includes('x.tar'), 'nothing has the final name')
  return code
}

for (const [what, act] of [
  [
    'an end before chunks that came',
    async ({ say }: Scene) => {
      for (const index of [0, 1]) await say(chunk(index))
      await say(extent(CHUNK_BYTES))
    },
  ],
  [
    'an end inside a whole chunk that came',
    async ({ say }: Scene) => {
      for (const index of [0, 1]) await say(chunk(index))
      await say(extent(CHUNK_BYTES + 1))
    },
  ],
  [
    'a second end',
    async ({ say }: Scene) => {
      await say(extent(4 * CHUNK_BYTES))
      await say(extent(4 * CHUNK_BYTES))
    },
  ],
  ['an end with too many chunks', async ({ say }: Scene) => await say(extent(10, 2))],
  ['an end beyond the longest stream', async ({ say }: Scene) => await say(extent(MAX_FILE_BYTES))],
  [
    'a chunk beyond the end',
    async ({ say }: Scene) => {
      await say(extent(CHUNK_BYTES))
      await say(chunk(1))
    },
  ],
  [
    'a short chunk without an end before it',
    async ({ say }: Scene) => await say(chunkOf(Buffer.alloc(5), 0)),
  ],
  [
    'a last word without an end',
    async ({ say }: Scene) => {
      await say(chunk(0))
      await say({ kind: 'done', value: { root: OTHER_ROOT, size: CHUNK_BYTES, chunkCount: 1 } })
    },
  ],
] as const) {
  test(`of a stream ${what} breaks the protocol and is said to`, async () => {
    assert.equal(await againstReceiver(act), 'protocol')
  })
}

test('an end of what is no stream breaks the protocol', async () => {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, 2 * CHUNK_BYTES)
  const pair = transferPair()
  const { size, mtimeMs, mode } = offered.source.manifest
  const value = { size, chunkCount: 2, mtimeMs, mode, listing: new Uint8Array(), open: false }
  const hostile = scene(pair.sender, offered.content, { kind: 'begin', value })
  const received = receiveFile({ ...offered, disk: to, channel: pair.receiver })
  await hostile.say(hostile.begin)
  await hostile.say(extent(size))
  assert.equal(await settled(hostile, received), 'protocol')
})

test('a file where a stream was offered, and the other way round, is not what was offered', async () => {
  await using to = await TransferDisk.make()
  const pair = transferPair()
  const value = { ...BEGIN.value, open: false } as Extract<typeof BEGIN, { kind: 'begin' }>['value']
  const hostile = scene(pair.sender, content, { kind: 'begin', value })
  const received = receiveStream({ disk: to, channel: pair.receiver })
  await hostile.say(hostile.begin)
  assert.equal(await settled(hostile, received), 'source-changed')
})

test('a stream that never ends is given up at the longest', async () => {
  await using to = await TransferDisk.make()
  const deps = { chunks: to.chunks, hasher: sha256Hasher, clock: systemClock }
  const target = { transferId: TRANSFER, manifest: STREAM, folder: to.folder }
  await using sink = await openDiskSink(deps, target, never)
  Object.defineProperty(sink, 'plan', { value: new StreamPlan({ maxChunks: 3 }) })
  const pair = transferPair()
  const hostile = scene(pair.sender, content, BEGIN)
  const received = receiveOn(pair.receiver, { sink, manifest: STREAM }, never)
  await hostile.say(BEGIN)
  await hostile.hear('want')
  for (const index of [0, 1, 2]) await hostile.say(chunk(index))
  assert.equal(await settled(hostile, received), 'protocol')
})

/** A receiver that follows no rules but those of `act`, against a real sender of a stream of two chunks so far. */
async function againstSender(act: (scene: Scene) => Promise<void>): Promise<string> {
  await using from = await TransferDisk.make()
  const side = new StreamSide(from)
  const stage = await side.begin()
  await stage.append(content.subarray(0, 2 * CHUNK_BYTES + 9))
  const pair = transferPair()
  const hostile = scene(pair.receiver, content, BEGIN)
  const sent = side.send(pair.sender)
  await act(hostile)
  const code = await settled(hostile, sent)
  await stage.fail()
  return code
}

for (const [what, act] of [
  [
    'wants more than a window ahead of what is there',
    async ({ say }: Scene) =>
      await say({
        kind: 'want',
        value: { first: WINDOW_CHUNKS + 2, count: 1, digestsOnly: false, direct: false },
      }),
  ],
  [
    'concludes what has not ended',
    async ({ say }: Scene) => await say({ kind: 'conclude', value: {} }),
  ],
  [
    'knows an end that there is not',
    async ({ say }: Scene) =>
      await say({ kind: 'have', value: { chunkCount: 2, set: Uint8Array.of(1) } }),
  ],
] as const) {
  test(`a receiver of a stream that ${what} is sent away`, async () => {
    assert.equal(await againstSender(act), 'protocol')
  })
}

test('a receiver that says it has more of a stream than there is makes no progress by it', async () => {
  await using from = await TransferDisk.make()
  const side = new StreamSide(from)
  const stage = await side.begin()
  await stage.append(content)
  const pair = transferPair()
  const told = Promise.withResolvers<number>()
  const onProgress = ({ verifiedBytes }: Readonly<{ verifiedBytes: number }>) =>
    told.resolve(verifiedBytes)
  const sent = side.send(pair.sender, { onProgress })
  const all = Uint8Array.of(1, 0, 100)
  await pair.receiver.send({ kind: 'have', value: { chunkCount: 0, set: all } }, never)
  assert.equal(await told.promise, content.length)
  pair.receiver.reset()
  assert.equal((await sent).kind, 'lost')
})
