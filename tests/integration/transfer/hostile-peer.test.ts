import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import {
  offeredFile,
  receiveFile,
  sendFile,
  TRANSFER,
  TransferDisk,
  transferPair,
} from '../../support/file-transfer.ts'
import {
  chunkOf as chunk,
  OTHER_ROOT,
  type Scene,
  scene,
  settled,
} from '../../support/hostile-scene.ts'

const open = { signal: new AbortController().signal }
const CHUNKS = 3

/** A sender that follows no rules but those of `act`, against a real receiver. */
async function againstReceiver(act: (scene: Scene) => Promise<void>) {
  await using from = await TransferDisk.make()
  await using to = await TransferDisk.make()
  const offered = await offeredFile(from, CHUNKS * CHUNK_BYTES)
  const pair = transferPair()
  const { size, mtimeMs, mode } = offered.source.manifest
  const listing = new Uint8Array()
  const value = { size, chunkCount: CHUNKS, mtimeMs, mode, listing, open: false }
  const begin = { kind: 'begin', value } as const
  const hostile = scene(pair.sender, offered.content, begin)
  const received = receiveFile({ ...offered, disk: to, channel: pair.receiver })
  await act(hostile)
  const outcome = await settled(hostile, received)
  const names: string[] = await readdir(to.folder).catch(() => [])
  assert.ok(!names.includes('film.mkv'), 'nothing has the final name')
  return { outcome, recorded: await recorded(to), names }
}

async function recorded(disk: TransferDisk): Promise<number[]> {
  const entries = await Array.fromAsync(disk.chunks.entries(TRANSFER, open))
  return entries.map((each) => each.index)
}

test('a chunk that is not what its digest says is refused and not counted', async () => {
  const { outcome, recorded } = await againstReceiver(async ({ say, begin, content, hear }) => {
    await say(begin)
    await hear('want')
    await say(chunk(content, 0))
    const bytes = Uint8Array.from(chunk(content, 1).bytes)
    bytes[77_777] = (bytes[77_777] ?? 0) ^ 1
    await say({ ...chunk(content, 1), bytes })
  })
  assert.equal(outcome, 'bad-chunk')
  assert.deepEqual(recorded, [0])
})

test('a whole that is not what its root says gets no name, and nothing of it is kept', async () => {
  const { outcome, recorded, names } = await againstReceiver(
    async ({ say, begin, content, hear }) => {
      await say(begin)
      await hear('want')
      for (let index = 0; index < CHUNKS; index++) await say(chunk(content, index))
      await hear('conclude')
      const value = { root: OTHER_ROOT, size: content.length, chunkCount: CHUNKS }
      await say({ kind: 'done', value })
    },
  )
  assert.equal(outcome, 'root-mismatch')
  assert.deepEqual(recorded, [])
  assert.deepEqual(names, [])
})

for (const [what, act] of [
  ['a chunk that was not wanted', async ({ say, content }: Scene) => await say(chunk(content, 5))],
  [
    'a digest where bytes were wanted',
    async ({ say, content }: Scene) => {
      const { kind, value } = chunk(content, 0)
      await say({ kind, value: { ...value, form: 'digest' }, bytes: new Uint8Array() })
    },
  ],
  [
    'a chunk twice',
    async ({ say, content }: Scene) => {
      await say(chunk(content, 0))
      await say(chunk(content, 0))
    },
  ],
  [
    'a chunk that is too short',
    async ({ say }: Scene) => await say(chunk(Buffer.alloc(CHUNK_BYTES - 1), 0)),
  ],
  [
    'an end before all is there',
    async ({ say }: Scene) =>
      await say({ kind: 'done', value: { root: OTHER_ROOT, size: 0, chunkCount: 0 } }),
  ],
  ['a second beginning', async ({ say, begin }: Scene) => await say(begin)],
  [
    'words that are the receiver’s',
    async ({ say }: Scene) =>
      await say({ kind: 'ack', value: { verifiedChunks: 0, verifiedBytes: 0 } }),
  ],
] as const) {
  test(`${what} breaks the protocol and is said to`, async () => {
    const { outcome } = await againstReceiver(async (hostile) => {
      await hostile.say(hostile.begin)
      await hostile.hear('want')
      await act(hostile)
    })
    assert.equal(outcome, 'protocol')
  })
}

test('another file than the one that was offered is refused before its first chunk', async () => {
  const { outcome } = await againstReceiver(async ({ say, begin }) => {
    assert.ok(begin.kind === 'begin')
    await say({ ...begin, value: { ...begin.value, size: begin.value.size + 1 } })
  })
  assert.equal(outcome, 'source-changed')
})

/** A receiver that follows no rules but those of `act`, against a real sender. */
async function againstSender(chunks: number, act: (scene: Scene) => Promise<void>) {
  await using from = await TransferDisk.make()
  const offered = await offeredFile(from, chunks * CHUNK_BYTES)
  const pair = transferPair()
  const nothing: ChannelMessage = {
    kind: 'have',
    value: { chunkCount: chunks, set: Uint8Array.of(1) },
  }
  const hostile = scene(pair.receiver, offered.content, nothing)
  const sent = sendFile({ ...offered, disk: from, channel: pair.sender })
  await act(hostile)
  return await settled(hostile, sent)
}

for (const [what, act] of [
  [
    'an acknowledgement of what was not sent',
    async ({ say, begin }: Scene) => {
      await say(begin)
      await say({ kind: 'ack', value: { verifiedChunks: 1000, verifiedBytes: 0 } })
    },
  ],
  [
    'a set for another file',
    async ({ say }: Scene) =>
      await say({ kind: 'have', value: { chunkCount: 1, set: Uint8Array.of(1) } }),
  ],
  [
    'a set that reaches beyond the file',
    async ({ say }: Scene) =>
      await say({ kind: 'have', value: { chunkCount: CHUNKS, set: Uint8Array.of(1, 0, 9) } }),
  ],
  [
    'a set in no known form',
    async ({ say }: Scene) =>
      await say({ kind: 'have', value: { chunkCount: CHUNKS, set: Uint8Array.of(9) } }),
  ],
  [
    'a verified root that was never said',
    async ({ say, begin }: Scene) => {
      await say(begin)
      await say({ kind: 'verified', value: { root: OTHER_ROOT } })
    },
  ],
] as const) {
  test(`${what} breaks the protocol and is said to`, async () => {
    assert.equal(await againstSender(CHUNKS, act), 'protocol')
  })
}

for (const [what, wants] of [
  [
    'more than a window at once',
    [
      [0, WINDOW_CHUNKS],
      [WINDOW_CHUNKS, 1],
    ],
  ],
  ['a chunk beyond the end', [[WINDOW_CHUNKS + 7, 2]]],
] as const) {
  test(`a receiver that wants ${what} is sent away`, async () => {
    const code = await againstSender(WINDOW_CHUNKS + 8, async ({ say }) => {
      for (const [first, count] of wants) {
        await say({ kind: 'want', value: { first, count, digestsOnly: false, direct: false } })
      }
    })
    assert.equal(code, 'protocol')
  })
}

test('a receiver that wants nothing gets no chunk', async () => {
  let heard: readonly string[] = []
  await againstSender(3, async (scene) => {
    await scene.say(scene.begin)
    await scene.say({ kind: 'verified', value: { root: OTHER_ROOT } })
    heard = scene.heard
  })
  assert.deepEqual(heard, ['begin'])
})
