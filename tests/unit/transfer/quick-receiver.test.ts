import assert from 'node:assert/strict'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { systemClock } from '../../../src/system/clock.ts'
import { send } from '../../../src/transfer/domain/sender.ts'
import { encodeChunkSet, NO_CHUNKS } from '../../../src/transfer/entity/chunk-set.ts'
import type { ChannelMessage } from '../../../src/transfer/entity/messages.ts'
import { MAX_SET_BYTES, WINDOW_CHUNKS } from '../../../src/transfer/limits.ts'
import type { Holder, TransferChannel } from '../../../src/transfer/ports.ts'

const CHUNKS = 3 * WINDOW_CHUNKS

test('a receiver may ask for the next chunk before its sender has heard that the last one is gone', async () => {
  const heard: ChannelMessage[] = [
    {
      kind: 'have',
      value: { chunkCount: CHUNKS, set: encodeChunkSet(NO_CHUNKS, MAX_SET_BYTES) },
    },
    { kind: 'want', value: { first: 0, count: WINDOW_CHUNKS, digestsOnly: false, direct: false } },
  ]
  const said: string[] = []
  let next = WINDOW_CHUNKS
  const channel: TransferChannel = {
    send: async (message) => {
      said.push(message.kind)
      if (message.kind === 'chunk') {
        if (next < CHUNKS) {
          heard.push({
            kind: 'want',
            value: { first: next++, count: 1, digestsOnly: false, direct: false },
          })
        } else if (message.value.index === CHUNKS - 1) {
          heard.push({ kind: 'conclude', value: {} })
        }
      }
      if (message.kind === 'sealedDone') heard.push({ kind: 'stored', value: {} })
      // The line has the bytes, and the answer is here, long before this resolves.
      for (let at = 0; at < 10; at++) await turn()
    },
    receive: async ({ signal }) => {
      for (;;) {
        signal.throwIfAborted()
        const message = heard.shift()
        if (message !== undefined) return message
        await turn()
      }
    },
    finish: async () => undefined,
    reset: () => undefined,
  }
  const holder: Holder = {
    begin: {
      size: CHUNKS,
      chunkCount: CHUNKS,
      mtimeMs: 0,
      mode: 0,
      listing: new Uint8Array(),
      open: false,
    },
    ready: async () => undefined,
    chunk: async (index) => ({
      value: { index, length: 1, digest: new Uint8Array(32), form: 'bytes' },
      bytes: Uint8Array.of(index),
    }),
    end: async () => ({ kind: 'sealedDone', value: { sealed: Uint8Array.of(1) } }),
  }
  const options = { signal: AbortSignal.timeout(30_000) }
  const outcome = await send({ holder, channel, clock: systemClock }, options)
  assert.equal(outcome.kind, 'stored', JSON.stringify(outcome))
  assert.equal(said.filter((kind) => kind === 'chunk').length, CHUNKS)
})
