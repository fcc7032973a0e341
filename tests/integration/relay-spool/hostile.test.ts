import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SealedTickets } from '../../../relay/spool/data/sealed-ticket.ts'
import { TICKET_MS } from '../../../relay/spool/limits.ts'
import type { SpoolId } from '../../../src/core/ids.ts'
import { makeDeviceKey } from '../../../src/net/device-key.ts'
import { systemClock } from '../../../src/system/clock.ts'
import type { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import { chunksBetween, encodeChunkSet } from '../../../src/transfer/entity/chunk-set.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { MAX_TICKET_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import { befriend } from '../../support/home-client.ts'
import { newSpoolId } from '../../support/spool/spool-home.ts'
import {
  MemorySink,
  type Sealed,
  sealedContent,
  SpoolPeer,
  UploadHolder,
} from '../../support/spool/spool-peer.ts'
import { put, type SpoolRig, spoolRig, uploaded } from './spool-rig.ts'

const NEVER = { signal: new AbortController().signal }

/** What is heard until the relay ends the line: each kind once, and the code of its last word. */
async function heard(channel: FramedChannel): Promise<readonly string[]> {
  const kinds: string[] = []
  for (;;) {
    const message = await channel.receive(NEVER).catch(() => undefined)
    if (message === undefined) return kinds
    const { kind, value } = message
    kinds.push(kind === 'stop' || kind === 'refused' ? `${kind} ${value.code}` : kind)
  }
}

const REFUSED = ['refused unknown-transfer']
type Role = 'sender' | 'receiver'

async function answerTo(peer: SpoolPeer, spool: SpoolId, role: Role, ticket: Uint8Array) {
  return await heard(await peer.open({ spool, role, ticket }))
}

test('without a ticket of this home for this device, object and direction, each hears the same', async () => {
  await using rig = await spoolRig()
  const { alice, bob } = rig
  const content = sealedContent(2, 1_000)
  const { spool, ticket } = await uploaded(rig, content)
  const get = (await bob.client.ask('spoolGet', { spool })).ticket
  const stranger = new SpoolPeer(await rig.home.stranger(), rig.home.relay.device)
  const forged = await new SealedTickets(await makeDeviceKey()).issue({
    spool,
    device: stranger.client.device,
    account: rig.aliceId,
    op: 'put',
    maxBytes: 1e9,
    untilMs: Number.MAX_SAFE_INTEGER,
  })
  const attempts: readonly [string, SpoolPeer, SpoolId, Role, Uint8Array][] = [
    ['no ticket', alice, spool, 'sender', new Uint8Array()],
    ['no ticket, as a stranger', stranger, spool, 'receiver', new Uint8Array()],
    ['rubbish', stranger, spool, 'sender', new Uint8Array(MAX_TICKET_BYTES).fill(7)],
    ['a forged one', stranger, spool, 'sender', forged],
    ['that of another device', stranger, spool, 'receiver', get],
    ['that of another device of a member', alice, spool, 'receiver', get],
    ['one for the other direction', alice, spool, 'receiver', ticket],
    ['one to read, to write', bob, spool, 'sender', get],
    ['that of another object', alice, newSpoolId(), 'sender', ticket],
  ]
  for (const [what, peer, object, role, shown] of attempts) {
    assert.deepEqual(await answerTo(peer, object, role, shown), REFUSED, what)
  }
})

test('a ticket that is over, and one whose object was dropped, allow nothing', async () => {
  let ahead = 0
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + ahead }
  await using rig = await spoolRig({}, { clock })
  const { spool, ticket } = await put(rig.alice, sealedContent(2, 1_000), [rig.bobId])
  ahead = TICKET_MS + 1
  assert.deepEqual(await answerTo(rig.alice, spool, 'sender', ticket), REFUSED)
  ahead = 0
  await rig.alice.client.ask('spoolDrop', { spool })
  assert.deepEqual(await answerTo(rig.alice, spool, 'sender', ticket), REFUSED)
})

