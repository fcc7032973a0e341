import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOOK_AGAIN_MS, POLL_MS } from '../../../relay/spool/limits.ts'
import { decodeChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import { pictures } from '../../support/pictures.ts'
import { RecordedLog } from '../../support/recorded-log.ts'
import { noRedis } from '../../support/redis-programs.ts'
import { RedisServer } from '../../support/redis-server.ts'
import { noS3 } from '../../support/s3-programs.ts'
import {
  MemorySink,
  type Sealed,
  sealedContent,
  SpoolPeer,
  UploadHolder,
} from '../../support/spool/spool-peer.ts'
import { swiftClock } from '../../support/swift-clock.ts'
import { sharedRedis } from '../../support/temp-redis.ts'
import { sharedS3 } from '../../support/temp-s3.ts'
import { assertGot, put, uploaded } from '../relay-spool/spool-rig.ts'
import { s3Pair } from './s3-pair.ts'

const CANNOT = noS3() || noRedis()

async function pair(spool: object = {}) {
  return await s3Pair({ s3: await sharedS3(), redis: await sharedRedis() }, spool)
}

type Pair = Awaited<ReturnType<typeof pair>>

test('what comes to one relay goes from the other, byte for byte, and then neither has any of it', {
  skip: CANNOT,
}, async () => {
  await using home = await pair()
  const content = sealedContent(12, CHUNK)
  const { spool } = await uploaded(home, content)
  assert.equal(await home.lying(spool), 12)
  const sink = new MemorySink(content)
  assert.equal((await home.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
  while ((await home.alice.client.ask('spoolUsage', {})).storedBytes > 0) await pause()
  while ((await home.lying(spool)) > 0) await pause()
})

test('a picture that one relay took is shown by the other, and taken away it is gone for both', {
  skip: CANNOT,
}, async () => {
  await using home = await pair()
  const { client } = home.alice
  const { avatar: version } = await client.ask('setAvatar', await pictures('#f00'))
  const ask = { account: home.aliceId, size: 'large', have: '' } as const
  const got = await home.bob.client.ask('avatar', ask)
  assert.equal(got.version, version)
  assert.deepEqual(Uint8Array.from(got.picture), (await pictures('#f00')).large)
  await client.ask('setAvatar', { small: new Uint8Array(), large: new Uint8Array() })
  assert.equal((await home.bob.client.ask('avatar', ask)).version, '')
})

test('a ticket of one relay is good at the other', { skip: CANNOT }, async () => {
  await using home = await pair()
  const content = sealedContent(2, 1_000)
  const made = await put(home.alice, content, [home.bobId])
  await using there = await home.two.stranger({ key: home.alice.client.key })
  await there.attach()
  const alice = new SpoolPeer(there, home.two.relay.device)
  const outcome = await alice.upload(made.spool, new UploadHolder(content), made.ticket)
  assert.equal(outcome.kind, 'stored')
})

/** Each chunk is sent when the one before has arrived. @returns how long that took. */
async function inStep({ alice, bob, bobId }: Pair, content: Sealed): Promise<number> {
  const { spool, ticket } = await put(alice, content, [bobId])
  const holder = new UploadHolder(content)
  const sink = new MemorySink(content)
  const read = content.chunks.map(() => Promise.withResolvers<void>())
  sink.onWrite = async (index) => read[index]?.resolve()
  holder.onChunk = async (index) => await read[index - 1]?.promise
  const beganMs = performance.now()
  const outcomes = await Promise.all([
    alice.upload(spool, holder, ticket),
    bob.download(spool, sink),
  ])
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['stored', 'verified'],
  )
  assertGot(sink, content)
  return performance.now() - beganMs
}

test('who reads at one relay is woken by what comes to the other', { skip: CANNOT }, async () => {
  await using home = await pair()
  const chunks = 12
  const ms = await inStep(home, sealedContent(chunks, 50_000))
  assert.ok(ms < (chunks * POLL_MS) / 2, `${Math.round(ms)} ms: nobody was woken`)
})

test('without Redis it takes a look each time, and arrives', { skip: CANNOT }, async () => {
  await using redis = await RedisServer.start()
  await using home = await s3Pair({ s3: await sharedS3(), redis }, {}, { clock: swiftClock(10) })
  await redis.stop()
  await inStep(home, sealedContent(4, 50_000))
})

test('a reader is told what lies there, whichever relay it came to, and what came unheard', {
  skip: CANNOT,
}, async () => {
  await using redis = await RedisServer.start()
  await using home = await s3Pair({ s3: await sharedS3(), redis }, {}, { clock: swiftClock(10) })
  const content = sealedContent(4, 1_000)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  const got = await home.bob.client.ask('spoolGet', { spool })
  const channel = await home.bob.open({ spool, role: 'receiver', ticket: got.ticket })
  const holder = new UploadHolder(content)
  const go = Promise.withResolvers<void>()
  holder.onChunk = async (index) => (index < 2 ? undefined : await go.promise)
  const upload = home.alice.upload(spool, holder, ticket)
  const untilLie = async (count: number) => {
    for (;;) {
      const message = await channel.receive({ signal: AbortSignal.timeout(60_000) })
      if (message?.kind === 'have' && decodeChunkSet(message.value.set, 4).count >= count) return
    }
  }
  await untilLie(2)
  await redis.stop()
  go.resolve()
  await untilLie(4)
  assert.equal((await upload).kind, 'stored')
  channel.reset()
})

test('an object larger than the quota slides from one relay to the other', {
  skip: CANNOT,
}, async () => {
  await using home = await pair({ storedBytes: 17 * CHUNK })
  const content = sealedContent(30, CHUNK)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  const sink = new MemorySink(content)
  const outcomes = await Promise.all([
    home.alice.upload(spool, new UploadHolder(content), ticket),
    home.bob.download(spool, sink),
  ])
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['stored', 'verified'],
  )
  assertGot(sink, content)
})

test('a full account makes room at one relay for the chunk that is waited for at the other', {
  skip: CANNOT,
}, async () => {
  await using home = await pair({ storedBytes: 17 * CHUNK })
  const content = sealedContent(3, CHUNK)
  const { spool, ticket } = await put(home.alice, content, [home.bobId])
  await uploaded(home, sealedContent(17, CHUNK))
  const holder = new UploadHolder(content)
  const sink = new MemorySink(content)
  const [up, down] = await Promise.all([
    home.alice.upload(spool, holder, ticket),
    home.bob.download(spool, sink),
  ])
  assert.deepEqual([up.kind, down.kind], ['stored', 'verified'])
  assertGot(sink, content)
})

test('a reader that lost what it had gets it again from a sender at the other relay', {
  skip: CANNOT,
}, async () => {
  await using home = await pair()
  const content = sealedContent(6, 30_000)
  const { spool, ticket } = await uploaded(home, content)
  assert.equal((await home.bob.download(spool, new MemorySink(content))).kind, 'verified')
  while ((await home.lying(spool)) > 0) await pause()
  const sink = new MemorySink(content)
  const again = home.bob.download(spool, sink)
  const holder = new UploadHolder(content)
  while (holder.asked.length < 6) await home.alice.upload(spool, holder, ticket)
  assert.equal((await again).kind, 'verified')
  assertGot(sink, content)
})

/** Bob's line at one relay, until the friendship that ends at the other ends it. @returns how long that took. */
async function lineEnd(home: Pair, before: () => Promise<void>): Promise<number> {
  const { spool } = await put(home.alice, sealedContent(3, 10_000), [home.bobId])
  const { ticket } = await home.bob.client.ask('spoolGet', { spool })
  const channel = await home.bob.open({ spool, role: 'receiver', ticket })
  const next = () => channel.receive({ signal: AbortSignal.timeout(60_000) })
  assert.equal((await next())?.kind, 'begin')
  await before()
  const beganMs = performance.now()
  await home.alice.client.ask('removeFriend', { account: home.bobId })
  await assert.rejects(
    async () => {
      for (;;) await next()
    },
    { name: 'TransferError', code: 'PEER_GONE' },
  )
  return performance.now() - beganMs
}

test('a friendship that ends at one relay ends the line at the other at once', {
  skip: CANNOT,
}, async () => {
  await using home = await pair()
  const ms = await lineEnd(home, async () => undefined)
  assert.ok(ms < LOOK_AGAIN_MS / 2, `${Math.round(ms)} ms: nobody was told`)
})

test('and without Redis when it is looked at again', { skip: CANNOT }, async () => {
  await using redis = await RedisServer.start()
  await using home = await s3Pair({ s3: await sharedS3(), redis }, {}, { clock: swiftClock(10) })
  await lineEnd(home, () => redis.stop())
})

test('a relay that starts finds what is lost, and leaves alone what another is just storing', {
  skip: CANNOT,
}, async () => {
  await using home = await pair()
  const { spool } = await uploaded(home, sealedContent(2, 1_000))
  const [lost] = await home.blobs.list(spool)
  await home.blobs.delete(spool, [lost?.name ?? ''])
  // Bytes whose row is still to come.
  await home.blobs.put(spool, '1.of-another-relay', Uint8Array.of(1))
  const log = new RecordedLog()
  await using third = await home.third({ log })
  assert.equal(third.relay.device, home.one.relay.device)
  const swept = () => log.entries.find(({ message }) => message === 'spool was swept')
  while (swept() === undefined) await pause()
  assert.deepEqual([swept()?.fields['lost'], swept()?.fields['orphans']], [1, 0])
  assert.equal(await home.lying(spool), 2)
})

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20))
}
