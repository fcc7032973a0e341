import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  commonRuns,
  difference,
  intersection,
  runsWithout,
  union,
  withoutChunk,
} from '../../../src/transfer/entity/chunk-algebra.ts'
import { chunksOf } from '../../../src/transfer/entity/chunk-set.ts'

const anySet = fc.uniqueArray(fc.nat({ max: 40 })).map((all) => all.toSorted((a, b) => a - b))

test('union, intersection, difference and removal are those of sets, as runs that neither touch nor overlap', () => {
  fc.assert(
    fc.property(anySet, anySet, fc.nat({ max: 40 }), (a, b, index) => {
      const [left, right] = [new Set(a), new Set(b)]
      const cases = [
        [union(chunksOf(a), chunksOf(b)), left.union(right)],
        [intersection(chunksOf(a), chunksOf(b)), left.intersection(right)],
        [difference(chunksOf(a), chunksOf(b)), left.difference(right)],
        [withoutChunk(chunksOf(a), index), left.difference(new Set([index]))],
      ] as const
      for (const [made, expected] of cases) {
        const sorted = [...expected].toSorted((x, y) => x - y)
        assert.deepEqual(made, chunksOf(sorted))
      }
    }),
    { numRuns: 1000 },
  )
})

test('the first run that both have, or that one lacks, is found without looking at the rest', () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const [one, other] = [chunksOf(a), chunksOf(b)]
      assert.deepEqual(commonRuns(one, other).next().value, intersection(one, other).runs[0])
      assert.deepEqual(runsWithout(one, other).next().value, difference(one, other).runs[0])
    }),
  )
})
