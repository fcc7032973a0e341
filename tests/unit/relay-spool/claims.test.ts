import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Claim, goneChunks, isWhole } from '../../../relay/spool/entity/claims.ts'
import type { AccountId } from '../../../src/core/ids.ts'
import { difference, union } from '../../../src/transfer/entity/chunk-algebra.ts'
import { type ChunkSet, chunksBetween, chunksOf } from '../../../src/transfer/entity/chunk-set.ts'
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

test('what an upload is asked for is what is neither stored nor gone, in ascending order', () => {
  const have = union(chunksBetween(2, 4), goneChunks([claim([[0, 6]])], CHUNKS))
  assert.deepEqual(indices(difference(chunksBetween(0, CHUNKS), have)), [1, 4, 5, 7])
})
