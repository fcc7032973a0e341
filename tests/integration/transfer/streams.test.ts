import assert from 'node:assert/strict'
import { randomBytes, randomInt } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHUNK_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import { TransferDisk, transferPair } from '../../support/file-transfer.ts'
import { endOf, receiveStream, STREAM, StreamSide } from '../../support/stream-transfer.ts'

/** Resolves once this many bytes are verified. */
function until(bytes: number) {
  const reached = Promise.withResolvers<void>()
  const onProgress = ({ verifiedBytes }: Readonly<{ verifiedBytes: number }>) => {
    if (verifiedBytes >= bytes) reached.resolve()
  }
  return { onProgress, reached: reached.promise }
}

async function disks() {
  await using stack = new AsyncDisposableStack()
  const from = stack.use(await TransferDisk.make())
  const to = stack.use(await TransferDisk.make())
  const held = stack.move()
  return {
    ...{ from, to, side: new StreamSide(from) },
    [Symbol.asyncDispose]: async () => await held.disposeAsync(),
  }
}

for (const [what, bytes] of [
  ['of chunks and a bit', 3 * CHUNK_BYTES + 7],
  ['that ends with a chunk', 2 * CHUNK_BYTES],
  ['of nothing', 0],
  ['longer than a window', (WINDOW_CHUNKS + 4) * CHUNK_BYTES + 1],
] as const) {
  test(`a stream ${what} arrives as it was, its first bytes before it has ended`, async () => {
    await using all = await disks()
    const { side, to } = all
    const content = randomBytes(bytes)
    const wholeChunks = bytes - (bytes % CHUNK_BYTES)
    const stage = await side.begin()
    const pair = transferPair()
    const { onProgress, reached } = until(wholeChunks)
    const sizes: number[] = []
    const onExtent = (size: number) => void sizes.push(size)
    const both = Promise.all([
      side.send(pair.sender),
      receiveStream({ disk: to, channel: pair.receiver }, { onProgress, onExtent }),
    ])
    for (let at = 0; at < bytes; at += 700_001)
      await stage.append(content.subarray(at, at + 700_001))
    await reached
    await endOf(stage)
    const [sent, received] = await both
    assert.ok(sent.kind === 'verified' && received.kind === 'verified')
    assert.equal(sent.root, received.root)
    assert.equal(received.movedBytes, bytes)
    assert.deepEqual(sizes, [bytes])
    assert.deepEqual(await readdir(to.folder), ['x.tar'])
    assert.deepEqual(await readFile(join(to.folder, 'x.tar')), content)
    assert.equal((await stat(join(to.folder, 'x.tar'))).mtimeMs, STREAM.mtimeMs)
  })
}

test('cut at any byte while it grows, and after its end, it goes on and is whole', async () => {
  await using all = await disks()
  const { side, to } = all
  const content = randomBytes(24 * CHUNK_BYTES + 5)
  const stage = await side.begin()
  let fed = 0
  let onTheWire = 0
  let cuts = 0
  for (;;) {
    const pair = transferPair()
    if (cuts < 8) pair.aStream.cutAtBytes = randomInt(6 * CHUNK_BYTES)
    const both = Promise.all([
      side.send(pair.sender),
      receiveStream({ disk: to, channel: pair.receiver }),
    ])
    const end = cuts < 4 ? fed + 6 * CHUNK_BYTES + 1 : content.length
    if (fed < end) await stage.append(content.subarray(fed, end))
    if (fed < content.length && end === content.length) await endOf(stage)
    fed = end
    // Before its end a line ends by nothing but its cut.
    if (fed < content.length && pair.aStream.cutAtBytes === undefined) assert.fail('no end')
    const [sent, received] = await both
    onTheWire += pair.aStream.sentBytes
    if (sent.kind === 'verified' && received.kind === 'verified') break
    assert.equal(sent.kind, 'lost')
    cuts++
  }
  assert.deepEqual(await readFile(join(to.folder, 'x.tar')), content)
  // A short last chunk whose end is not known any more comes again, beside what was on its way.
  const most = content.length + (cuts + 1) * (WINDOW_CHUNKS + 2) * CHUNK_BYTES
  assert.ok(onTheWire <= most, `${onTheWire} bytes were sent`)
})

test('a stream that breaks off ends both sides with source-gone, and nothing has its name', async () => {
  await using all = await disks()
  const { side, to } = all
  const stage = await side.begin()
  const pair = transferPair()
  const { onProgress, reached } = until(CHUNK_BYTES)
  const both = Promise.all([
    side.send(pair.sender),
    receiveStream({ disk: to, channel: pair.receiver }, { onProgress }),
  ])
  await stage.append(randomBytes(CHUNK_BYTES + 100))
  await reached
  await stage.fail()
  const [sent, received] = await both
  assert.partialDeepStrictEqual(sent, { kind: 'stopped', by: 'us', code: 'source-gone' })
  assert.deepEqual(received, { kind: 'stopped', by: 'peer', code: 'source-gone' })
  assert.deepEqual(await readdir(to.folder), ['.homing-incoming'])
})

test('a stream of zeros takes no space where there are holes', async () => {
  await using all = await disks()
  const { side, to } = all
  const stage = await side.begin()
  const pair = transferPair()
  const both = Promise.all([
    side.send(pair.sender),
    receiveStream({ disk: to, channel: pair.receiver }),
  ])
  for (let at = 0; at < 20; at++) await stage.append(new Uint8Array(CHUNK_BYTES))
  await endOf(stage)
  const [sent] = await both
  assert.ok(sent.kind === 'verified')
  assert.ok(pair.aStream.sentBytes < 100_000, 'holes are said, not sent')
  const { size, blocks } = await stat(join(to.folder, 'x.tar'))
  assert.equal(size, 20 * CHUNK_BYTES)
  if (process.platform === 'linux') assert.ok(blocks * 512 < size / 4, `${blocks} blocks`)
})
