import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { difference } from '../../../src/transfer/entity/chunk-algebra.ts'
import { planChunks } from '../../../src/transfer/entity/chunk-plan.ts'
import {
  addChunk,
  bytesOf,
  type ChunkSet,
  ChunkSetError,
  chunksBetween,
  chunksOf,
  decodeChunkSet,
  encodeChunkSet,
  hasChunk,
  NO_CHUNKS,
} from '../../../src/transfer/entity/chunk-set.ts'
import { MAX_SET_BYTES } from '../../../src/transfer/limits.ts'

const CHUNKS = 200
const indices = fc.uniqueArray(fc.nat({ max: CHUNKS - 1 }))
const ascending = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b)
const ofAll = (list: readonly number[]): ChunkSet => list.reduce(addChunk, NO_CHUNKS)

test('a set holds what was added, in any order, and lacks the rest', () => {
  fc.assert(
    fc.property(indices, (list) => {
      const set = ofAll(list)
      const known = new Set(list)
      for (let index = 0; index < CHUNKS; index++) {
        assert.equal(hasChunk(set, index), known.has(index))
      }
      const missing = Array.from({ length: CHUNKS }, (_, at) => at).filter((at) => !known.has(at))
      assert.deepEqual(difference(chunksBetween(0, CHUNKS), set), chunksOf(missing))
      assert.equal(set.count, list.length)
      assert.deepEqual(set, chunksOf(ascending(list)))
    }),
  )
})

test('adding twice changes nothing', () => {
  fc.assert(
    fc.property(indices, (list) => assert.deepEqual(ofAll([...list, ...list]), ofAll(list))),
  )
})

test('runs are disjoint and never touch, so a file in order is one run', () => {
  fc.assert(
    fc.property(indices, (list) => {
      const { runs } = ofAll(list)
      for (const [at, run] of runs.entries()) {
        assert.ok(run.start < run.end)
        assert.ok(at === 0 || (runs[at - 1]?.end ?? 0) < run.start)
      }
    }),
  )
  assert.equal(ofAll(Array.from({ length: 5000 }, (_, at) => at)).runs.length, 1)
})

test('a set survives its bytes', () => {
  fc.assert(
    fc.property(indices, (list) => {
      const set = ofAll(list)
      assert.deepEqual(decodeChunkSet(encodeChunkSet(set, MAX_SET_BYTES), CHUNKS), set)
    }),
  )
})

test('bytes of a set never exceed the limit, and tell no chunk that is not there', () => {
  fc.assert(
    fc.property(indices, fc.integer({ min: 1, max: 30 }), (list, maxBytes) => {
      const bytes = encodeChunkSet(ofAll(list), maxBytes)
      assert.ok(bytes.length <= maxBytes)
      const told = decodeChunkSet(bytes, CHUNKS)
      for (const index of [...Array(CHUNKS).keys()].filter((at) => hasChunk(told, at))) {
        assert.ok(list.includes(index))
      }
    }),
  )
})

test('every second chunk of a 40 GB file fits one frame, whole', () => {
  const count = 40_960
  const set = chunksOf(Array.from({ length: count / 2 }, (_, at) => at * 2))
  const bytes = encodeChunkSet(set, MAX_SET_BYTES)
  assert.ok(bytes.length <= count / 8 + 1)
  assert.deepEqual(decodeChunkSet(bytes, count), set)
})

test('a set in the worst order of an 8 TB file is told in part, within the frame', () => {
  const count = 8 * 1024 * 1024
  const set = chunksOf(Array.from({ length: count / 2 }, (_, at) => at * 2))
  const bytes = encodeChunkSet(set, MAX_SET_BYTES)
  assert.ok(bytes.length <= MAX_SET_BYTES)
  const told = decodeChunkSet(bytes, count)
  assert.ok(told.count > 25_000 && told.count < set.count)
})

test('arbitrary bytes give a set within the file or a ChunkSetError, nothing else', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat({ max: 500 }), (bytes, count) => {
      try {
        const set = decodeChunkSet(bytes, count)
        assert.ok((set.runs.at(-1)?.end ?? 0) <= count)
        assert.deepEqual(decodeChunkSet(encodeChunkSet(set, 4096), count), set)
      } catch (err) {
        assert.ok(err instanceof ChunkSetError, String(err))
      }
    }),
    { numRuns: 10_000 },
  )
})

test('bytes of a set count the shorter last chunk as what it is', () => {
  const plan = planChunks(25, 10)
  assert.equal(bytesOf(NO_CHUNKS, plan), 0)
  assert.equal(bytesOf(chunksOf([0]), plan), 10)
  assert.equal(bytesOf(chunksOf([2]), plan), 5)
  assert.equal(bytesOf(chunksOf([0, 1, 2]), plan), 25)
  assert.equal(bytesOf(NO_CHUNKS, planChunks(0)), 0)
})
