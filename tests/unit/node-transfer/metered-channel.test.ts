import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MeteredChannel } from '../../../node/transfer/domain/metered-channel.ts'
import { type ChannelMessage, sealedChunk } from '../../../src/transfer/entity/messages.ts'

test('buffers that the receiver is done with go back to where they came from', () => {
  const released: Uint8Array[] = []
  const inner = {
    send: async () => undefined,
    receive: async () => undefined,
    release: (bytes: Uint8Array) => void released.push(bytes),
    finish: async () => undefined,
    reset: () => undefined,
  }
  const bytes = Uint8Array.of(1)
  new MeteredChannel(inner, () => undefined).release(bytes)
  assert.deepEqual(released, [bytes])
})

test('a chunk counts once it has moved, and one that only says where it is does not', async () => {
  const moved: number[] = []
  const chunk = (length: number): ChannelMessage => {
    return { kind: 'chunk', value: sealedChunk(0, length), bytes: new Uint8Array(length) }
  }
  const heard = [chunk(7), chunk(0)]
  const inner = {
    send: async () => undefined,
    receive: async () => heard.shift(),
    finish: async () => undefined,
    reset: () => undefined,
  }
  const channel = new MeteredChannel(inner, (bytes) => void moved.push(bytes))
  const until = { signal: new AbortController().signal }
  await channel.send(chunk(5), until)
  await channel.receive(until)
  await channel.receive(until)
  assert.deepEqual(moved, [5, 7])
  inner.send = () => Promise.reject(new Error('the line is cut'))
  await assert.rejects(channel.send(chunk(3), until))
  assert.deepEqual(moved, [5, 7], 'what did not get through did not move')
})
