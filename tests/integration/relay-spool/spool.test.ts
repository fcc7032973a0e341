import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { MAX_SEALED_CHUNK_BYTES as CHUNK, SEAL_BYTES } from '../../../src/transfer/limits.ts'
import { decodeChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import { befriend } from '../../support/home-client.ts'
import {
  MemorySink,
  UploadHolder,
  sealedContent,
  SpoolPeer,
} from '../../support/spool/spool-peer.ts'
import { assertGot, put, spoolRig, uploaded } from './spool-rig.ts'

const storedFiles = (folder: string) =>
  readdirSync(join(folder, 'spool'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length

test('what a node uploads its friend downloads later, byte for byte, and then the relay has none of it', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(20, CHUNK)
  const { spool } = await uploaded(rig, content)
  assert.equal(storedFiles(rig.home.folder), 20)
  const usage = await rig.alice.client.ask('spoolUsage', {})
  assert.deepEqual([usage.storedBytes, usage.monthBytes], [content.bytes, content.bytes])
  const sink = new MemorySink(content)
  const outcome = await rig.bob.download(spool, sink)
  assert.equal(outcome.kind, 'verified')
  assertGot(sink, content)
  while ((await rig.alice.client.ask('spoolUsage', {})).storedBytes > 0) await tick()
  while (storedFiles(rig.home.folder) > 0) await tick()
  assert.deepEqual((await put(rig.alice, content, [], spool)).waiting, [])
})

test('chunks of every size and an empty content pass', async () => {
  await using rig = await spoolRig()
  for (const content of [
    sealedContent(3, SEAL_BYTES + 1),
    sealedContent(5, 70_000),
    sealedContent(0, 0),
  ]) {
    const { spool } = await uploaded(rig, content)
    const sink = new MemorySink(content)
    assert.equal((await rig.bob.download(spool, sink)).kind, 'verified')
    assertGot(sink, content)
  }
})

test('the receiver reads while the sender still writes', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(6, 50_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const holder = new UploadHolder(content)
  const sink = new MemorySink(content)
  const read = new Map(content.chunks.map((_, index) => [index, Promise.withResolvers<void>()]))
  sink.onWrite = async (index) => read.get(index)?.resolve()
  // The sender has nothing more to give until the receiver has what is there.
  holder.onChunk = async (index) => await read.get(index - 3)?.promise
  const [up, down] = await Promise.all([
    rig.alice.upload(spool, holder, ticket),
    rig.bob.download(spool, sink),
  ])
  assert.deepEqual([up.kind, down.kind], ['stored', 'verified'])
  assertGot(sink, content)
})

test('an object larger than the quota slides through', async () => {
  const storedBytes = 17 * CHUNK
  await using rig = await spoolRig({ storedBytes })
  const content = sealedContent(50, CHUNK)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const holder = new UploadHolder(content)
  const sink = new MemorySink(content)
  let most = 0
  sink.onWrite = async () => {
    most = Math.max(most, (await rig.alice.client.ask('spoolUsage', {})).storedBytes)
  }
  const [up, down] = await Promise.all([
    rig.alice.upload(spool, holder, ticket),
    rig.bob.download(spool, sink),
  ])
  assert.deepEqual([up.kind, down.kind], ['stored', 'verified'])
  assertGot(sink, content)
  assert.ok(most <= storedBytes + 16 * CHUNK, `${most} bytes were stored`)
  assert.equal(holder.asked.length, 50)
})

test('one upload serves several receivers and several devices of one', async () => {
  await using rig = await spoolRig()
  const carol = await rig.peer('carol')
  const { other: carolId } = await befriend(rig.alice.client, carol.client, 'carol')
  const second = await rig.home.stranger()
  await second.login('bob')
  await second.attach()
  const bobToo = new SpoolPeer(second, rig.home.relay.device)
  const content = sealedContent(10, 100_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId, carolId])
  const holder = new UploadHolder(content)
  const peers = [rig.bob, bobToo, carol]
  for (const peer of peers) await peer.client.ask('spoolGet', { spool })
  const sinks = peers.map(() => new MemorySink(content))
  const outcomes = await Promise.all([
    rig.alice.upload(spool, holder, ticket),
    ...peers.map((peer, at) => peer.download(spool, sinks[at] as MemorySink)),
  ])
  assert.deepEqual(
    outcomes.map((each) => each.kind),
    ['stored', 'verified', 'verified', 'verified'],
  )
  for (const sink of sinks) assertGot(sink, content)
  assert.equal(holder.asked.length, 10)
  while ((await rig.alice.client.ask('spoolUsage', {})).storedBytes > 0) await tick()
})

test('an upload that was cut goes on where it was, and a download too', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(40, 200_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const holder = new UploadHolder(content)
  const cut = new AbortController()
  holder.onChunk = async (index) => void (index === 20 && cut.abort(new Error('cut')))
  const first = await rig.alice.upload(spool, holder, ticket, { signal: cut.signal })
  assert.equal(first.kind, 'lost')
  holder.onChunk = async () => undefined
  assert.equal((await rig.alice.upload(spool, holder, ticket)).kind, 'stored')
  assert.ok(holder.asked.length <= 40 + 16 + 3, `${holder.asked.length} chunks were asked for`)
  const sink = new MemorySink(content)
  const cutToo = new AbortController()
  sink.onWrite = async (index) => void (index === 20 && cutToo.abort(new Error('cut')))
  assert.equal((await rig.bob.download(spool, sink, { signal: cutToo.signal })).kind, 'lost')
  sink.onWrite = async () => undefined
  assert.equal((await rig.bob.download(spool, sink)).kind, 'verified')
  assertGot(sink, content)
})

test('a reader that lost what it had kept gets it again as soon as the sender looks again', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(8, 30_000)
  const { spool, ticket } = await uploaded(rig, content)
  assert.equal((await rig.bob.download(spool, new MemorySink(content))).kind, 'verified')
  while ((await rig.alice.client.ask('spoolUsage', {})).storedBytes > 0) await tick()
  const sink = new MemorySink(content)
  const again = rig.bob.download(spool, sink)
  const holder = new UploadHolder(content)
  // One that looks before the reader has said what it lacks is told to look again.
  while (holder.asked.length < 8) await rig.alice.upload(spool, holder, ticket)
  assert.equal((await again).kind, 'verified')
  assertGot(sink, content)
})

test('a reader is told what lies there, and what comes', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(4, 1_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const got = await rig.bob.client.ask('spoolGet', { spool })
  const channel = await rig.bob.open({ spool, role: 'receiver', ticket: got.ticket })
  const lies = async () => {
    for (;;) {
      const message = await channel.receive({ signal: AbortSignal.timeout(30_000) })
      if (message?.kind === 'have') return decodeChunkSet(message.value.set, 4).count
    }
  }
  assert.equal(await lies(), 0)
  const upload = rig.alice.upload(spool, new UploadHolder(content), ticket)
  while ((await lies()) < 4);
  assert.equal((await upload).kind, 'stored')
  channel.reset()
})

test('a newer stream of a device for the same object ends the older one', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(4, 1_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const older = rig.bob.download(spool, new MemorySink(content))
  const sink = new MemorySink(content)
  const newer = rig.bob.download(spool, sink)
  assert.equal((await older).kind, 'lost')
  assert.equal((await rig.alice.upload(spool, new UploadHolder(content), ticket)).kind, 'stored')
  assert.equal((await newer).kind, 'verified')
  assertGot(sink, content)
})

function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
