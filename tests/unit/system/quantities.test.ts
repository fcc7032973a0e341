import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  bytesText,
  durationText,
  momentText,
  parseBytes,
  percentText,
} from '../../../src/system/quantities.ts'

test('sizes are written in powers of 1000 and never as 1000.0', () => {
  const written = [0, 999, 1000, 1_234_567, 999_949, 999_950, 20e9, Number.MAX_SAFE_INTEGER]
  assert.deepEqual(written.map(bytesText), [
    '0 B',
    '999 B',
    '1.0 kB',
    '1.2 MB',
    '999.9 kB',
    '1.0 MB',
    '20.0 GB',
    '9.0 PB',
  ])
})

test('sizes are read as people type them', () => {
  const typed = ['0', '10GB', '10 gb', '1.5GiB', '500k', '7B', ' 2 TB ']
  assert.deepEqual(typed.map(parseBytes), [0, 1e10, 1e10, 1.5 * 2 ** 30, 5e5, 7, 2e12])
  for (const text of ['', 'GB', '-1', '1e9', '10XB', '10 G B', '1,5GB', '999999999999999TB']) {
    assert.equal(parseBytes(text), undefined, text)
  }
})

test('a size that was read is a whole number of bytes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 24 }), (text) => {
      const bytes = parseBytes(text)
      assert.ok(bytes === undefined || (Number.isSafeInteger(bytes) && bytes >= 0))
    }),
  )
})

test('durations and percents read well at their edges', () => {
  assert.deepEqual(
    [-5, 0, 59_400, 60_000, 3_599_000, 3_600_000, 7_800_000, 172_800_000].map(durationText),
    ['0 s', '0 s', '59 s', '1 min', '1 h', '1 h', '2 h 10 min', '2 days'],
  )
  assert.deepEqual(
    [percentText(0, 100), percentText(999, 1000), percentText(1000, 1000), percentText(0, 0)],
    ['0 %', '99 %', '100 %', '100 %'],
  )
})

test('a moment of today is a time, another has its date, none is never', () => {
  const nowMs = new Date(2026, 10, 23, 15, 4).getTime()
  assert.equal(momentText(new Date(2026, 10, 23, 9, 5).getTime(), nowMs), '09:05')
  assert.equal(momentText(new Date(2026, 10, 22, 23, 59).getTime(), nowMs), '2026-11-22 23:59')
  assert.equal(momentText(0, nowMs), 'never')
})
