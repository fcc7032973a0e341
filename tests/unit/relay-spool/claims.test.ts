import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { intersection, union, withoutChunk } from '../../../relay/spool/entity/chunk-algebra.ts'
import { type Claim, goneChunks, isWhole } from '../../../relay/spool/entity/claims.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import {
  type ChunkSet,
  chunksBetween,
  chunksOf,
  missingChunks,
} from '../../../src/transfer/entity/chunk-set.ts'
import { testDevice } from '../../support/relay-truth.ts'

const CHUNKS = 8
const ALL = [0, 1, 2, 3, 4, 5, 6, 7]

function claim(kept: readonly (readonly number[])[], isDone = false): Claim {
  const readers = kept.map((indices, at) => ({ device: testDevice(at), kept: chunksOf(indices) }))
  return { account: 'a' as AccountId, isDone, readers }
}

function indices(set: ChunkSet): number[] {
  return set.runs.flatMap(({ start, end }) =>
    Array.from({ length: end - start }, (_, at) => start + at),
  )
}

for (const [what, claims, gone] of [
  ['nobody claims it: everything is gone', [], ALL],
  ['an account of which no device has read needs everything', [claim([])], []],
  ['one device: what it has', [claim([[0, 1, 5]])], [0, 1, 5]],
  [
    'two devices of one account: what both have',
    [
      claim([
        [0, 1, 2],
        [1, 2, 3],
      ]),
    ],
    [1, 2],
  ],
  ['two accounts: what both have', [claim([[0, 1, 2]]), claim([[2, 3]])], [2]],
  ['an account that has not begun keeps everything for itself', [claim([ALL]), claim([])], []],
  ['an account that was done needs nothing, also without devices', [claim([], true)], ALL],
  ['one done, one reading', [claim([ALL], true), claim([[3]])], [3]],
  ['one reader that has nothing', [claim([ALL, []])], []],
] as const) {
  test(what, () => {
    assert.deepEqual(indices(goneChunks(claims, CHUNKS)), gone)
  })
}

test('an account is done when every device that reads has everything, and not before one does', () => {
  assert.equal(isWhole(claim([ALL]), CHUNKS), true)
  assert.equal(isWhole(claim([ALL, ALL]), CHUNKS), true)
  assert.equal(isWhole(claim([ALL, ALL.slice(1)]), CHUNKS), false)
  assert.equal(isWhole(claim([]), CHUNKS), false)
})

test('an empty object is needed by nobody once somebody reads it', () => {
  assert.equal(goneChunks([claim([[]])], 0).count, 0)
  assert.equal(isWhole(claim([[]]), 0), true)
})

const anySet = fc.uniqueArray(fc.nat({ max: 40 })).map((all) => all.toSorted((a, b) => a - b))

test('union, intersection and removal are those of sets, as runs that neither touch nor overlap', () => {
  fc.assert(
    fc.property(anySet, anySet, fc.nat({ max: 40 }), (a, b, index) => {
      const [left, right] = [new Set(a), new Set(b)]
      const cases = [
        [union(chunksOf(a), chunksOf(b)), left.union(right)],
        [intersection(chunksOf(a), chunksOf(b)), left.intersection(right)],
        [withoutChunk(chunksOf(a), index), left.difference(new Set([index]))],
      ] as const
      for (const [made, expected] of cases) {
        const sorted = [...expected].toSorted((x, y) => x - y)
        assert.deepEqual(made, chunksOf(sorted))
      }
    }),
  )
})

test('what an upload is asked for is what is neither stored nor gone, in ascending order', () => {
  const have = union(chunksBetween(2, 4), goneChunks([claim([[0, 6]])], CHUNKS))
  assert.deepEqual([...missingChunks(have, CHUNKS)], [1, 4, 5, 7])
})
