import assert from 'node:assert/strict'
import { test } from 'node:test'
import { giveBackChunkMemory, takeChunkMemory } from '../../../src/transfer/domain/chunk-memory.ts'
import {
  CHUNK_BYTES,
  MAX_FREE_CHUNKS,
  MAX_SEALED_CHUNK_BYTES,
} from '../../../src/transfer/limits.ts'

test('what was given back is the memory of the next chunk, whatever the length of either', () => {
  const first = takeChunkMemory(CHUNK_BYTES)
  const second = takeChunkMemory(5)
  assert.notEqual(second.buffer, first.buffer)
  giveBackChunkMemory(first)
  const third = takeChunkMemory(MAX_SEALED_CHUNK_BYTES)
  assert.equal(third.buffer, first.buffer)
  assert.equal(third.length, MAX_SEALED_CHUNK_BYTES)
})

test('a part of it is enough to give it back, as what was opened where it was sealed', () => {
  const sealed = takeChunkMemory(MAX_SEALED_CHUNK_BYTES)
  giveBackChunkMemory(sealed.subarray(12, 100))
  assert.equal(takeChunkMemory(1).buffer, sealed.buffer)
})

test('memory that is given back twice is not given to two, and foreign memory to nobody', () => {
  const ours = takeChunkMemory(CHUNK_BYTES)
  giveBackChunkMemory(ours)
  giveBackChunkMemory(ours)
  const foreign = new Uint8Array(MAX_SEALED_CHUNK_BYTES)
  giveBackChunkMemory(foreign)
  const next = [takeChunkMemory(1), takeChunkMemory(1)].map(({ buffer }) => buffer)
  assert.equal(next.filter((buffer) => buffer === ours.buffer).length, 1)
  assert.ok(!next.includes(foreign.buffer))
})

test('what is more than MAX_FREE_CHUNKS goes back to the system at once', () => {
  const all = Array.from({ length: MAX_FREE_CHUNKS + 3 }, () => takeChunkMemory(CHUNK_BYTES))
  for (const each of all) giveBackChunkMemory(each)
  assert.equal(all.filter((each) => each.buffer.byteLength === 0).length, 3)
})

test('there is no room for more than a chunk', () => {
  assert.throws(() => takeChunkMemory(MAX_SEALED_CHUNK_BYTES + 1), RangeError)
})
