import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { HttpBucket } from '../../../node/transfer/data/http-bucket.ts'
import { DirectChannel } from '../../../node/transfer/domain/direct-channel.ts'
import type { BucketError } from '../../../node/transfer/errors.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import { systemClock } from '../../../src/system/clock.ts'
import { spoolChecksum } from '../../../src/transfer/data/spool-checksum.ts'
import { Receiver } from '../../../src/transfer/domain/receiver.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import {
  type ChannelMessage,
  directChunkOf,
  sealedChunk,
} from '../../../src/transfer/entity/messages.ts'
import {
  MAX_SEALED_CHUNK_BYTES as CHUNK,
  SEAL_BYTES,
  WINDOW_CHUNKS,
} from '../../../src/transfer/limits.ts'
import type { TransferChannel } from '../../../src/transfer/ports.ts'
import { makeBucket, openS3Blobs, s3Access } from '../../support/open-s3.ts'
import { noS3 } from '../../support/s3-programs.ts'
import {
  MemorySink,
  type Sealed,
  sealedContent,
  type SpoolPeer,
  UploadHolder,
} from '../../support/spool/spool-peer.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { assertGot, put, spoolRig, uploaded } from '../relay-spool/spool-rig.ts'

const CANNOT = noS3()
const NEVER = { signal: new AbortController().signal }