test('a stranger that says something else than Open, or nothing whole, is cut without a word', async () => {
  await using rig = await spoolRig()
  const stranger = await rig.home.stranger()
  const open = () =>
    stranger.host.open(rig.home.relay.device, '/homing/transfer/1', {
      signal: AbortSignal.timeout(30_000),
      maxFrameBytes: 1_000,
    })
  for (const bytes of [Uint8Array.of(0xff), new Uint8Array(60_000), new Uint8Array(70_000)]) {
    const stream = await open()
    await stream.send(bytes)
    await assert.rejects(stream.receive())
  }
  assert.equal((await stranger.ask('hello', { program: '' })).home, 'home')
})

/** A sender that says what it likes once it was asked for something. */
async function lie(
  { alice }: SpoolRig,
  content: Sealed,
  made: Readonly<{ spool: SpoolId; ticket: Uint8Array }>,
  words: readonly ChannelMessage[],
): Promise<readonly string[]> {
  const { spool, ticket } = made
  const channel = await alice.open({ spool, role: 'sender', ticket })
  await channel.send({ kind: 'begin', value: new UploadHolder(content).begin }, NEVER)
  for (const word of words) await channel.send(word, NEVER).catch(() => undefined)
  return await heard(channel)
}

async function chunkOf(content: Sealed, index: number): Promise<ChannelMessage> {
  return { kind: 'chunk', ...(await new UploadHolder(content).chunk(index)) }
}

test('a sender that breaks its word is stopped, and nothing of the lie is kept', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(3, 1_000)
  const made = await put(rig.alice, content, [rig.bobId])
  const whole = await chunkOf(content, 0)
  assert.ok(whole.kind === 'chunk')
  const digest = new Uint8Array(32)
  const lies: readonly [string, readonly ChannelMessage[], string][] = [
    [
      'a chunk that is not sealed',
      [{ ...whole, value: { index: 0, length: 1_000, digest, form: 'bytes' } }],
      'stop protocol',
    ],
    [
      'a chunk beyond the end',
      [{ ...whole, value: { ...whole.value, index: 3 } }],
      'stop protocol',
    ],
    [
      'a hole',
      [{ ...whole, value: { index: 0, length: 1_000, digest, form: 'hole' } }],
      'stop protocol',
    ],
    ['a chunk twice', [whole, whole], 'stop protocol'],
    [
      'the end before the rest',
      [{ kind: 'sealedDone', value: { sealed: content.end } }],
      'stop protocol',
    ],
    ['a word of a receiver', [{ kind: 'conclude', value: {} }], 'stop protocol'],
  ]
  for (const [what, words, last] of lies) {
    assert.equal((await lie(rig, content, made, words)).at(-1), last, what)
  }
  const begin = { ...new UploadHolder(content).begin, size: 3_001 }
  const channel = await rig.alice.open({ spool: made.spool, role: 'sender', ticket: made.ticket })
  await channel.send({ kind: 'begin', value: begin }, NEVER)
  assert.equal((await heard(channel)).at(-1), 'stop source-changed')
  const usage = await rig.alice.client.ask('spoolUsage', {})
  assert.ok(usage.storedBytes <= 1_000, `${usage.storedBytes} bytes`)
})

test('no more than the bytes of the object are taken, on one line or over several', async () => {
  await using rig = await spoolRig()
  const named = sealedContent(4, 1_000)
  const made = await put(rig.alice, named, [rig.bobId])
  const larger: Sealed = { ...sealedContent(4, 1_500), bytes: named.bytes }
  for (let line = 0; line < 4; line++) {
    await rig.alice.upload(made.spool, new UploadHolder(larger), made.ticket)
    assert.ok((await rig.alice.client.ask('spoolUsage', {})).storedBytes <= named.bytes)
  }
  const last = await rig.alice.upload(made.spool, new UploadHolder(larger), made.ticket)
  assert.ok(last.kind === 'stopped' && last.code === 'protocol')
})

