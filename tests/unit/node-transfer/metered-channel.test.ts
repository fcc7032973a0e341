import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MeteredChannel } from '../../../node/transfer/domain/metered-channel.ts'

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
  new MeteredChannel(inner).release(bytes)
  assert.deepEqual(released, [bytes])
})
