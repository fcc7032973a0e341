import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { backoffMs } from '../../../src/core/backoff.ts'

const LIMITS = { baseMs: 100, capMs: 10_000 }
const fixed = (fraction: number) => ({ fraction: () => fraction, bytes: () => new Uint8Array() })
const highest = (attempt: number) => backoffMs(attempt, LIMITS, fixed(1 - 2 ** -53))

test('the ceiling doubles with each attempt until the cap', () => {
  assert.deepEqual([0, 1, 2, 3].map(highest), [99, 199, 399, 799])
  assert.equal(highest(7), 9_999)
  assert.equal(highest(8), 9_999)
})

test('the whole range below the ceiling is used, down to zero', () => {
  assert.equal(backoffMs(5, LIMITS, fixed(0)), 0)
  assert.equal(backoffMs(5, LIMITS, fixed(0.5)), 1_600)
})

test('after however many attempts, the wait is a whole number below the cap', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1_000_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, fraction) => {
        const ms = backoffMs(attempt, LIMITS, fixed(fraction))
        assert.ok(Number.isInteger(ms) && ms >= 0 && ms < LIMITS.capMs)
      },
    ),
  )
})