test('a reader that claims to have what it never read loses it for itself alone', async () => {
  await using rig = await spoolRig()
  const mallory = await rig.peer('mallory')
  const { other } = await befriend(rig.alice.client, mallory.client, 'mallory')
  const content = sealedContent(5, 2_000)
  const { spool } = await uploaded(rig, content)
  await put(rig.alice, content, [other], spool)
  const { ticket } = await mallory.client.ask('spoolGet', { spool })
  const channel = await mallory.open({ spool, role: 'receiver', ticket })
  const set = encodeChunkSet(chunksBetween(0, 5), 1_000)
  await channel.send({ kind: 'have', value: { chunkCount: 5, set } }, NEVER)
  await channel.send({ kind: 'kept', value: { set } }, NEVER)
  await channel.finish()
  const sink = new MemorySink(content)
  assert.equal((await rig.bob.download(spool, sink)).kind, 'verified')
  assert.equal(sink.got.size, 5)
})

test('a reader that asks for more than a window, for what there is not, for digests, or for all of it twice, is stopped', async () => {
  await using rig = await spoolRig()
  const content = sealedContent(40, 2_000)
  const { spool } = await uploaded(rig, content)
  const ask = async (
    wants: readonly (readonly [number, number])[],
    { digestsOnly } = { digestsOnly: false },
  ) => {
    const { ticket } = await rig.bob.client.ask('spoolGet', { spool })
    const channel = await rig.bob.open({ spool, role: 'receiver', ticket })
    for (const [first, count] of wants) {
      const value = { first, count, digestsOnly, direct: false }
      await channel.send({ kind: 'want', value }, NEVER).catch(() => undefined)
    }
    return (await heard(channel)).at(-1)
  }
  const tooMany = Array.from({ length: 3 }, () => [0, WINDOW_CHUNKS] as const)
  assert.equal(await ask(tooMany), 'stop protocol')
  assert.equal(await ask([[39, 2]]), 'stop protocol')
  assert.equal(await ask([[0, 1]], { digestsOnly: true }), 'stop protocol')
  const { ticket } = await rig.bob.client.ask('spoolGet', { spool })
  const channel = await rig.bob.open({ spool, role: 'receiver', ticket })
  let chunks = 0
  await channel.send(want(0, 8), NEVER)
  for (;;) {
    const message = await channel.receive(NEVER)
    if (message?.kind === 'stop') break
    if (message?.kind === 'chunk' && ++chunks % 8 === 0) await channel.send(want(0, 8), NEVER)
  }
  assert.equal(chunks, 40)
})

const want = (first: number, count: number): ChannelMessage => ({
  kind: 'want',
  value: { first, count, digestsOnly: false, direct: false },
})

test('a third person learns nothing of an object and cannot end it', async () => {
  await using rig = await spoolRig()
  const eve = await rig.peer('eve')
  const content = sealedContent(1, 500)
  const { spool } = await uploaded(rig, content)
  for (const call of ['spoolGet', 'spoolDrop'] as const) {
    await assert.rejects(eve.client.ask(call, { spool }), { code: 'unknown-spool' })
    await assert.rejects(eve.client.ask(call, { spool: newSpoolId() }), { code: 'unknown-spool' })
  }
  await assert.rejects(put(eve, content, [rig.bobId], spool), { code: 'unknown-spool' })
  assert.equal((await rig.bob.download(spool, new MemorySink(content))).kind, 'verified')
})

test('a relay without a spool says so, and serves no transfer', async () => {
  await using rig = await spoolRig({ enabled: false })
  const content = sealedContent(1, 500)
  await assert.rejects(put(rig.alice, content, [rig.bobId]), { code: 'spool-off' })
  await assert.rejects(rig.alice.client.ask('spoolUsage', {}), { code: 'spool-off' })
  const spool = newSpoolId()
  await assert.rejects(rig.alice.open({ spool, role: 'sender', ticket: new Uint8Array() }))
})