async function rig(spool: object = {}, s3: object = {}) {
  await using stack = new AsyncDisposableStack()
  const server = await sharedS3()
  const access = s3Access(server)
  await makeBucket(access)
  const settings = { ...spool, s3: { ...access, prefix: 'homing/', direct: true, ...s3 } }
  const made = stack.use(await spoolRig(settings))
  const home = made.home.relay.device
  const { blobs } = stack.use(await openS3Blobs(server, { access, home }))
  const held = stack.move()
  return { ...made, blobs, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

type Rig = Awaited<ReturnType<typeof rig>>

/** As a node does it; what its bucket failed with. */
function directly(
  inner: TransferChannel,
  left: string[] = [],
  onChunk: (bytes: number) => void = () => undefined,
): TransferChannel {
  const bucket = new HttpBucket({ home: () => 'loopback' })
  const onLeft = ({ code }: BucketError) => void left.push(code)
  return new DirectChannel({ inner, bucket, checksum: spoolChecksum, onChunk, onLeft })
}

async function uploadDirectly({ alice, bobId }: Rig, content: Sealed) {
  const made = await put(alice, content, [bobId])
  const channel = await alice.open({ ...made, role: 'sender' })
  const deps = { holder: new UploadHolder(content), clock: systemClock }
  const outcome = await send({ ...deps, channel: directly(channel) }, NEVER)
  assert.deepEqual(outcome.kind, 'stored')
  return made
}

async function downloadDirectly(
  bob: SpoolPeer,
  spool: SpoolId,
  content: Sealed,
): Promise<MemorySink> {
  const { ticket } = await bob.client.ask('spoolGet', { spool })
  const channel = await bob.open({ spool, role: 'receiver', ticket })
  const sink = new MemorySink(content)
  await using receiver = new Receiver({ sink, finisher: sink, clock: systemClock })
  const opener = {
    from: 'spool',
    open: ({
      value,
      bytes,
    }: {
      value: { index: number; digest: Uint8Array }
      bytes: Uint8Array
    }) => {
      return { index: value.index, leaves: value.digest, bytes }
    },
    openEnd: (end: never) => end,
  } as const
  const line = { channel: directly(channel), opener, checkBegin: () => undefined, ...NEVER }
  assert.equal((await receiver.line(line)).kind, 'verified')
  return sink
}

test('each end may know of the bucket or not: what one puts the other gets', {
  skip: CANNOT,
}, async () => {
  await using home = await rig()
  const content = sealedContent(20, 40_000)
  for (const upload of [uploadDirectly, uploaded]) {
    const one = await upload(home, content)
    assertGot(await downloadDirectly(home.bob, one.spool, content), content)
    const other = await upload(home, content)
    const sink = new MemorySink(content)
    assert.equal((await home.bob.download(other.spool, sink)).kind, 'verified')
    assertGot(sink, content)
  }
  const { monthBytes } = await home.alice.client.ask('spoolUsage', {})
  assert.equal(monthBytes, 4 * content.bytes, 'whichever way, it counts')
})

test('an object larger than the quota slides through the bucket', { skip: CANNOT }, async () => {
  await using home = await rig({ storedBytes: 17 * CHUNK })
  const content = sealedContent(30, CHUNK)
  const made = await put(home.alice, content, [home.bobId])
  const channel = await home.alice.open({ ...made, role: 'sender' })
  const deps = { holder: new UploadHolder(content), clock: systemClock }
  const [outcome, sink] = await Promise.all([
    send({ ...deps, channel: directly(channel) }, NEVER),
    downloadDirectly(home.bob, made.spool, content),
  ])
  assert.equal(outcome.kind, 'stored')
  assertGot(sink, content)
})

const md5Of = (bytes: Uint8Array) => createHash('md5').update(bytes).digest()

function placeOf({ chunks }: Sealed, index: number, length?: number): ChannelMessage {
  const bytes = chunks[index] ?? new Uint8Array(100)
  return { kind: 'place', value: { index, length: length ?? bytes.length, md5: md5Of(bytes) } }
}

function claimOf({ chunks }: Sealed, index: number): ChannelMessage {
  const length = chunks[index]?.length ?? 0
  return { kind: 'chunk', value: directChunkOf({ index, length }), bytes: new Uint8Array() }
}

type Word = ChannelMessage | 'url'

/** Says these words, and waits for a URL where that stands, as a sender, as far as it gets. */
async function said(
  { alice, bobId }: Rig,
  content: Sealed,
  words: readonly Word[],
  given?: Readonly<{ spool: SpoolId; ticket: Uint8Array }>,
) {
  const made = given ?? (await put(alice, content, [bobId]))
  const channel = await alice.open({ ...made, role: 'sender' })
  await channel.send({ kind: 'begin', value: new UploadHolder(content).begin }, NEVER)
  const next = () => channel.receive({ signal: AbortSignal.timeout(60_000) })
  for (const word of words) {
    if (word !== 'url') await channel.send(word, NEVER).catch(() => undefined)
    else while ((await next())?.kind !== 'url');
  }
  return { ...made, channel, next }
}

async function untilStop({ next }: Awaited<ReturnType<typeof said>>): Promise<string> {
  for (;;) {
    const message = await next()
    assert.notEqual(message?.kind, 'ack')
    if (message?.kind === 'stop') return message.value.code
  }
}

test('whoever says what is not so, or asks for more than it may, is stopped, and nothing of it is kept', {
  skip: CANNOT,
}, async () => {
  await using home = await rig()
  const content = sealedContent(WINDOW_CHUNKS + 4, 1_000)
  const places = Array.from({ length: WINDOW_CHUNKS + 1 }, (_, at) => placeOf(content, at))
  const other = { kind: 'chunk', value: sealedChunk(0, 999), bytes: new Uint8Array(999) } as const
  const table: readonly (readonly [string, readonly Word[]])[] = [
    ['no place was asked for', [claimOf(content, 0)]],
    ['nothing was put there', [placeOf(content, 0), 'url', claimOf(content, 0)]],
    ['said too early', [placeOf(content, 0), claimOf(content, 0)]],
    ['a second place', [placeOf(content, 0), placeOf(content, 0)]],
    ['more places than a window', places],
    ['a chunk that there is not', [placeOf(content, content.chunks.length)]],
    ['nothing but a seal', [placeOf(content, 0, SEAL_BYTES)]],
    ['more bytes than the object has', [placeOf(content, 0, 1_000 * content.chunks.length + 1)]],
    ['another length than was asked for', [placeOf(content, 0), 'url', other]],
  ]
  for (const [what, words] of table) {
    const line = await said(home, content, words)
    assert.equal(await untilStop(line), 'protocol', what)
    line.channel.reset()
    await home.alice.client.ask('spoolDrop', line)
  }
  assert.deepEqual(await Array.fromAsync(home.blobs.folders()), [])
})

test('what was put and never said to be there is taken away, and counts for the month', {
  skip: CANNOT,
}, async () => {
  await using home = await rig()
  const content = sealedContent(4, 50_000)
  const places = [0, 1, 2].map((index) => placeOf(content, index))
  const { spool, channel, next } = await said(home, content, places)
  for (let urls = 0; urls < 3; ) {
    const message = await next()
    if (message?.kind !== 'url') continue
    urls++
    const body = content.chunks[message.value.index] as Uint8Array<ArrayBuffer>
    const headers = { 'content-md5': md5Of(body).toString('base64') }
    assert.equal((await fetch(message.value.url, { method: 'PUT', body, headers })).status, 200)
  }
  assert.equal((await home.blobs.list(spool)).length, 3)
  channel.reset()
  while ((await home.blobs.list(spool)).length > 0) await pause()
  const used = () => home.alice.client.ask('spoolUsage', {})
  while ((await used()).monthBytes < 150_000) await pause()
  assert.deepEqual([(await used()).storedBytes, (await used()).monthBytes], [0, 150_000])
})

test('a URL is given only for what fits, and one that waits for room gets it when there is some', {
  skip: CANNOT,
}, async () => {
  await using home = await rig({ storedBytes: 17 * CHUNK })
  const content = sealedContent(3, CHUNK)
  const made = await put(home.alice, content, [home.bobId])
  const full = await uploaded(home, sealedContent(16, CHUNK))
  const places = [0, 1, 2].map((index) => placeOf(content, index))
  const { next } = await said(home, content, places, made)
  const nextUrl = async () => {
    for (;;) {
      const message = await next()
      if (message?.kind === 'url') return message.value.index
    }
  }
  await nextUrl()
  const second = nextUrl()
  assert.equal(await Promise.race([second, pause(300).then(() => 'waits')]), 'waits')
  await home.alice.client.ask('spoolDrop', full)
  await second
  await nextUrl()
})

test('a home that does not let nodes to its bucket gives no places, and asks for none', {
  skip: CANNOT,
}, async () => {
  await using home = await rig({}, { direct: false })
  const content = sealedContent(3, 1_000)
  const line = await said(home, content, [])
  let want = await line.next()
  while (want?.kind !== 'want') want = await line.next()
  assert.equal(want.value.direct, false)
  line.channel.reset()
  assert.equal(await untilStop(await said(home, content, [placeOf(content, 0)])), 'protocol')
  const { spool } = await uploadDirectly(home, content)
  assertGot(await downloadDirectly(home.bob, spool, content), content)
})

function pause(ms = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
