import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { FramedChannel } from '../../../src/transfer/data/framed-channel.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { TransferError, type TransferErrorCode } from '../../../src/transfer/errors.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import { channelPair } from '../../support/channel-pair.ts'
import { transferPair } from '../../support/file-transfer.ts'

const never = { signal: new AbortController().signal }
const isCode = (code: TransferErrorCode) => (err: unknown) =>
  err instanceof TransferError && err.code === code
const ack: ChannelMessage = { kind: 'ack', value: { verifiedChunks: 1, verifiedBytes: 2 } }

function chunk(length: number): ChannelMessage {
  const digest = new Uint8Array(randomBytes(32))
  const value = { index: 5, length, digest, form: 'bytes' } as const
  return { kind: 'chunk', value, bytes: randomBytes(length) }
}

test('messages arrive as they were sent, chunks with their bytes', async () => {
  const { sender, receiver } = transferPair()
  const messages = [ack, chunk(1), chunk(CHUNK_BYTES), ack, chunk(CHUNK_BYTES)]
  const sending = Promise.all(messages.map((each) => sender.send(each, never)))
  for (const sent of messages) {
    const message = await receiver.receive(never)
    assert.equal(message?.kind, sent.kind)
    assert.deepEqual(message?.value, sent.value)
    if (message?.kind !== 'chunk' || sent.kind !== 'chunk') continue
    assert.deepEqual(Buffer.from(message.bytes), Buffer.from(sent.bytes))
    receiver.release(message.bytes)
  }
  await sending
})

test('bytes of a chunk stay what they are until they are released', async () => {
  const { sender, receiver } = transferPair()
  const [one, two, three] = [chunk(CHUNK_BYTES), chunk(CHUNK_BYTES), chunk(CHUNK_BYTES)]
  const sending = Promise.all([one, two, three].map((each) => sender.send(each, never)))
  const first = await receiver.receive(never)
  const second = await receiver.receive(never)
  assert.ok(first?.kind === 'chunk' && second?.kind === 'chunk' && one.kind === 'chunk')
  receiver.release(second.bytes)
  await receiver.receive(never)
  assert.deepEqual(Buffer.from(first.bytes), Buffer.from(one.bytes))
  await sending
})

test('the end of the peer is undefined, a cut is PEER_GONE', async () => {
  const clean = transferPair()
  await Promise.all([
    clean.sender.finish(),
    clean.receiver.receive(never).then(async (message) => {
      assert.equal(message, undefined)
      await clean.receiver.finish()
    }),
  ])
  const cut = transferPair()
  const waiting = cut.receiver.receive(never)
  cut.aStream.cut()
  await assert.rejects(waiting, isCode('PEER_GONE'))
  const reset = transferPair()
  const left = reset.receiver.receive(never)
  reset.sender.reset()
  await assert.rejects(left, isCode('PEER_GONE'))
})

test('a frame that is no message, and one that is too long, end the conversation', async () => {
  for (const [frame, code] of [
    [new Uint8Array([0xff, 0xff]), 'PROTOCOL'],
    [new Uint8Array(70_000), 'PEER_GONE'],
  ] as const) {
    const pair = channelPair()
    const receiving = new FramedChannel(pair.b).receive(never)
    const sending = pair.a.send(frame).catch(() => undefined)
    await assert.rejects(receiving, isCode(code))
    pair.a.reset('over')
    await sending
  }
})

test('an aborted wait ends with the reason of its signal', async () => {
  const { receiver } = transferPair()
  const stop = new AbortController()
  const waiting = receiver.receive({ signal: stop.signal })
  const reason = new Error('enough')
  stop.abort(reason)
  await assert.rejects(waiting, reason)
})
