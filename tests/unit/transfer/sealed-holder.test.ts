import assert from 'node:assert/strict'
import { test } from 'node:test'
import { systemRandom } from '../../../src/system/random.ts'
import { AeadSeal } from '../../../src/transfer/data/aead-seal.ts'
import { SealedHolder } from '../../../src/transfer/domain/sealed-holder.ts'
import { CHUNK_BYTES } from '../../../src/transfer/limits.ts'
import type { Holder } from '../../../src/transfer/ports.ts'

const seal = new AeadSeal(
  { random: systemRandom },
  { key: systemRandom.bytes(32), spool: 'spool', chunkCount: 9 },
)

test('a sealed chunk that was sent gives its memory to the next one, one that was not keeps its own', async () => {
  const plain = (index: number) => new Uint8Array(CHUNK_BYTES).fill(index)
  const inner: Holder = {
    begin: {
      size: 9 * CHUNK_BYTES,
      chunkCount: 9,
      mtimeMs: 0,
      mode: 0,
      listing: new Uint8Array(),
      open: false,
    },
    ready: async () => undefined,
    chunk: async (index) => ({
      value: { index, length: CHUNK_BYTES, digest: new Uint8Array(32), form: 'bytes' },
      bytes: plain(index),
    }),
    end: () => Promise.reject(new Error('not asked for here')),
  }
  const holder = new SealedHolder({ holder: inner, seal })
  const signal = AbortSignal.timeout(10_000)
  const first = await holder.chunk(0, { signal })
  const second = await holder.chunk(1, { signal })
  assert.notEqual(second.bytes.buffer, first.bytes.buffer)
  holder.release(first.bytes)
  const third = await holder.chunk(2, { signal })
  assert.equal(third.bytes.buffer, first.bytes.buffer)
  assert.ok(Buffer.from(seal.open(2, third.bytes)).equals(plain(2)))
  assert.ok(Buffer.from(seal.open(1, second.bytes)).equals(plain(1)))
})
