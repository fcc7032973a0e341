import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { HomeRefusal } from '../../../src/home/entity/refusal.ts'
import { MAX_SEALED_CHUNK_BYTES as CHUNK } from '../../../src/transfer/limits.ts'
import { MemorySink, sealedContent, UploadHolder } from '../../support/spool/spool-peer.ts'
import { TurnedClock } from '../../support/turned-clock.ts'
import { put, spoolRig, uploaded } from './spool-rig.ts'

const MIB = 1024 * 1024

async function refusalOf(work: Promise<unknown>): Promise<HomeRefusal> {
  const err = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  assert.ok(err instanceof HomeRefusal)
  return err
}

test('a full account is refused with a code and a time, and goes on when a friend has fetched', async () => {
  await using rig = await spoolRig({ storedBytes: 17 * CHUNK, keepDays: 3 })
  const first = sealedContent(2, CHUNK)
  const { spool } = await uploaded(rig, first)
  const second = sealedContent(16, CHUNK)
  const refused = await refusalOf(put(rig.alice, second, [rig.bobId]))
  assert.equal(refused.code, 'spool-full')
  const threeDays = 3 * 24 * 3600_000
  assert.ok(refused.retryAfterMs <= threeDays && refused.retryAfterMs > threeDays - 60_000)
  await rig.bob.download(spool, new MemorySink(first))
  while ((await rig.alice.client.ask('spoolUsage', {})).storedBytes > 0) await pause()
  await put(rig.alice, second, [rig.bobId])
})

test('a sender whose object is full hears that there is no room for as long as that lasts', async () => {
  await using rig = await spoolRig({ storedBytes: 17 * CHUNK })
  const content = sealedContent(20, CHUNK)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const holder = new UploadHolder(content)
  const upload = rig.alice.upload(spool, holder, ticket)
  while ((await rig.alice.client.ask('spoolUsage', {})).storedBytes < 17 * CHUNK) await pause()
  const sink = new MemorySink(content)
  const [up, down] = await Promise.all([upload, rig.bob.download(spool, sink)])
  assert.deepEqual([up.kind, down.kind], ['stored', 'verified'])
})

test('a used-up month pauses the line, and the calls say when it turns', async () => {
  await using rig = await spoolRig({ monthBytes: 5 * MIB })
  const content = sealedContent(12, MIB)
  const made = await put(rig.alice, content, [rig.bobId])
  const paused = await rig.alice.upload(made.spool, new UploadHolder(content), made.ticket)
  assert.ok(paused.kind === 'stopped' && paused.code === 'paused' && paused.by === 'peer')
  const usage = await rig.alice.client.ask('spoolUsage', {})
  assert.ok(usage.monthBytes >= 5 * MIB && usage.monthBytes < 6 * MIB, `${usage.monthBytes}`)
  const refused = await refusalOf(put(rig.alice, content, [rig.bobId], made.spool))
  assert.equal(refused.code, 'spool-month')
  assert.ok(Math.abs(Date.now() + refused.retryAfterMs - usage.monthTurnsMs) < 60_000)
})

test('the month of a reader is its own: it is paused when that is used up', async () => {
  await using rig = await spoolRig({ monthBytes: 40 * MIB })
  const content = sealedContent(30, MIB)
  const { spool } = await uploaded(rig, content)
  const outcomes: string[] = []
  for (let turn = 0; turn < 3; turn++) {
    const sink = new MemorySink(content)
    sink.isDurable = false
    const cut = new AbortController()
    sink.onWrite = async (index) => {
      if (index === 28) cut.abort(new Error('cut'))
    }
    const line = rig.bob.download(spool, sink, { signal: cut.signal })
    const outcome = await line.catch((err: unknown) => err)
    if (outcome instanceof Error && !(outcome instanceof HomeRefusal)) throw outcome
    outcomes.push(
      outcome instanceof HomeRefusal ? outcome.code : (outcome as { kind: string }).kind,
    )
  }
  assert.deepEqual(outcomes, ['lost', 'stopped', 'spool-month'])
})

test('a disk with too little free space takes nothing, and says so with a time', async () => {
  await using rig = await spoolRig({ minFreeBytes: 2 ** 50 })
  const refused = await refusalOf(put(rig.alice, sealedContent(1, 500), [rig.bobId]))
  assert.deepEqual([refused.code, refused.retryAfterMs], ['spool-disk', 600_000])
})

test('a flipped byte on the disk is never served: it is missing, and comes again from the sender', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(4, 40_000)
  const { spool, ticket } = await uploaded(rig, content)
  const folder = join(rig.home.folder, 'spool', spool.slice(-2), spool)
  assert.equal(readdirSync(folder).length, content.chunks.length)
  const file = join(folder, readdirSync(folder).find((name) => name.startsWith('3.')) ?? '')
  const bytes = readFileSync(file)
  bytes[1_234] = (bytes[1_234] as number) ^ 1
  writeFileSync(file, bytes)
  const sink = new MemorySink(content)
  const download = rig.bob.download(spool, sink)
  const holder = new UploadHolder(content)
  while (!sink.got.has(3)) await rig.alice.upload(spool, holder, ticket)
  assert.equal((await download).kind, 'verified')
  assert.deepEqual([...new Set(holder.asked)], [3])
  assert.ok(Buffer.from(content.chunks[3] as Uint8Array).equals(sink.got.get(3) as Uint8Array))
})

test('a friendship that ends ends the line between the two at once, and its claim', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(3, 10_000)
  const { spool, ticket } = await put(rig.alice, content, [rig.bobId])
  const download = rig.bob.download(spool, new MemorySink(content))
  const holder = new UploadHolder(content)
  const began = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  holder.onChunk = async (index) => {
    if (index < 2) return
    began.resolve()
    await go.promise
  }
  const upload = rig.alice.upload(spool, holder, ticket)
  await began.promise
  await rig.alice.client.ask('removeFriend', { account: rig.bobId })
  assert.equal((await download).kind, 'lost')
  await assert.rejects(rig.bob.client.ask('spoolGet', { spool }), { code: 'unknown-spool' })
  go.resolve()
  assert.equal((await upload).kind, 'stored')
  assert.equal((await put(rig.alice, content, [], spool)).waiting.length, 0)
})

test('a device that is logged out moves nothing any more', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(3, 10_000)
  const { spool } = await uploaded(rig, content)
  const sink = new MemorySink(content)
  const [began, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  sink.onWrite = async () => {
    began.resolve()
    await go.promise
  }
  const download = rig.bob.download(spool, sink)
  await began.promise
  await rig.bob.client.ask('logout', {})
  go.resolve()
  assert.equal((await download).kind, 'lost')
})

test('what nobody fetched is gone after its days, and its bytes with it', async () => {
  const clock = new TurnedClock(Date.now())
  await using rig = await spoolRig({ keepDays: 1 }, { clock })
  const content = sealedContent(3, 10_000)
  const { spool } = await uploaded(rig, content)
  const folder = join(rig.home.folder, 'spool', spool.slice(-2))
  assert.deepEqual(readdirSync(folder), [spool])
  clock.setWall(Date.now() + 25 * 3600_000)
  await clock.turn(3600_000)
  while (readdirSync(folder).length > 0) await pause()
})

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10))
}
