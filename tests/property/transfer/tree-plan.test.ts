import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Listing } from '../../../src/transfer/entity/listing.ts'
import { ListingBuilder } from '../../../src/transfer/entity/listing-builder.ts'
import { chunkCountOf, TreePlan } from '../../../src/transfer/entity/tree-plan.ts'
import {
  CHUNK_BYTES,
  MAX_CHUNK_LEAVES,
  MAX_FILE_BYTES,
  MAX_FOLDER_ENTRIES,
} from '../../../src/transfer/limits.ts'

function listingOf(sizes: readonly number[]): Listing {
  const builder = new ListingBuilder()
  const entry = { depth: 0, kind: 'file', mode: 0, mtimeMs: 0, target: '' } as const
  for (const [at, size] of sizes.entries()) {
    builder.add({ ...entry, name: String(at).padStart(7, '0'), size })
  }
  return builder.done({ mode: 0, mtimeMs: 0 })
}

function planOf(sizes: readonly number[], listingBytes: number): TreePlan {
  const listing = listingOf(sizes)
  const plan = new TreePlan({ listingBytes, chunkCount: chunkCountOf(listing, listingBytes) })
  plan.learn(listing)
  return plan
}

const MIB = CHUNK_BYTES
const size = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 30_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 3 * MIB - 1) },
  { weight: 1, arbitrary: fc.nat({ max: 4 * MIB }) },
)
const sizes = fc.oneof(
  fc.array(size, { maxLength: 60 }),
  fc.array(fc.nat({ max: 40 }), { maxLength: 1200, size: 'max' }),
)
const listingBytes = fc.oneof(
  fc.constantFrom(1, MIB, MIB + 1),
  fc.integer({ min: 1, max: 5 * MIB }),
)

test('every byte of every file is in exactly one leaf, in order, and no leaf spans files or chunks', () => {
  fc.assert(
    fc.property(sizes, listingBytes, (files, bytes) => {
      const plan = planOf(files, bytes)
      const seen = files.map(() => 0)
      let last = -1
      let offset = 0
      for (let index = 0; index < plan.count; index++) {
        assert.equal(plan.offsetOf(index), offset)
        const lengths = plan.leavesOf(index)
        const length = lengths.reduce((sum, each) => sum + each, 0)
        assert.equal(plan.lengthOf(index), length)
        assert.ok(length > 0 && length <= MIB && lengths.length <= MAX_CHUNK_LEAVES)
        offset += length
        if (index < plan.listingChunks) continue
        for (const piece of plan.piecesOf(index)) {
          assert.ok(piece.entry >= last)
          last = piece.entry
          assert.equal(piece.offset, seen[piece.entry])
          assert.equal(piece.offset % MIB, 0, 'a leaf of the file')
          const rest = (files[piece.entry] as number) - piece.offset
          assert.equal(piece.length, Math.min(rest, MIB))
          seen[piece.entry] = piece.offset + piece.length
        }
      }
      assert.deepEqual(seen, files)
      assert.equal(plan.offsetOf(plan.count), offset)
      assert.equal(plan.size, offset)
      assert.equal(plan.known, plan.count)
    }),
    { numRuns: 1000 },
  )
})

test('two neighbours are together larger than a chunk, unless the first one is full of leaves', () => {
  fc.assert(
    fc.property(sizes, (files) => {
      const plan = planOf(files, 1)
      for (let index = plan.listingChunks; index + 1 < plan.count; index++) {
        const both = plan.lengthOf(index) + plan.lengthOf(index + 1)
        assert.ok(both > MIB || plan.leavesOf(index).length === MAX_CHUNK_LEAVES)
      }
    }),
    { numRuns: 300 },
  )
})

test('before the listing is there, its chunks are all that is known', () => {
  const plan = new TreePlan({ listingBytes: 2 * MIB + 3, chunkCount: 40 })
  assert.deepEqual([plan.known, plan.count, plan.size], [3, 40, 2 * MIB + 3])
  assert.deepEqual([plan.lengthOf(2), plan.leavesOf(0)], [3, [MIB]])
  assert.equal(plan.offsetOf(3), plan.size)
  for (const ask of [() => plan.lengthOf(3), () => plan.leavesOf(3), () => plan.offsetOf(4)]) {
    assert.throws(ask, RangeError)
  }
  assert.throws(() => plan.learn(listingOf([5])), RangeError)
  assert.equal(plan.known, 3, 'a listing of another number of chunks is not learnt')
})

test('a million small files and one of nine petabytes cost milliseconds and few bytes', () => {
  const files = Array<number>(MAX_FOLDER_ENTRIES - 1).fill(10_000)
  const small = files.length * 10_000
  const plan = planOf([...files, MAX_FILE_BYTES - small], 1)
  const last = plan.count - 1
  assert.equal(plan.offsetOf(plan.count), 1 + MAX_FILE_BYTES)
  assert.equal(plan.piecesOf(last)[0]?.entry, MAX_FOLDER_ENTRIES - 1)
  assert.equal(plan.leavesOf(1).length, 104)
})
